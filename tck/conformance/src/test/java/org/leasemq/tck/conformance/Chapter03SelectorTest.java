package org.leasemq.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.InvalidSelectorException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 3.8 Message selection. */
class Chapter03SelectorTest extends ConformanceTest {

    /** A message on which the tables below are judged. */
    private void sendSample() throws JMSException {
        Message message = session.createTextMessage("sample");
        message.setIntProperty("age", 29);
        message.setLongProperty("big", 5_000_000_000L);
        message.setDoubleProperty("ratio", 0.5);
        message.setFloatProperty("half", 0.5f);
        message.setByteProperty("small", (byte) 7);
        message.setShortProperty("short", (short) -3);
        message.setBooleanProperty("yes", true);
        message.setBooleanProperty("no", false);
        message.setStringProperty("name", "Anna O'Neil");
        message.setStringProperty("rate", "5%_off");
        message.setStringProperty("zip", "12993");
        message.setStringProperty("$dollar", "d");
        message.setStringProperty("_line", "u");
        message.setStringProperty("empty", "");
        message.setJMSCorrelationID("corr");
        message.setJMSType("car");
        try (var producer = session.createProducer(queue)) {
            producer.setPriority(6);
            producer.send(message);
        }
    }

    @Section("3.8.1.1")
    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "age = 29",
                "age <> 30",
                "age > 28",
                "age >= 29",
                "age < 30",
                "age <= 29",
                "29 = age",
                "age = 29.0",
                "ratio = half",
                "age BETWEEN 29 AND 30",
                "age NOT BETWEEN 30 AND 40",
                "age between 20 and 29",
                "big > 4999999999",
                "big = 5000000000L",
                "age = 035",
                "age = 0x1d",
                "age = 0X1D",
                "age = 29L",
                "ratio = .5",
                "ratio = 5e-1",
                "ratio = 0.5d",
                "ratio = .5E0",
                "age = 29.",
                "age + 1 = 30",
                "age - 1 = 28",
                "age * 2 = 58",
                "age / 29 = 1",
                "-age = -29",
                "+age = 29",
                "age + 2 * 3 = 35",
                "(age + 2) * 3 = 93",
                "ratio * 2 = 1",
                "small = 7",
                "short = -3",
                "short < 0",
                "yes",
                "NOT no",
                "yes = TRUE",
                "no = false",
                "yes <> no",
                "yes AND NOT no",
                "yes OR no",
                "no OR yes",
                "no AND no OR yes",
                "yes OR no AND no",
                "NOT (yes AND no)",
                "name = 'Anna O''Neil'",
                "name <> 'anna o''neil'",
                "name LIKE 'Anna%'",
                "name LIKE '%Neil'",
                "name LIKE '_nna%'",
                "name NOT LIKE 'Bob%'",
                "zip LIKE '12%3'",
                "zip NOT LIKE '12_3'",
                "rate LIKE '5\\%\\_off' ESCAPE '\\'",
                "rate LIKE '5!%%' ESCAPE '!'",
                "empty = ''",
                "empty LIKE ''",
                "empty LIKE '%'",
                "zip IN ('12993', '1')",
                "zip NOT IN ('1', '2')",
                "zip in ('12993')",
                "missing IS NULL",
                "name IS NOT NULL",
                "empty is not null",
                "$dollar = 'd'",
                "_line = 'u'",
                "age\t=\n29",
                "  age=29  ",
                "JMSPriority = 6",
                "JMSPriority BETWEEN 5 AND 7",
                "JMSType = 'car'",
                "JMSCorrelationID = 'corr'",
                "JMSDeliveryMode = 'PERSISTENT'",
                "JMSMessageID LIKE 'ID:%'",
                "JMSTimestamp > 0",
                "TRUE",
                "1 = 1",
                "age = 29 aNd name lIkE 'Anna%'",
                "-9223372036854775808 < big"
            })
    void theSelectorChoosesTheMessage(String selector) throws JMSException {
        unlessDepartureIs(selector);
        sendSample();
        try (MessageConsumer consumer = session.createConsumer(queue, selector)) {
            assertNotNull(consumer.receive(PATIENCE), selector);
        }
    }

    @Section("3.8.1.1")
    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "age = 30",
                "age <> 29",
                "age NOT BETWEEN 29 AND 29",
                "age BETWEEN 30 AND 40",
                "age BETWEEN 30 AND 20",
                "no",
                "NOT yes",
                "yes AND no",
                "FALSE",
                "1 = 2",
                "name = 'Anna'",
                "name = 'ANNA O''NEIL'",
                "name LIKE 'anna%'",
                "zip LIKE '12_3'",
                "zip NOT LIKE '12%3'",
                "rate LIKE '5\\_%' ESCAPE '\\'",
                "zip IN ('1', '2')",
                "zip NOT IN ('12993')",
                "name IS NULL",
                "missing IS NOT NULL",
                "NAME IS NOT NULL",
                "AGE = 29",
                "JMSDeliveryMode = 'NON_PERSISTENT'",
                "JMSPriority > 6",
                "JMSType = 'Car'"
            })
    void theSelectorLeavesTheMessage(String selector) throws JMSException {
        sendSample();
        assertLeft(selector);
    }

    @Section("3.8.1.2")
    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "missing = 1",
                "missing <> 1",
                "missing > 1",
                "NOT (missing = 1)",
                "missing",
                "NOT missing",
                "missing = missing",
                "missing <> missing",
                "missing + 1 = 1",
                "missing LIKE '%'",
                "missing NOT LIKE '%'",
                "missing IN ('a')",
                "missing NOT IN ('a')",
                "missing BETWEEN 1 AND 2",
                "missing NOT BETWEEN 1 AND 2",
                "missing = 1 AND yes",
                "yes AND missing = 1",
                "missing = 1 OR no",
                "NOT (missing = 1 AND yes)"
            })
    void whatIsUnknownDoesNotChoose(String selector) throws JMSException {
        unlessDepartureIs(selector);
        sendSample();
        assertLeft(selector);
    }

    @Section("3.8.1.2")
    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "missing = 1 OR yes",
                "yes OR missing = 1",
                "NOT (missing = 1 AND no)",
                "NOT (no AND missing = 1)",
                "missing IS NULL OR missing = 1"
            })
    void whatIsUnknownDoesNotMatterIfTheRestDecides(String selector) throws JMSException {
        sendSample();
        try (MessageConsumer consumer = session.createConsumer(queue, selector)) {
            assertNotNull(consumer.receive(PATIENCE), selector);
        }
    }

    private void assertLeft(String selector) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(queue, selector)) {
            assertNull(consumer.receiveNoWait(), selector);
        }
        assertNotNull(receive());
    }

    @Section("3.8.1.1")
    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "age =",
                "= 29",
                "age = 29 AND",
                "(age = 29",
                "age = 29)",
                "age == 29",
                "age != 29",
                "AND",
                "NOT",
                "name = 'open",
                "name LIKE",
                "name LIKE 7",
                "name LIKE other",
                "name LIKE 'a' ESCAPE 'ab'",
                "name IN ()",
                "name IN (1, 2)",
                "name NOT IN (1, 2, 3)",
                "name IN 'a'",
                "5 IN ('a')",
                "IS NULL",
                "5 IS NULL",
                "age BETWEEN 1",
                "age BETWEEN 1 OR 2",
                "TRUE = 1 = 2",
                "1a = 2",
                "a-b c",
                "a..b",
                "a b",
                "ESCAPE = 1",
                "LIKE = 'a'",
                "BETWEEN = 1",
                "NULL = 1",
                "IN = 2",
                "OR = 1",
                "IS = 3",
                "'a'",
                "5",
                "1 + 2",
                "age > 'foo'",
                "'foo' < TRUE",
                "TRUE < FALSE",
                "age BETWEEN 'a' AND 'b'",
                "age, name",
                "#x = 1"
            })
    void aWrongSelectorIsRefusedWhenTheConsumerIsMade(String selector) throws JMSException {
        unlessDepartureIs(selector);
        assertThrows(InvalidSelectorException.class, () -> session.createConsumer(queue, selector));
        assertThrows(InvalidSelectorException.class, () -> session.createConsumer(topic, selector));
        assertThrows(InvalidSelectorException.class, () -> {
            try (var browser = session.createBrowser(queue, selector)) {
                browser.getEnumeration();
            }
        });
    }

    @Section("3.8.1.1")
    @Test
    void aContextRefusesAWrongSelectorWithTheRuntimeException() {
        try (JMSContext context = factory.createContext()) {
            assertThrows(InvalidSelectorRuntimeException.class, () -> context.createConsumer(queue, "age ="));
        }
    }

    @Section("3.8.1")
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "")
    void anEmptySelectorIsNone(String selector) throws JMSException {
        sendSample();
        try (MessageConsumer consumer = session.createConsumer(queue, selector)) {
            assertNotNull(consumer.receive(PATIENCE));
            assertNull(consumer.getMessageSelector());
        }
    }

    @Section("3.8.1")
    @Test
    void aConsumerTellsItsSelector() throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(queue, "age = 1")) {
            assertEquals("age = 1", consumer.getMessageSelector());
        }
    }

    @Section("3.8")
    @Test
    void theTypeOfABodyAndItsValuesAreNotLookedAt() throws JMSException {
        var map = session.createMapMessage();
        map.setInt("age", 29);
        try (var producer = session.createProducer(queue);
                MessageConsumer consumer = session.createConsumer(queue, "age = 29")) {
            producer.send(map);
            assertEmpty(consumer);
        }
    }
}
