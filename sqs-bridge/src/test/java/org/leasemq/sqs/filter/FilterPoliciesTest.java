package org.leasemq.sqs.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import software.amazon.event.ruler.Machine;

/** Which messages pass a policy, beside AWS's own rule engine. */
class FilterPoliciesTest {
    private static final FilterPolicies POLICIES = new FilterPolicies();

    private static Message message(String body, Map<String, Attribute> attributes) {
        return new Message(
                new UUID(0, 1),
                1,
                0,
                0,
                4,
                null,
                false,
                null,
                true,
                attributes,
                new Body(body.getBytes(UTF_8), true),
                null);
    }

    private static Predicate<Message> compiled(String policy, boolean onBody) {
        Filter filter = FilterPolicies.filter(policy, onBody);
        return POLICIES.languages().get(filter.language()).compile(filter.text());
    }

    private static boolean passes(String policy, String body) {
        return compiled(policy, true).test(message(body, Map.of()));
    }

    private static boolean passes(String policy, Map<String, Attribute> attributes) {
        return compiled(policy, false).test(message("x", attributes));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":[\"x\",1]}|{\"a\":1.0}|true",
                "{\"a\":[\"x\",1]}|{\"a\":\"1\"}|false",
                "{\"a\":[null]}|{\"a\":null}|true",
                "{\"a\":[true]}|{\"a\":[false,[true]]}|true",
                "{\"a\":[{\"prefix\":\"ab\"}]}|{\"a\":\"abc\"}|true",
                "{\"a\":[{\"prefix\":{\"equals-ignore-case\":\"AB\"}}]}|{\"a\":\"abc\"}|true",
                "{\"a\":[{\"suffix\":\"bc\"}]}|{\"a\":\"abc\"}|true",
                "{\"a\":[{\"equals-ignore-case\":\"ABC\"}]}|{\"a\":\"abc\"}|true",
                "{\"a\":[{\"wildcard\":\"a*c*e\"}]}|{\"a\":\"abcde\"}|true",
                "{\"a\":[{\"wildcard\":\"a*c*e\"}]}|{\"a\":\"abde\"}|false",
                "{\"a\":[{\"cidr\":\"10.0.0.0/24\"}]}|{\"a\":\"10.0.0.255\"}|true",
                "{\"a\":[{\"cidr\":\"10.0.0.0/24\"}]}|{\"a\":\"10.0.1.255\"}|false",
                "{\"a\":[{\"cidr\":\"2001:db8:1234:1a00::/64\"}]}|{\"a\":\"2001:0db8:1234:1a00::1\"}|true",
                "{\"a\":[{\"numeric\":[\">\",0,\"<=\",100]}]}|{\"a\":1e2}|true",
                "{\"a\":[{\"numeric\":[\"=\",99.12]}]}|{\"a\":99.120}|true",
                "{\"a\":[{\"numeric\":[\"<\",0]}]}|{\"a\":\"-1\"}|false",
                "{\"a\":[{\"exists\":true}]}|{\"a\":[]}|false",
                "{\"a\":[{\"exists\":false}]}|{\"a\":[]}|true",
                "{\"a\":[{\"exists\":false}]}|{\"a\":{\"b\":1}}|true",
                "{\"a\":[{\"anything-but\":[\"x\",\"z\"]}]}|{\"a\":\"y\"}|true",
                "{\"a\":[{\"anything-but\":[2,1.50]}]}|{\"a\":1.5}|false",
                "{\"a\":[{\"anything-but\":[2,1.50]}]}|{\"a\":\"2\"}|true",
                "{\"a\":[{\"anything-but\":[\"x\"]}]}|{\"a\":null}|true",
                "{\"a\":[{\"anything-but\":{\"prefix\":[\"xy\",\"x\",\"a\"]}}]}|{\"a\":\"xz\"}|false",
                "{\"a\":[{\"anything-but\":{\"wildcard\":[\"a*\",\"*x*y*\"]}}]}|{\"a\":\"1x2y3\"}|false",
                "{\"a\":[{\"anything-but\":{\"equals-ignore-case\":[\"b\",\"aX\"]}}]}|{\"a\":\"Ax\"}|false",
                "{\"a\":[{\"anything-but\":{\"prefix\":\"x\"}}]}|{\"a\":\"xy\"}|false",
                "{\"a\":[{\"anything-but\":{\"suffix\":[\"x\",\"y\"]}}]}|{\"a\":\"xy\"}|false",
                "{\"a\":[{\"anything-but\":{\"wildcard\":\"*x*\"}}]}|{\"a\":\"axb\"}|false",
                "{\"a\":[{\"anything-but\":{\"equals-ignore-case\":\"X\"}}]}|{\"a\":\"x\"}|false",
                "{\"$or\":[{\"a\":[1]},{\"b\":[2]}]}|{\"b\":2}|true",
                "{\"$or\":[{\"a\":[1]},{\"b\":[2]}],\"c\":[3]}|{\"b\":2}|false",
                "{\"o.n\":[\"v\"]}|{\"o\":{\"n\":\"v\"}}|true",
                "{\"o\":{\"n.t\":[\"v\"]}}|{\"o.n\":{\"t\":\"v\"}}|true",
                "{\"a\":{\"b\":[1],\"c\":[2]}}|{\"a.b\":1,\"a\":{\"c\":2}}|true",
                "{\"r\":{\"k\":[1],\"n\":[2]}}|{\"r\":[{\"k\":1,\"n\":3},{\"k\":3,\"n\":2}]}|false",
                "{\"r\":{\"k\":[1],\"n\":[2]}}|{\"r\":[{\"k\":1,\"n\":3},[{\"k\":1,\"n\":2}]]}|true",
                "{\"r\":{\"k\":[{\"exists\":false}]}}|{\"r\":[{\"k\":1},{\"n\":2}]}|false",
            })
    void bodiesPassAsInTheRuleEngine(String policy, String body, boolean expected) throws Exception {
        assertEquals(expected, passes(policy, body));
        Machine machine = Machine.builder().build();
        machine.addRule("rule", policy);
        assertEquals(expected, !machine.rulesForJSONEvent(body).isEmpty(), "the rule engine says so");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"event-type\":[\"a\"]}|String|a|true",
                "{\"event-type\":[100]}|Number|1e2|true",
                "{\"event-type\":[\"100\"]}|Number|100|false",
                "{\"event-type\":[{\"numeric\":[\">\",0]}]}|String|1|false",
                "{\"event-type\":[\"b\"]}|String.Array|[\"a\",\"b\"]|true",
                "{\"event-type\":[{\"anything-but\":\"b\"}]}|String.Array|[\"b\"]|false",
                "{\"event-type\":[true]}|String.Array|[true,null]|true",
                "{\"event-type\":[{\"numeric\":[\"=\",100]}]}|String.Array|[100]|true",
                "{\"event-type\":[{\"numeric\":[\"=\",100]}]}|String.Array|100|true",
                "{\"event-type\":[\"one\"]}|String.Array|one|true",
                "{\"event-type\":[{\"exists\":true}]}|Binary|x|false",
                "{\"other\":[{\"exists\":false}]}|String|x|true",
            })
    void attributesHaveTypes(String policy, String type, String value, boolean expected) {
        assertEquals(expected, passes(policy, Map.of("event-type", new Attribute(type, value.getBytes(UTF_8)))));
    }

    @Test
    void aNameMayHaveDots() {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put("a.b", Attribute.string("x"));
        assertTrue(passes("{\"a.b\":[\"x\"]}", attributes));
    }

    @Test
    void whatIsNoObjectDoesNotPass() {
        for (String body : List.of("", "x", "[1]", "1", "{\"a\":1}}", "{\"a\":", "{\"b\":" + "[".repeat(5000))) {
            assertFalse(passes("{\"a\":[{\"exists\":false}]}", body), body);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e99999999999",
                "-1e-99999999999",
                "0.0001e-2147483645",
                "[[1e99999999999]]",
                "{\"b\":1e2147483648}"
            })
    void whatHasANumberThatCannotBeReadDoesNotPass(String number) {
        for (String policy : List.of("{\"a\":[{\"exists\":false}]}", "{\"b\":[{\"exists\":false}]}", "{\"a\":[1]}")) {
            assertFalse(passes(policy, "{\"a\":" + number + "}"), policy);
        }
    }

    @Test
    void aListWithSuchANumberIsText() {
        String list = "[7,1e-99999999999]";
        Map<String, Attribute> attributes = Map.of("a", new Attribute("String.Array", list.getBytes(UTF_8)));
        assertFalse(passes("{\"a\":[7]}", attributes));
        assertTrue(passes("{\"a\":[\"" + list + "\"]}", attributes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000e2147483647", "1000e-2147483646", "1e2147483647", "0.0e-2147483646"})
    void theLargestExponentsAreCompared(String number) {
        boolean large = !number.contains("e-");
        assertEquals(large, passes("{\"a\":[{\"numeric\":[\">\",1]}]}", "{\"a\":" + number + "}"));
        assertEquals(!large, passes("{\"a\":[{\"numeric\":[\"<\",1]}]}", "{\"a\":" + number + "}"));
    }

    @Test
    void hostileBodiesTakeTimeInProportion() {
        String policy = "{\"a\":{\"x\":[\"y\"]},\"b\":{\"x\":[\"y\"]},\"c\":{\"x\":[{\"exists\":false}],\"z\":[1]}}";
        String list = "{\"x\":\"y\"},".repeat(8_000);
        assertFalse(passes(policy, "{\"a\":[" + list + "1],\"b\":[" + list + "1],\"c\":[" + list + "1]}"));
        String stars = "{\"a\":[{\"wildcard\":\"" + "*a".repeat(1_000) + "*b\"}]}";
        assertFalse(passes(stars, "{\"a\":\"" + "a".repeat(200_000) + "\"}"));
        assertFalse(passes("{\"a\":[1]}", "{\"b\":[" + "1,".repeat(120_000) + "1],\"a\":1}"));
        assertTrue(passes("{\"a\":[{\"numeric\":[\">\",1]}]}", "{\"a\":1e999999999}"));
    }

    /** Looking at each text of the list for each of the array would take some 10<sup>12</sup> comparisons. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[%s]",
                "{\"prefix\":[%s]}",
                "{\"suffix\":[%s]}",
                "{\"equals-ignore-case\":[%s]}",
                "numbers",
            })
    @Timeout(120)
    void longListsAreNotLookedThroughForEachElement(String operand) {
        boolean numbers = operand.equals("numbers");
        String quote = numbers ? "" : "\"";
        String list = IntStream.range(0, 200_000)
                .mapToObj(i -> quote + (1_000_000 + i) + "7" + quote)
                .collect(Collectors.joining(","));
        Predicate<Message> policy = compiled(
                "{\"k\":[{\"anything-but\":" + (numbers ? "[%s]" : operand).replace("%s", list) + "}]}", false);
        String elements = (quote + "11234567" + quote + ",").repeat(90_000);
        String other = quote + "9" + quote;
        for (int i = 0; i < 50; i++) {
            assertFalse(policy.test(message("x", array("[" + elements + quote + "10000007" + quote + "]"))));
        }
        assertTrue(policy.test(message("x", array("[" + elements + other + "]"))));
    }

    private static Map<String, Attribute> array(String value) {
        return Map.of("k", new Attribute("String.Array", value.getBytes(UTF_8)));
    }

    @Test
    void whatIsNoPolicyIsNoFilter() {
        for (String policy : List.of("", "{", "[]", "{\"a\":[{\"later\":1}]}", "{\"a\":[1e99999999999]}")) {
            assertThrows(EngineException.InvalidFilter.class, () -> compiled(policy, true), policy);
        }
    }

    /**
     * Chance makes policies and documents of a few names and values; the rule engine judges them, too. Always the same chance:
     * of one in some 100,000 pairs the rule engine forgets an alternative, or a test.
     */
    @Test
    void itAgreesWithTheRuleEngine() throws Exception {
        long seed = Long.getLong("leasemq.filter.seed", 1);
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            String policy = Chance.policy(random, 2);
            String event = Chance.document(random, 3);
            Machine machine = Machine.builder().build();
            machine.addRule("rule", policy);
            boolean expected = !machine.rulesForJSONEvent(event).isEmpty();
            assertEquals(expected, passes(policy, event), "seed " + seed + ": " + policy + " of " + event);
        }
    }
}
