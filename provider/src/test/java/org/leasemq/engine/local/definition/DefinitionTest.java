package org.leasemq.engine.local.definition;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.AttributeChange;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.Owners;
import org.leasemq.engine.local.EngineFixture;
import org.leasemq.engine.model.EngineException.InvalidAttribute;
import org.leasemq.engine.model.EngineException.QueueSetAside;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedriveAllowPolicy;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.store.Change;
import org.leasemq.store.Store;

/** What is kept of queues, whatever is in it, and what happens to a queue of which that cannot be read. */
class DefinitionTest extends EngineFixture {
    private static final QueueAttributes STANDARD = QueueAttributes.standardQueue();
    private static final String ODD = "a=b%c+d&e;f:g|'\"<\u2028\u00fc\ud83d\ude00";
    private static final String HALVES = "\ud83d-\ude00\n\t\r\u0000\u0001%u0041=\udfff\ud800";

    private QueueAttributes attributes(String queue) {
        return engine.findQueue(queue).await().orElseThrow().attributes();
    }

    @Test
    void namesAreKeptWhateverIsInThem() {
        engine.createQueue(ODD, STANDARD).await();
        QueueAttributes wanted = STANDARD.withRedrive(new RedrivePolicy(ODD, 3))
                .withRedriveAllow(new RedriveAllowPolicy.ByQueue(List.of(ODD, "plain", "nowhere+%41")))
                .withSubscriptions(List.of(
                        new Subscription(ODD, beginsWith(HALVES), HALVES, ODD),
                        new Subscription("labelled", null, null, ""),
                        Subscription.to("plain")));
        engine.createQueue("q", wanted).await();
        restart();
        assertEquals(wanted, attributes("q"));
        assertEquals(Map.of(), engine.setAside().await());
    }

    @Test
    void labelsKeepHalvesOfSurrogatePairs() {
        QueueAttributes wanted = STANDARD.withLabels(Map.of(HALVES, HALVES, ODD, ODD));
        engine.createQueue("q", wanted).await();
        restart();
        assertEquals(wanted, attributes("q"));
    }

    @Test
    void namesThatCannotBeAreRefused() {
        for (String name : List.of("a\nb", "a\tb", "\ud83d", "\u0085")) {
            assertThrows(InvalidAttribute.class, () -> engine.createQueue(name, STANDARD));
            QueueAttributes allowing = STANDARD.withRedriveAllow(new RedriveAllowPolicy.ByQueue(List.of(name)));
            assertThrows(InvalidAttribute.class, () -> engine.createQueue("q", allowing));
        }
        assertEquals(List.of(), engine.queues());
    }

    @Test
    void namesOfDefinitionsThatWereStoredUnescapedAreReadAsTheyAre() {
        engine.createQueue("50%+", STANDARD).await();
        engine.createQueue("q", STANDARD).await();
        redefine(
                "q",
                definition -> definition
                                .replace("names=escaped\n", "")
                                .replace("redrive-allow=allow-all", "redrive-allow=by-queue\t50%+\tother")
                        + "dead-letter-queue=50%+\nmax-receive-count=4\n");
        assertEquals(new RedrivePolicy("50%+", 4), attributes("q").redrive());
        assertEquals(
                new RedriveAllowPolicy.ByQueue(List.of("50%+", "other")),
                attributes("q").redriveAllow());
    }

    // ------------------------------------------------------------------------------- what cannot be read is set aside

    /** As though the queue had been defined by somebody else; the engine is closed meanwhile. */
    private void redefine(String name, UnaryOperator<String> change) {
        engine.close();
        Store store = openStore();
        Change.PutQueue[] found = new Change.PutQueue[1];
        store.recover(new Store.Recovery() {
            @Override
            public void replay(long location, Change one) {
                if (one instanceof Change.PutQueue put && put.name().equals(name)) {
                    found[0] = put;
                }
            }

            @Override
            public LongStream liveLocations() {
                return LongStream.empty();
            }
        });
        store.write(List.of(new Change.PutQueue(found[0].queue(), name, change.apply(found[0].definition()))));
        store.close();
        open();
    }

    /** A queue with two messages, one of them leased, of which a line cannot be read. */
    private Delivery spoiled(String line, String with) {
        engine.createQueue("other", STANDARD).await();
        engine.createQueue("q", STANDARD.withDelay(ofSeconds(1)).withSubscriptions(List.of(Subscription.to("t"))))
                .await();
        sendAll(Target.queue("q"), "one", "two");
        advance(ofSeconds(1));
        Delivery leased = takeOne("q");
        redefine("q", definition -> definition.replaceFirst("(?m)^" + line + ".*$", with));
        return leased;
    }

    @Test
    void aLineThatCannotBeReadSetsItsQueueAsideAndTheRestOpens() {
        for (String with : List.of(
                "visibility-timeout=soon", "visibility-timeout", "", "receive-wait=1\nreceive-wait=2", "label:%=x")) {
            Delivery leased = spoiled("visibility-timeout", with);
            assertEquals(List.of("q"), List.copyOf(engine.setAside().await().keySet()), with);
            assertEquals(ofSeconds(1), attributes("q").delay());
            sendAll(Target.queue("other"), "x");
            assertEquals(List.of("x"), drain("other"));
            delete("q", List.of(leased));
            engine.deleteQueue("q").await();
            restart();
            assertEquals(Map.of(), engine.setAside().await());
        }
    }

    @Test
    void nobodyUsesAQueueThatIsSetAside() {
        spoiled("fifo", "fifo=perhaps");
        assertThrows(QueueSetAside.class, () -> sendAll(Target.queue("q"), "x"));
        assertThrows(QueueSetAside.class, () -> take("q", 1));
        assertThrows(QueueSetAside.class, () -> engine.purge("q").await());
        assertThrows(QueueSetAside.class, () -> Owners.select(engine, "q", beginsWith("x")));
        assertThrows(QueueSetAside.class, () -> engine.redrive("q", "other", 1).await());
        assertThrows(QueueSetAside.class, () -> engine.redrive("other", "q", 1).await());
        QueueSetAside refused = assertThrows(
                QueueSetAside.class, () -> engine.createQueue("q", STANDARD).await());
        assertTrue(refused.getMessage().contains("fifo=perhaps"), refused.getMessage());
    }

    @Test
    void itsMessagesAreThereWhenItIsDefinedAgain() {
        spoiled("delay", "delay=1s");
        sendAll(Target.topic("t"), "three");
        restart();
        advance(ofSeconds(31));
        assertEquals(3, engine.statistics("q").await().available());
        AttributeChange.apply(engine, "q", present -> present.withReceiveWait(ofSeconds(2)));
        assertEquals(Map.of(), engine.setAside().await());
        restart();
        assertEquals(Map.of(), engine.setAside().await());
        assertEquals(ofSeconds(2), attributes("q").receiveWait());
        assertEquals(List.of("one", "two", "three"), drain("q"));
    }

    @Test
    void aFilterThatIsNotUnderstoodAnyMoreSetsItsQueueAside() {
        Subscription filtered = new Subscription("t", beginsWith("x"), null);
        engine.createQueue("q", STANDARD.withSubscriptions(List.of(filtered, Subscription.to("u"))))
                .await();
        redefine("q", definition -> definition.replace("begins-with", "ends-with"));
        assertTrue(
                engine.setAside().await().get("q").contains("ends-with"),
                engine.setAside().await().toString());
        assertEquals(List.of(Subscription.to("u")), attributes("q").subscriptions());
        assertEquals(new Filter("begins-with", "x"), filtered.filter());
    }

    @Test
    void aTransactionBranchThatCannotBeReadKeepsItsMessages() {
        engine.createQueue("other", STANDARD).await();
        engine.prepare(
                        "branch",
                        new UnitOfWork(
                                List.of(new UnitOfWork.Send(Target.queue("other"), text("prepared"))), List.of()))
                .await();
        redefine("xa:branch", definition -> definition.replaceFirst("state=.*", "state=?"));
        assertEquals(List.of("xa:branch"), List.copyOf(engine.setAside().await().keySet()));
        assertEquals(1, engine.statistics("xa:branch").await().available());
        assertEquals(List.of(), engine.branches().await());
    }
}
