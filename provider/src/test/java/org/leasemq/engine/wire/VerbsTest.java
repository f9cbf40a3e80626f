package org.leasemq.engine.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.SubscriptionInUse;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;

/** What is written is read again, and what makes no sense is refused as such, whatever it is. */
class VerbsTest {
    private static Object read(byte[] frame) {
        WireIn in = new WireIn(frame);
        return Verbs.numbered(in.readByte()).readRequest(in);
    }

    @Test
    void everyRequestIsReadAsItWasWritten() {
        Set<Verb<?, ?>> untried = new HashSet<>(Verbs.all());
        Examples.requests().forEach(request -> untried.remove(request.verb()));
        assertEquals(Set.of(), untried, "verbs without a request among the examples");
        Examples.requests().forEach(request -> assertReadAsWritten(request.verb(), request.bytes()));
        UnitOfWork work = (UnitOfWork) read(Frames.request(Verbs.COMMIT, Examples.WORK));
        assertEquals(Examples.WORK.sends().get(0).to(), work.sends().get(0).to());
    }

    @SuppressWarnings("unchecked") // what is read is of its verb
    private static <R> void assertReadAsWritten(Verb<R, ?> verb, byte[] frame) {
        assertArrayEquals(frame, Frames.request(verb, (R) read(frame)), verb.toString());
    }

    @Test
    void everyAnswerIsReadAsItWasWritten() {
        Set<Verb<?, ?>> untried = new HashSet<>(Verbs.all());
        Examples.answers().forEach(answer -> untried.remove(answer.verb()));
        assertEquals(Set.of(), untried, "verbs without an answer among the examples");
        Examples.answers()
                .forEach(answer -> assertArrayEquals(
                        answer.bytes(), answer.again(), answer.verb().toString()));
    }

    @Test
    void nothingIsReadFromAPartOfARequestNorFromMore() {
        Examples.requests().forEach(request -> {
            byte[] frame = request.bytes();
            for (int length = 0; length < frame.length; length++) {
                byte[] part = Arrays.copyOf(frame, length);
                assertThrows(WireException.class, () -> read(part), request.verb() + " " + length);
            }
            byte[] more = Arrays.copyOf(frame, frame.length + 1);
            assertThrows(WireException.class, () -> read(more), request.verb().toString());
        });
    }

    @Test
    void whateverComesIsReadOrRefused() {
        long seed = Long.getLong("leasemq.wire.seed", 1);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Examples.requests().forEach(request -> {
            byte[] frame = request.bytes();
            for (int i = 0; i < 500; i++) {
                byte[] changed = frame.clone();
                for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                }
                try {
                    read(changed);
                } catch (WireException e) {
                    // as it should
                } catch (RuntimeException | Error e) {
                    fail("seed " + seed + ", " + request.verb() + ": " + Arrays.toString(changed), e);
                }
            }
        });
    }

    @Test
    void bytesThatAreNoTextAreRefusedAndWhatIsShownForSuchIsText() {
        byte[] shown = Frames.request(Verbs.FIND_QUEUE, "work\uFFFD");
        assertEquals("work\uFFFD", read(shown));
        shown[shown.length - 1] = 'x';
        assertThrows(WireException.class, () -> read(shown));
        Message message = Message.of(Body.text("m")).withAttributes(Map.of("\u00fc", Attribute.string("blue")));
        byte[] named = Frames.request(Verbs.SEND, new Requests.Send(Target.queue("work"), List.of(message)));
        assertEquals(
                Set.of("\u00fc"),
                ((Requests.Send) read(named)).messages().get(0).attributes().keySet());
        int name = 0;
        while (named[name] != (byte) 0xC3) {
            name++;
        }
        named[name + 1] = 'x';
        assertThrows(WireException.class, () -> read(named));
    }

    @Test
    void whatWasToldIsThereElsewhere() {
        Sent sent = new Sent(Examples.ID, 5, 6, 7, true);
        EngineException refusal = new EngineException.MessageTooLarge("work", 3, 2);
        List<Outcome<Sent>> outcomes = Frames.readAnswer(
                Verbs.SEND,
                Frames.answer(Verbs.SEND, List.of(new Outcome.Done<>(sent), new Outcome.Refused<>(refusal))));
        assertEquals(sent, outcomes.get(0).get());
        EngineException told =
                assertThrows(EngineException.class, () -> outcomes.get(1).get());
        assertEquals(refusal.getMessage(), told.getMessage());
        List<QueueInfo> queues = List.of(new QueueInfo("", 1, 2, 3, 4, QueueAttributes.standardQueue()));
        assertEquals(queues, Frames.readAnswer(Verbs.QUEUES, Frames.answer(Verbs.QUEUES, queues)));
        Delivery delivery =
                Frames.readAnswer(Verbs.RECEIVE, Examples.unreadable().bytes()).get(0);
        assertEquals(Examples.RECEIPT, delivery.receipt());
        assertEquals("dead", delivery.deadLetterSource());
    }

    @Test
    void errorsAreOfTheSameKindElsewhereAndKnowAsMuch() {
        for (EngineException error : Examples.errors()) {
            byte[] frame = Frames.error(error);
            EngineException told =
                    assertThrows(EngineException.class, () -> Frames.readAnswer(Verbs.FIND_QUEUE, frame));
            assertInstanceOf(error.getClass(), told);
            assertEquals(error.kind(), told.kind());
            assertEquals("words", told.getMessage());
            assertEquals(error.detail(), told.detail());
        }
        SubscriptionInUse inUse = SubscriptionInUse.of("queue", SubscriptionInUse.Reason.OTHER_KIND);
        SubscriptionInUse told =
                assertThrows(SubscriptionInUse.class, () -> Frames.readAnswer(Verbs.FIND_QUEUE, Frames.error(inUse)));
        assertEquals("queue", told.queue());
        assertEquals(SubscriptionInUse.Reason.OTHER_KIND, told.reason());
    }
}
