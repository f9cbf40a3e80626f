package org.leasemq.sqs.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS says of policies that are none, and how large they may be. */
class PolicyRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"key\":[[\"value\"]]}|Match value must be String, number, true, false, or null|10",
                "{\"key\":[{\"wrong-operator\":true}]}|Unrecognized match type wrong-operator|31",
                "{\"key\":[{\"suffix\":\"value\",\"prefix\":\"value2\"}]}|Only one key allowed in match expression|37",
                "{\"key\":[]}|Empty arrays are not allowed|10",
                "{\"key\":[{\"suffix\":100}]}|suffix match pattern must be a string|22",
                "{\"key\":{\"suffix\":\"value\"}}|\"suffix\" must be an object or an array|19",
                "{\"key\":[{\"numeric\":[]}]}|Invalid member in numeric match: ]|22",
                "{\"key\":[{\"numeric\":[\"operator\"]}]}|Unrecognized numeric range operator: operator|32",
                "{\"key\":[{\"numeric\":[\"=\",\"000\"]}]}|Value of equals must be numeric|26",
                "{\"key\":[{\"numeric\":[\">\",3,\"<\",1]}]}|Bottom must be less than top|33",
                "{\"key\":[{\"exists\":null}]}|exists match pattern must be either true or false.|23",
                "{\"key\":[{\"exists\":\"no\"}]}|exists match pattern must be either true or false.|20",
                "{\"key\":[{\"anything-but\":{\"suffix\":\"test\"}}]}|Unsupported anything-but pattern: suffix|36",
                "{\"key\":[{\"anything-but\":{\"exists\":false}}]}|Unsupported anything-but pattern: exists|40",
                "{\"key\":[{\"anything-but\":{\"prefix\":false}}]}|prefix match pattern must be a string|40",
            })
    void whatIsWrongIsSaidAsAwsDoes(String policy, String words, int column) {
        String fault = "FilterPolicy: " + words + "\n at [Source: (String)\"" + policy + "\"; line: 1, column: "
                + column + "]";
        assertEquals(fault, PolicyRules.fault(policy, false));
        assertEquals(fault, PolicyRules.fault(policy.replace(":", " : ").replace("[", "\n[ "), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"key\":[{\"anything-but\":{\"prefix\":\"test\"}}]}",
                "{\"key\":[{\"suffix\":\"test\"},{\"anything-but\":\"suffix\"}]}",
                "{\"anything-but\":{\"suffix\":[\"test\"]}}",
            })
    void onlyEndsOfTextsCannotBeExcluded(String policy) {
        assertNull(PolicyRules.fault(policy, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"key\":[{\"cidr\":\"bad-filter\"}]}|Malformed CIDR, one '/' required",
                "{\"key\":[{\"cidr\":\"bad-filter/64\"}]}|Nonstandard IP address: bad-filter",
            })
    void networksAreLookedAt(String policy, String words) {
        assertEquals("FilterPolicy: " + words, PolicyRules.fault(policy, false));
    }

    @Test
    void whatIsNoJsonIsSaidToBe() {
        assertEquals(
                "FilterPolicy: failed to parse JSON. Unexpected character ('i' (code 105)): was expecting double-quote"
                        + " to start field name\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION`"
                        + " disabled); line: 1, column: 2]",
                PolicyRules.fault("{invalid", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[%s]}",
                "{\"a\":[{\"numeric\":[\"<\",%s]}]}",
                "{\"a\":[{\"anything-but\":[%s]}]}",
                "{\"a\":[{\"exists\":%s}]}",
                "{\"b\":%s}",
                "%s",
            })
    void aNumberThatCannotBeReadIsSaidToBeNoJson(String policy) {
        for (String number : List.of("1e99999999999", "1e-2147483648", "0.0000e-2147483646")) {
            String fault = PolicyRules.fault(policy.replace("%s", number), true);
            assertTrue(fault.startsWith("FilterPolicy: failed to parse JSON. Value \"" + number), fault);
        }
    }

    @Test
    void attributesAreNotNested() {
        String nested = "{\"object\":{\"key\":[{\"prefix\":\"auto-\"}]}}";
        assertNull(PolicyRules.fault(nested, true));
        assertEquals(
                "Filter policy scope MessageAttributes does not support nested filter policy",
                PolicyRules.fault(nested, false));
    }

    private static String values(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"v" + i + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void combinationsAreCounted() {
        String complex = "FilterPolicy: Filter policy is too complex";
        assertNull(PolicyRules.fault("{\"a\":" + values(150) + "}", false));
        assertEquals(complex, PolicyRules.fault("{\"a\":" + values(151) + "}", false));
        assertEquals(complex, PolicyRules.fault("{\"a\":" + values(100) + ",\"b\":" + values(51) + "}", false));
        String nested = "{\"a\":{\"b\":{\"c\":" + values(4) + "}},\"d\":{\"e\":" + values(3) + "},\"f\":";
        assertNull(PolicyRules.fault(nested + values(2) + "}", true));
        assertEquals(complex, PolicyRules.fault(nested + values(3) + "}", true));
        String or = "{\"s\":" + values(3) + ",\"$or\":[{\"n\":" + values(6) + "},{\"t\":" + values(4)
                + ",\"$or\":[{\"i\":" + values(4) + "},{\"p\":%s}]}]}";
        assertNull(PolicyRules.fault(or.replace("%s", values(7)), false));
        assertEquals(complex, PolicyRules.fault(or.replace("%s", values(8)), false));
        String six =
                IntStream.range(0, 6).mapToObj(i -> "\"k" + i + "\":[1]").collect(Collectors.joining(",", "{", "}"));
        assertEquals("FilterPolicy: Filter policy can not have more than 5 keys", PolicyRules.fault(six, false));
    }

    @Test
    void wildcardsOfAListCountEachAndOtherListsAreOne() {
        String complex = "FilterPolicy: Filter policy is too complex";
        String list = "{\"a\":[{\"anything-but\":{\"wildcard\":%s}}]}";
        assertNull(PolicyRules.fault(list.replace("%s", values(150)), false));
        assertEquals(complex, PolicyRules.fault(list.replace("%s", values(151)), false));
        assertNull(PolicyRules.fault(list.replace("wildcard", "prefix").replace("%s", values(1_000)), false));
        assertNull(PolicyRules.fault("{\"a\":[{\"anything-but\":" + values(1_000) + "}]}", false));
    }

    @Test
    void namesLeadOnlySoDeep() {
        String complex = "FilterPolicy: Filter policy is too complex";
        assertNull(PolicyRules.fault("{\"a" + ".a".repeat(99) + "\":[1]}", false));
        assertEquals(complex, PolicyRules.fault("{\"a" + ".a".repeat(100) + "\":[1]}", false));
        assertEquals(complex, PolicyRules.fault("{\"a" + ".a".repeat(99) + "\":{\"a\":[1]}}", true));
    }

    @Test
    void hostilePoliciesAreRefusedQuickly() {
        String doubled = "{\"$or\":[{\"a\":[1]},{\"b\":[1]}],".repeat(2) + "\"x\":[1]}";
        assertNotNull(PolicyRules.fault(doubled, true));
        StringBuilder deep = new StringBuilder("{\"x\":[1]}");
        for (int i = 0; i < 60; i++) {
            deep.insert(0, "{\"n\":{\"$or\":[{\"a\":[1]},{\"b\":[1]}]},\"m\":").append('}');
        }
        assertTrue(PolicyRules.fault(deep.toString(), true).contains("too complex"));
        assertNotNull(PolicyRules.fault("{\"a\":" + "[".repeat(100_000), true));
        assertTrue(PolicyRules.fault("{\"a\":[\"" + "x".repeat(262_144) + "\"]}", true)
                .contains("262144"));
    }
}
