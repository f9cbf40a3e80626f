package org.leasemq.selector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.mapping.PropertyTypes;

class SelectorTest {
    private static final UUID ID = new UUID(0x1234L << 48 | 0x4000, Long.MIN_VALUE | 42);

    /** int i=7, long l=2^40, double d=2.5, float f=0.5f, short/byte, boolean t/f, strings s, empty, quote, percent. */
    private static final Message MESSAGE = message();

    private static Message message() {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("i", 7);
        properties.put("l", 1L << 40);
        properties.put("d", 2.5);
        properties.put("f", 0.5f);
        properties.put("b", (byte) -3);
        properties.put("yes", true);
        properties.put("no", false);
        properties.put("s", "hello");
        properties.put("empty", "");
        properties.put("quote", "it's");
        properties.put("percent", "100%");
        properties.put("number", "7");
        properties.put("$x", 1);
        properties.put("_x", 1);
        properties.put("Case", "upper");
        properties.put("nullable", "x");
        properties.put("größe", 3);
        properties.put("JMS_custom", "c");
        properties.put("JMSXGroupSeq", 5);
        properties.forEach((name, value) -> attributes.put(name, PropertyTypes.encode(value)));
        attributes.put("JMS_SQSCorrelationID", Attribute.string("corr"));
        attributes.put("JMS_LeaseMQType", Attribute.string("order"));
        attributes.put("binary", Attribute.binary(new byte[] {1}));
        return new Message(ID, 1000, 0, 4000, 4, "g1", true, null, true, attributes, Body.text("body"), null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i = 7",
                "i=7",
                "i <> 8",
                "i < 7.5",
                "i <= 7",
                "i >= 7",
                "i > -7",
                "7 = i",
                "i = 7.0",
                "i = 07",
                "i = 0x7",
                "i = 0X7L",
                "i = 7L",
                "i = 7l",
                "i = 7.",
                "i = .7e1",
                "i = 70e-1",
                "i = 7f",
                "i = 7.0D",
                "8 = 010",
                "29 = 0x1d",
                "29 = 035",
                "l = 1099511627776",
                "-1 = 0xFFFFFFFFFFFFFFFF",
                "-9223372036854775808 = 0x8000000000000000",
                "-0x8000000000000000L = 0x8000000000000000L",
                "7 = 0000000000000000000000000007",
                "d = 2.5",
                "f = 0.5",
                "b = -3",
                "b < 0",
                "-b = 3",
                "+i = 7",
                "- -i = 7",
                "-(-i) = 7",
                "i + 1 = 8",
                "i - 1 = 6",
                "i * 2 = 14",
                "i / 2 = 3",
                "i / 2.0 = 3.5",
                "1 + 2 * 3 = 7",
                "(1 + 2) * 3 = 9",
                "i = 10 - 2 - 1",
                "i * 2 + 1 > 3 * 4",
                "2 * -3 = -6",
                "yes",
                "yes = TRUE",
                "no = false",
                "NOT no",
                "not (no)",
                "yes <> no",
                "TRUE",
                "1 = 1",
                "(yes)",
                "((yes))",
                "(i = 7) = TRUE",
                "NOT FALSE",
                "NOT NOT TRUE",
                "s = 'hello'",
                "s <> 'world'",
                "empty = ''",
                "quote = 'it''s'",
                "number = '7'",
                "Case = 'upper'",
                "i = 7 AND s = 'hello'",
                "i = 8 OR s = 'hello'",
                "i = 7 and NOT no or no",
                "i=8 OR i=9 OR i=7",
                "no OR yes AND yes",
                "NOT no AND yes",
                "i BETWEEN 7 AND 7",
                "i between 6 and 8",
                "i NOT BETWEEN 8 AND 9",
                "i BETWEEN d AND l",
                "i + 1 BETWEEN 8 AND 8",
                "s IN ('a', 'hello')",
                "s NOT IN ('a', 'b')",
                "s in('hello')",
                "s LIKE 'hello'",
                "s LIKE 'h%'",
                "s LIKE '%o'",
                "s LIKE '%ell%'",
                "s LIKE 'h_llo'",
                "s LIKE '_____'",
                "s LIKE '%'",
                "empty LIKE '%'",
                "empty LIKE ''",
                "s NOT LIKE 'x%'",
                "s LIKE '%%l%%o%'",
                "percent LIKE '100\\%' ESCAPE '\\'",
                "percent LIKE '%!%' escape '!'",
                "percent NOT LIKE '1__\\%' ESCAPE '\\' OR TRUE",
                "missing IS NULL",
                "s IS NOT NULL",
                "NOT missing IS NOT NULL",
                "binary IS NULL",
                "missing = 1 OR yes",
                "NOT (missing = 1 AND no)",
                "missing IS NULL AND yes",
                "$x = 1",
                "_x = 1",
                "größe = 3",
                "JMS_custom = 'c'",
                "JMSXGroupSeq = 5",
                "JMSXGroupID = 'g1'",
                "JMSDeliveryMode = 'PERSISTENT'",
                "JMSPriority = 4",
                "JMSPriority BETWEEN 3 AND 5",
                "JMSTimestamp = 1000",
                "JMSExpiration = 5000",
                "JMSCorrelationID = 'corr'",
                "JMSCorrelationID LIKE 'c%'",
                "JMSType = 'order'",
                "JMSType IN ('order', 'invoice')",
                "JMSMessageID LIKE 'ID:%'",
                "\t i\n=\r7 ",
                "NOT (s = 7)",
                "i = 9223372036854775807 OR i = -9223372036854775808 OR yes",
                "1.0 / 0 > 5",
                "l > 2147483647",
                "d > 2 AND d < 3"
            })
    void selects(String selector) {
        assertTrue(Selector.parse(selector).test(MESSAGE), selector);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i = 8",
                "i <> 7",
                "i > 7",
                "s = 'Hello'",
                "S = 'hello'",
                "case = 'upper'",
                "FALSE",
                "no",
                "NOT yes",
                "missing = 1",
                "missing <> 1",
                "NOT missing = 1",
                "missing",
                "NOT missing",
                "missing = missing",
                "missing > 1",
                "missing BETWEEN 1 AND 2",
                "missing NOT BETWEEN 1 AND 2",
                "missing IN ('a')",
                "missing NOT IN ('a')",
                "missing LIKE '%'",
                "missing NOT LIKE '%'",
                "missing + 1 = 1",
                "missing IS NOT NULL",
                "s = 7",
                "s <> 7",
                "i = '7'",
                "number = 7",
                "number > 6",
                "s > 1",
                "yes = 'true'",
                "yes = 1",
                "s",
                "i",
                "i IN ('7')",
                "i LIKE '7'",
                "s + 1 = 1",
                "s LIKE 'hell'",
                "s LIKE 'hello_'",
                "empty LIKE '_'",
                "percent LIKE '1%x'",
                "i / 0 = 1",
                "NOT i / 0 = 1",
                "no AND yes OR no",
                "i BETWEEN 8 AND 6",
                "i NOT BETWEEN 6 AND 8",
                "JMSDeliveryMode = 'NON_PERSISTENT'",
                "JMSType IS NULL",
                "JMSMessageID = 'x'",
                "s NOT IN ('hello')"
            })
    void doesNotSelect(String selector) {
        assertEquals(false, Selector.parse(selector).test(MESSAGE), selector);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i =",
                "= 7",
                "i == 7",
                "i != 7",
                "i = 7 AND",
                "AND i = 7",
                "(i = 7",
                "i = 7)",
                "()",
                "i = 'x",
                "i 7",
                "7",
                "'x'",
                "1 + 1",
                "i + ",
                "NOT",
                "i NOT = 7",
                "i IS 7",
                "i IS NOT 7",
                "i BETWEEN 1",
                "i BETWEEN 1 OR 2",
                "s IN ()",
                "s IN 'a'",
                "s IN ('a',)",
                "s IN ('a' 'b')",
                "s LIKE",
                "s LIKE t",
                "s LIKE 'a' ESCAPE 'ab'",
                "s LIKE 'a' ESCAPE ''",
                "s LIKE 'a' ESCAPE x",
                "p > 'foo'",
                "'foo' < TRUE",
                "p BETWEEN 'a' AND 'b'",
                "p NOT IN (1,2,3)",
                "p LIKE 7",
                "ESCAPE = 1",
                "NULL = 1",
                "TRUE > FALSE",
                "p = NULL",
                "in = 1",
                "like = 'x'",
                "between = 1",
                "is = 1",
                "and = 1",
                "or = 1",
                "not = 1",
                "'a' = 1",
                "'a' + 1 = 2",
                "TRUE + 1 = 2",
                "-'a' = 1",
                "-TRUE",
                "NOT 7",
                "NOT 'a'",
                "1 AND 2",
                "'a' OR TRUE",
                "'a' IS NULL",
                "7 IN ('a')",
                "(s) = (",
                "i = 09",
                "i = 0x",
                "i = 7x",
                "i = 1.2.3",
                "i = 1e",
                "i = 7.0L",
                "i = 9223372036854775808",
                "i = 0x10000000000000000",
                "i = 12345678901234567890123",
                "my-prop = 1 =",
                "i @ 7",
                "i = \"7\"",
                "i = 7;",
                "JMSRedelivered = TRUE",
                "JMSDestination = 'q'",
                "JMSXDeliveryCount > 1",
                "JMSPriority = 'high'",
                "JMSPriority LIKE '4'",
                "JMSType > 'a'",
                "a.b = 1",
                ".",
                "'"
            })
    void refuses(String selector) {
        EngineException refusal =
                assertThrows(EngineException.InvalidFilter.class, () -> Selector.parse(selector), selector);
        assertTrue(refusal.getMessage().contains(selector), refusal.getMessage());
    }

    @Test
    void nullAndBlankSelectEverything() {
        assertNull(Selector.filter(null));
        assertNull(Selector.filter(" \t\n"));
        assertEquals("i = 1", Selector.filter("i = 1").text());
    }

    @Test
    void aRefusalSaysWhatIsWrongAndWhere() {
        EngineException refusal = assertThrows(
                EngineException.InvalidFilter.class, () -> Selector.parse("colour = 'red' AND size > 'L'"));
        assertEquals(
                "The selector \"colour = 'red' AND size > 'L'\" is not valid: > compares numbers only; texts and booleans"
                        + " have = and <> (at character 25).",
                refusal.getMessage());
    }

    @Test
    void longAndDeepSelectorsDoNotRunOutOfStack() {
        assertTrue(Selector.parse("i = 0" + " OR i = 1".repeat(1_000) + " OR i = 7")
                .test(MESSAGE));
        assertTrue(Selector.parse("(".repeat(100) + "yes" + ")".repeat(100)).test(MESSAGE));
        for (String deep : new String[] {"(", "NOT ", "- "}) {
            assertThrows(EngineException.InvalidFilter.class, () -> Selector.parse(deep.repeat(100_000)));
        }
        String sum = "1" + "*1".repeat(1000) + "+1".repeat(1000) + "-1".repeat(1000);
        assertTrue(
                Selector.parse("(".repeat(99) + sum + ")".repeat(99) + " = 1").test(MESSAGE));
        String deep = "(".repeat(99) + sum;
        for (int i = 0; i < 99; i++) {
            deep += "*1".repeat(100) + "+0".repeat(100) + ")";
        }
        assertTrue(Selector.parse(deep + " = 1").test(MESSAGE));
    }

    @Test
    void aHostilePatternTakesNoExponentialTime() {
        Message long_ = new Message(
                ID,
                0,
                0,
                0,
                4,
                null,
                false,
                null,
                true,
                Map.of("s", Attribute.string("a".repeat(20_000))),
                Body.text(""),
                null);
        assertEquals(false, Selector.parse("s LIKE '" + "%a".repeat(50) + "b'").test(long_));
    }
}
