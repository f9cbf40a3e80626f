package org.leasemq.sqs.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.leasemq.selector.Selector;
import org.leasemq.sqs.wire.ApiException;

/** How long filter policies and what is in them can be. */
class FilterPolicyTest {
    private static String refusal(String policy) {
        return assertThrows(ApiException.class, () -> FilterPolicy.toFilter(policy))
                .getMessage();
    }

    @Test
    void aPatternHasALengthThatSelectorsTake() {
        for (String operator : new String[] {"prefix", "suffix", "wildcard"}) {
            String longest = FilterPolicy.toFilter("{\"a\":[{\"" + operator + "\":\"" + "_".repeat(511) + "\"}]}")
                    .text();
            assertEquals(longest, Selector.parse(longest).toString());
            String refusal = refusal("{\"a\":[{\"" + operator + "\":\"" + "*".repeat(512) + "\"}]}");
            assertTrue(refusal.contains("at most 511 characters"), refusal);
        }
        String nested = "{\"a\":[{\"anything-but\":{\"wildcard\":\"" + "*a".repeat(50_000) + "\"}}]}";
        assertTrue(refusal(nested).contains("at most 511 characters"));
    }

    @Test
    void aPolicyHasALengthToo() {
        assertTrue(refusal("{\"a\":[\"" + "b".repeat(262_144) + "\"]}").contains("more than 262144"));
        String names = "\"x\",".repeat(30_000) + "\"x\"";
        assertTrue(refusal("{\"a_rather_long_name\":[" + names + "]}").contains("too many values"));
    }
}
