package org.leasemq.sqs.wire;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientJsonTest {
    private static final ClientJson ONCE = ClientJson.withNamesOnce(ClientJson.SHALLOW);
    private static final ClientJson REPEATED = ClientJson.withNamesRepeated(ClientJson.SHALLOW);

    @ParameterizedTest
    @ValueSource(strings = {"{", "{} {}", "nothing", "{a:1}", "[1,]", "01", "\"\t\""})
    void whatIsNoJsonIsRefusedInOneWay(String json) {
        assertThrows(ClientJson.Refused.class, () -> ONCE.read(json));
        assertThrows(ClientJson.Refused.class, () -> REPEATED.read(json.getBytes(UTF_8)));
    }

    @Test
    void whatIsWrongIsToldWithAndWithoutThePlace() {
        ClientJson.Refused refused = assertThrows(ClientJson.Refused.class, () -> ONCE.read("{a:1}"));
        assertTrue(refused.getMessage().startsWith(refused.words()));
        assertTrue(refused.getMessage().contains("column"));
        assertFalse(refused.words().contains("column"));
    }

    @Test
    void aNameThatIsThereTwiceIsRefusedOrTheLastCounts() throws ClientJson.Refused {
        String json = "{\"a\":1,\"a\":2}";
        assertThrows(ClientJson.Refused.class, () -> ONCE.read(json));
        assertEquals(2, REPEATED.read(json).get("a").intValue());
    }

    @Test
    void whatIsDeepLongOrManyIsRefused() throws ClientJson.Refused {
        assertThrows(ClientJson.Refused.class, () -> ONCE.read("[".repeat(33) + "]".repeat(33)));
        assertTrue(ONCE.read("[".repeat(32) + "]".repeat(32)).isArray());
        assertThrows(ClientJson.Refused.class, () -> ONCE.read("1".repeat(1001)));
        assertThrows(ClientJson.Refused.class, () -> ONCE.read("{\"" + "n".repeat(5_000) + "\":1}"));
        String list = "[" + "1,".repeat(100_000) + "1]";
        assertThrows(ClientJson.Refused.class, () -> ONCE.read(list));
        assertEquals(
                100_001, ClientJson.withNamesOnce(1, list.length()).read(list).size());
    }

    @Test
    void aTextOfSoManyCharactersMayHaveOneName() throws ClientJson.Refused {
        String json = "{\"" + "n".repeat(6_000) + "\":1}";
        assertEquals(1, ClientJson.withNamesOnce(1, json.length()).read(json).size());
    }

    @Test
    void numbersAreExact() throws ClientJson.Refused {
        assertEquals(
                "0.1000000000000000000000000001",
                ONCE.read("0.1000000000000000000000000001").decimalValue().toPlainString());
    }

    @Test
    void whatIsWrittenAgainIsAsItWasGiven() throws ClientJson.Refused {
        for (String json : List.of(
                "{\"a\":[100.0,0.10,0.00000001,-7,1E+100]}",
                "{\"a\":\"\\ud800\",\"\\ufffe\":\"\\uffff\\u0001\"}",
                "[\"ü\uD83D\uDE00\",true,null]")) {
            assertEquals(json, ClientJson.write(ONCE.read(json)));
        }
        assertEquals("[200]", ClientJson.write(ONCE.read("[2e2]")));
    }

    @Test
    void bytesAreInUtf8() {
        assertThrows(ClientJson.Refused.class, () -> ONCE.read("{}".getBytes(UTF_16LE)));
    }

    @Test
    void whatIsKeptIsReadAgain() {
        assertTrue(ONCE.again("{}").isObject());
        assertThrows(IllegalStateException.class, () -> ONCE.again("{"));
    }
}
