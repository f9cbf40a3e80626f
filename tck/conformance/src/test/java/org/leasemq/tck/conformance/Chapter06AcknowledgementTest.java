package org.leasemq.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** 6.2.10 Message acknowledgment: every mode, with every way to take a message and every way to end that. */
class Chapter06AcknowledgementTest extends ConformanceTest {

    private enum Mode {
        AUTO(Session.AUTO_ACKNOWLEDGE),
        DUPS_OK(Session.DUPS_OK_ACKNOWLEDGE),
        CLIENT(Session.CLIENT_ACKNOWLEDGE),
        TRANSACTED(Session.SESSION_TRANSACTED);

        final int number;

        Mode(int number) {
            this.number = number;
        }

        boolean isAutomatic() {
            return this == AUTO || this == DUPS_OK;
        }
    }

    /** What is done once, with the first message. */
    private enum End {
        ACKNOWLEDGE,
        RECOVER,
        COMMIT,
        ROLLBACK,
        CLOSE_SESSION,
        CLOSE_CONNECTION;

        boolean isPossibleIn(Mode mode) {
            return switch (this) {
                case RECOVER -> mode != Mode.TRANSACTED;
                case COMMIT, ROLLBACK -> mode == Mode.TRANSACTED;
                default -> true;
            };
        }

        boolean closes() {
            return this == CLOSE_SESSION || this == CLOSE_CONNECTION;
        }
    }

    private record Case(Mode mode, End end) {
        /** Whether a message that a receive returned is delivered again. */
        boolean receivedComesBack() {
            return switch (end) {
                case ACKNOWLEDGE, COMMIT -> false;
                default -> !mode.isAutomatic();
            };
        }

        /** Whether a message is delivered again if its listener does this, or if this happens when it has returned. */
        boolean heardComesBack() {
            return end == End.RECOVER || receivedComesBack();
        }

        @Override
        public String toString() {
            return mode + " " + end;
        }
    }

    /** What a consumer sees of a message. */
    private record Seen(String text, boolean redelivered, int count) {
        static Seen of(Message message) throws JMSException {
            return new Seen(
                    ConformanceTest.text(message),
                    message.getJMSRedelivered(),
                    message.getIntProperty("JMSXDeliveryCount"));
        }

        static Seen first(String text) {
            return new Seen(text, false, 1);
        }

        static Seen again(String text) {
            return new Seen(text, true, 2);
        }
    }

    private Connection own;

    @BeforeEach
    void connectConsumer() throws JMSException {
        own = another();
    }

    static Stream<Case> casesThatClose() {
        return cases().filter(each -> each.end().closes());
    }

    static Stream<Case> casesThatGoOn() {
        return cases().filter(each -> !each.end().closes());
    }

    private static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            for (End end : End.values()) {
                if (end.isPossibleIn(mode)) {
                    cases.add(new Case(mode, end));
                }
            }
        }
        return cases.stream();
    }

    private void end(End end, Session consuming, Message message) throws JMSException {
        switch (end) {
            case ACKNOWLEDGE -> message.acknowledge();
            case RECOVER -> consuming.recover();
            case COMMIT -> consuming.commit();
            case ROLLBACK -> consuming.rollback();
            case CLOSE_SESSION -> consuming.close();
            case CLOSE_CONNECTION -> own.close();
        }
    }

    /** Makes it final that a message was consumed. */
    private static void finish(Mode mode, Session consuming, Message message) throws JMSException {
        if (mode == Mode.CLIENT) {
            message.acknowledge();
        } else if (mode == Mode.TRANSACTED) {
            consuming.commit();
        }
    }

    private void assertLeft(Seen... expected) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            for (Seen each : expected) {
                assertEquals(each, Seen.of(receive(consumer)));
            }
            assertEmpty(consumer);
        }
    }

    @Section("6.2.10")
    @ParameterizedTest
    @MethodSource("casesThatGoOn")
    void whatIsNextAfterAReceive(Case what) throws JMSException {
        if (what.end() == End.RECOVER) {
            unlessDepartureIs("recover counts what was not delivered");
        }
        send(queue, "one", "two");
        Session consuming = own.createSession(what.mode().number);
        MessageConsumer consumer = consuming.createConsumer(queue);
        Message one = receive(consumer);
        assertEquals(Seen.first("one"), Seen.of(one));
        end(what.end(), consuming, one);
        if (what.receivedComesBack()) {
            assertEquals(Seen.again("one"), Seen.of(receive(consumer)));
        }
        Message two = receive(consumer);
        assertEquals(Seen.first("two"), Seen.of(two));
        finish(what.mode(), consuming, two);
        consuming.close();
        assertLeft();
    }

    @Section("6.2.10")
    @ParameterizedTest
    @MethodSource("casesThatClose")
    void whatIsLeftWhenAReceiverCloses(Case what) throws JMSException {
        send(queue, "one", "two");
        Session consuming = own.createSession(what.mode().number);
        Message one = receive(consuming.createConsumer(queue));
        assertEquals(Seen.first("one"), Seen.of(one));
        end(what.end(), consuming, one);
        if (what.receivedComesBack()) {
            assertLeft(Seen.again("one"), Seen.first("two"));
        } else {
            assertLeft(Seen.first("two"));
        }
    }

    @Section("6.2.10")
    @ParameterizedTest
    @MethodSource("casesThatGoOn")
    void whatAListenerHearsNext(Case what) throws JMSException, InterruptedException {
        if (what.end() == End.RECOVER) {
            unlessDepartureIs("recover counts what was not delivered");
        }
        send(queue, "one", "two");
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        Session consuming = own.createSession(what.mode().number);
        consuming.createConsumer(queue).setMessageListener(message -> heard.add(hear(message, what, consuming)));
        assertEquals(Seen.first("one"), take(heard));
        if (what.heardComesBack()) {
            assertEquals(Seen.again("one"), take(heard));
        }
        assertEquals(Seen.first("two"), take(heard));
        consuming.close();
        assertLeft();
    }

    private Object hear(Message message, Case what, Session consuming) {
        try {
            Seen seen = Seen.of(message);
            if (seen.equals(Seen.first("one"))) {
                end(what.end(), consuming, message);
            } else {
                finish(what.mode(), consuming, message);
            }
            return seen;
        } catch (JMSException e) {
            return e;
        }
    }

    @Section("6.2.10")
    @ParameterizedTest
    @MethodSource("casesThatClose")
    void whatIsLeftWhenAListenerHasReturnedAndItsSessionCloses(Case what) throws JMSException, InterruptedException {
        send(queue, "one");
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        Session consuming = own.createSession(what.mode().number);
        consuming.createConsumer(queue).setMessageListener(heard::add);
        Message one = take(heard);
        end(what.end(), consuming, one); // waits for the listener
        if (what.heardComesBack()) {
            assertLeft(Seen.again("one"));
        } else {
            assertLeft();
        }
    }

    @Section("6.2.10")
    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"CLIENT", "TRANSACTED"})
    void everyRedeliveryCounts(Mode mode) throws JMSException {
        send(queue, "one");
        Session consuming = own.createSession(mode.number);
        MessageConsumer consumer = consuming.createConsumer(queue);
        for (int count = 1; count <= 4; count++) {
            assertEquals(new Seen("one", count > 1, count), Seen.of(receive(consumer)));
            end(mode == Mode.CLIENT ? End.RECOVER : End.ROLLBACK, consuming, null);
        }
        Message last = receive(consumer);
        finish(mode, consuming, last);
        consuming.close();
        assertLeft();
    }

    @Section("6.2.10")
    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"CLIENT", "TRANSACTED"})
    void whatASubscriberDidNotAcknowledgeComesBackToItAlone(Mode mode) throws JMSException {
        Session consuming = own.createSession(mode.number);
        try (MessageConsumer consumer = consuming.createConsumer(topic);
                MessageConsumer other = session.createConsumer(topic)) {
            send(topic, "one");
            assertEquals(Seen.first("one"), Seen.of(receive(consumer)));
            assertEquals(Seen.first("one"), Seen.of(receive(other)));
            end(mode == Mode.CLIENT ? End.RECOVER : End.ROLLBACK, consuming, null);
            Message again = receive(consumer);
            assertEquals(Seen.again("one"), Seen.of(again));
            assertEmpty(other);
            finish(mode, consuming, again);
        }
    }

    @Section("6.2.10")
    @Test
    void anAcknowledgementIsForAllConsumersOfItsSessionAndForNoOtherSession() throws JMSException {
        var elsewhere = session.createQueue(unique("elsewhere"));
        send(queue, "one", "two");
        send(elsewhere, "a");
        Session first = own.createSession(Session.CLIENT_ACKNOWLEDGE);
        Session second = own.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer ofFirst = first.createConsumer(queue);
        Message one = receive(ofFirst);
        receive(first.createConsumer(elsewhere));
        ofFirst.close();
        MessageConsumer ofSecond = second.createConsumer(queue);
        assertReceives(ofSecond, "two");
        one.acknowledge();
        first.close();
        second.close();
        assertLeft(Seen.again("two"));
        try (MessageConsumer consumer = session.createConsumer(elsewhere)) {
            assertEmpty(consumer);
        }
    }

    @Section("6.2.10")
    @Test
    void whatComesAfterAnAcknowledgementIsNotAcknowledgedByIt() throws JMSException {
        send(queue, "one", "two");
        Session consuming = own.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = consuming.createConsumer(queue);
        Message one = receive(consumer);
        one.acknowledge();
        assertReceives(consumer, "two");
        consuming.recover();
        assertEquals(Seen.again("two"), Seen.of(receive(consumer)));
    }

    @Section("8.8")
    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"CLIENT", "TRANSACTED"})
    void closingAConsumerLeavesWhatItReceivedToItsSession(Mode mode) throws JMSException {
        send(queue, "one");
        Session consuming = own.createSession(mode.number);
        Message one;
        try (MessageConsumer consumer = consuming.createConsumer(queue)) {
            one = receive(consumer);
        }
        finish(mode, consuming, one);
        consuming.close();
        assertLeft();
    }

    @Section("8.7")
    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"AUTO", "DUPS_OK"})
    void whatAListenerThrewAtIsDeliveredAgain(Mode mode) throws JMSException, InterruptedException {
        send(queue, "one");
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        Session consuming = own.createSession(mode.number);
        consuming.createConsumer(queue).setMessageListener(message -> {
            boolean first = heard.add(seen(message)) && !isRedelivered(message);
            if (first) {
                throw new IllegalArgumentException("thrown by the test's listener");
            }
        });
        assertEquals(Seen.first("one"), take(heard));
        assertEquals(Seen.again("one"), take(heard));
        consuming.close();
        assertLeft();
    }

    private static Object seen(Message message) {
        try {
            return Seen.of(message);
        } catch (JMSException e) {
            return e;
        }
    }

    private static boolean isRedelivered(Message message) {
        try {
            return message.getJMSRedelivered();
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    @Section("3.10")
    @Test
    void aRedeliveredMessageIsTheOriginalWhateverItsReceiverDidToIt() throws JMSException {
        send(queue, "one");
        Session consuming = own.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = consuming.createConsumer(queue);
        Message one = receive(consumer);
        one.clearBody();
        ((TextMessage) one).setText("changed");
        one.clearProperties();
        one.setStringProperty("added", "value");
        consuming.recover();
        Message again = receive(consumer);
        assertEquals(Seen.again("one"), Seen.of(again));
        assertFalse(again.propertyExists("added"));
        assertTrue(again.getJMSRedelivered());
    }
}
