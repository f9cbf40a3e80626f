package org.leasemq.sqs.topic;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.FailingDisk;
import org.leasemq.sqs.LateRefusals;
import org.leasemq.sqs.access.ActionGuard;
import org.leasemq.sqs.access.Identity;
import org.leasemq.sqs.call.Bridge;
import org.leasemq.sqs.call.BridgeSettings;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.dispatch.Actions;
import org.leasemq.sqs.queue.Limits;
import org.leasemq.sqs.queue.TopicLabels;
import org.leasemq.sqs.topic.action.TopicActions;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Input;
import org.leasemq.thread.DaemonThreads;

/** Whatever is done to a queue and its subscription at once has been done one after the other. */
class SubscriptionRacesTest {
    private static final Actions ACTIONS = new Actions(TopicActions.all());
    private static final String FILTER = "{\"a\":[\"x\"]}";

    private static final FailingDisk DISK = new FailingDisk();
    private static EmbeddedEngines engines;
    private static EngineHandle handle;
    private static int cases;

    /** Before which call of the engine something else happens; none if negative. */
    private int left = -1;

    private Runnable between;
    private final LeaseEngine interrupted = LateRefusals.of(handle.engine(), (method, first) -> interrupt());
    private final Bridge ones = bridge(interrupted);
    private final Bridge others = bridge(handle.engine());

    @BeforeAll
    static void open() {
        engines = new EmbeddedEngines(DISK, new DaemonThreads("leasemq-test"), new SettableClock());
        ConnectionUrl url = ConnectionUrl.parse("leasemq:mem:" + UUID.randomUUID());
        handle = engines.open(url.place(), url.options());
    }

    @AfterAll
    static void close() {
        handle.close();
        engines.closeAll();
    }

    private void interrupt() {
        if (left-- == 0) {
            between.run();
        }
    }

    private static Bridge bridge(LeaseEngine engine) {
        Bridge bridge = new Bridge(
                engine,
                handle.memory().share(),
                handle.clock(),
                BridgeSettings.defaults().withLimits(Limits.relaxed()),
                ActionGuard.OPEN,
                Runnable::run,
                Runnable::run,
                (delay, action) -> {});
        bridge.setQueueLife(new WaitingSubscriptions());
        return bridge;
    }

    /** How it is before. */
    private enum Before {
        NOTHING,
        NOT_SUBSCRIBED(Step.CREATE),
        SUBSCRIBED(Step.CREATE, Step.SUBSCRIBE),
        OUTLIVED_ITS_QUEUE(Step.CREATE, Step.SUBSCRIBE, Step.DELETE),
        CREATED_BY_ANOTHER_FACE(Step.SUBSCRIBE, Step.CREATE_BY_ANOTHER_FACE);

        final List<Step> steps;

        Before(Step... steps) {
            this.steps = List.of(steps);
        }
    }

    /** What is done at once. */
    private enum Step {
        CREATE,
        DELETE,
        SUBSCRIBE,
        UNSUBSCRIBE,
        FILTER,
        SEND_MISSED,
        LOSE_MISSED,
        DELETE_TOPIC,
        CREATE_BY_ANOTHER_FACE;

        /** Whether that depends on nothing but its own success: subscribing makes a topic that is being deleted. */
        boolean isWith(Step other) {
            return !EnumSet.of(this, other).equals(EnumSet.of(SUBSCRIBE, DELETE_TOPIC));
        }
    }

    /** A queue and a topic. */
    private static final class Case {
        final String queue = "q" + cases++;
        final String topic = "t" + queue;
        final String topicArn = "arn:aws:sns:us-east-1:000000000000:" + topic;
        final String queueArn = "arn:aws:sqs:us-east-1:000000000000:" + queue;
        final String dead = "dead-" + queue;
        final String redrive = "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:" + dead + "\"}";
        final String subscription = topicArn + ":" + TopicLabels.subscriptionId(topic, queue);

        Case(Bridge bridge, Before before) {
            call(bridge, "CreateTopic", Map.of("Name", topic));
            call(bridge, "CreateQueue", Map.of("QueueName", dead));
            before.steps.forEach(step -> run(bridge, step));
        }

        String run(Bridge bridge, Step step) {
            return switch (step) {
                case CREATE -> call(bridge, "CreateQueue", Map.of("QueueName", queue));
                case DELETE -> call(bridge, "DeleteQueue", Map.of("QueueUrl", queue));
                case SUBSCRIBE ->
                    call(
                            bridge,
                            "Subscribe",
                            Map.of(
                                    "TopicArn",
                                    topicArn,
                                    "Protocol",
                                    "sqs",
                                    "Endpoint",
                                    queueArn,
                                    "Attributes",
                                    Map.of("RawMessageDelivery", "true", "RedrivePolicy", redrive)));
                case UNSUBSCRIBE -> call(bridge, "Unsubscribe", Map.of("SubscriptionArn", subscription));
                case FILTER ->
                    call(
                            bridge,
                            "SetSubscriptionAttributes",
                            Map.of(
                                    "SubscriptionArn", subscription,
                                    "AttributeName", "FilterPolicy",
                                    "AttributeValue", FILTER));
                case SEND_MISSED -> redrive(bridge, redrive);
                case LOSE_MISSED -> redrive(bridge, "");
                case DELETE_TOPIC -> call(bridge, "DeleteTopic", Map.of("TopicArn", topicArn));
                case CREATE_BY_ANOTHER_FACE -> createByAnotherFace(bridge);
            };
        }

        private String redrive(Bridge bridge, String policy) {
            return call(
                    bridge,
                    "SetSubscriptionAttributes",
                    Map.of(
                            "SubscriptionArn", subscription,
                            "AttributeName", "RedrivePolicy",
                            "AttributeValue", policy));
        }

        private String createByAnotherFace(Bridge bridge) {
            try {
                bridge.engine()
                        .createQueue(queue, QueueAttributes.standardQueue())
                        .await();
            } catch (EngineException.QueueExists e) {
                return "done"; // as Jakarta Messaging does
            }
            return "done";
        }

        /** What can be seen of it, and what comes of that. */
        String seen(Bridge bridge) {
            boolean there = bridge.engine().findQueue(queue).await().isPresent();
            String subscribed = call(bridge, "GetSubscriptionAttributes", Map.of("SubscriptionArn", subscription));
            String listed = call(bridge, "ListSubscriptionsByTopic", Map.of("TopicArn", topicArn));
            publish(bridge);
            long missed = bridge.engine().statistics(dead).await().available();
            if (!there) {
                run(bridge, Step.CREATE);
                publish(bridge);
            }
            long got = bridge.engine().statistics(queue).await().available();
            long more = bridge.engine().statistics(dead).await().available() - missed;
            bridge.engine().deleteQueue(queue).await();
            bridge.engine().deleteQueue(dead).await();
            if (bridge.engine().findQueue("topic:" + topic).await().isPresent()) {
                bridge.engine().deleteQueue("topic:" + topic).await();
            }
            return (there ? "queue" : "no queue") + ", " + subscribed + ", " + listed + ", got " + got + ", missed "
                    + missed + " and " + more;
        }

        private void publish(Bridge bridge) {
            List<Map<String, Object>> entries = Stream.of("x", "y")
                    .map(value -> Map.<String, Object>of(
                            "Id",
                            value,
                            "Message",
                            "m",
                            "MessageAttributes",
                            Map.of("a", Map.of("DataType", "String", "StringValue", value))))
                    .toList();
            call(bridge, "PublishBatch", Map.of("TopicArn", topicArn, "PublishBatchRequestEntries", entries));
        }

        private String call(Bridge bridge, String action, Map<String, Object> values) {
            Identity who = new Identity("000000000000", null, "us-east-1", null, true);
            Call call = new Call(bridge, action, new Input(values), who, "", "", false, () -> false, List.of());
            try {
                return plain(ACTIONS.named(action, true).answer(call).toString());
            } catch (ApiException e) {
                return e.code().name();
            }
        }

        private String plain(String answer) {
            return answer.replace(subscription, "S").replace(queue, "Q");
        }
    }

    private static String outcome(String one, String other, String seen) {
        return one + " and " + other + ": " + seen;
    }

    private Set<String> oneAfterTheOther(Before before, Step one, Step other) {
        Case first = new Case(others, before);
        String oneFirst = first.run(others, one);
        String then = first.run(others, other);
        Case second = new Case(others, before);
        String otherFirst = second.run(others, other);
        String last = second.run(others, one);
        return new HashSet<>(
                List.of(outcome(oneFirst, then, first.seen(others)), outcome(last, otherFirst, second.seen(others))));
    }

    /** The other happens before each of the steps of the one in turn. */
    private void interleave(Before before, Step one, Step other) {
        Set<String> possible = oneAfterTheOther(before, one, other);
        for (int step = 0; ; step++) {
            Case races = new Case(others, before);
            String[] result = new String[1];
            between = () -> result[0] = races.run(others, other);
            left = step;
            String first = races.run(ones, one);
            left = -1;
            if (result[0] == null) {
                return; // it has no more steps
            }
            String outcome = outcome(first, result[0], races.seen(others));
            assertTrue(
                    possible.contains(outcome),
                    () -> before + ", " + other + " within " + one + ": " + outcome + "\nis none of " + possible);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatHappensWithinAnotherStepHasHappenedBeforeOrAfterThat(Before before) {
        for (Step one : Step.values()) {
            for (Step other : Step.values()) {
                if (one != other && one.isWith(other) && one != Step.CREATE_BY_ANOTHER_FACE) {
                    interleave(before, one, other);
                }
            }
        }
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** What a killed process was about to do has happened or not, once the next has started. */
    @ParameterizedTest
    @EnumSource
    void whatEndsInTheMiddleHasHappenedOrNot(Before before) {
        for (Step one :
                List.of(Step.CREATE, Step.DELETE, Step.SUBSCRIBE, Step.UNSUBSCRIBE, Step.FILTER, Step.LOSE_MISSED)) {
            Case undone = new Case(others, before);
            String not = undone.seen(others);
            Case done = new Case(others, before);
            done.run(others, one);
            Set<String> possible = new HashSet<>(List.of(not, done.seen(others)));
            for (int step = 0; isKilled(before, one, step, possible); step++) {}
        }
    }

    private boolean isKilled(Before before, Step one, int step, Set<String> possible) {
        Case ended = new Case(others, before);
        between = () -> {
            throw new Killed();
        };
        left = step;
        boolean killed = false;
        try {
            ended.run(ones, one);
        } catch (Killed e) {
            killed = true;
        }
        left = -1;
        bridge(handle.engine()).resume();
        String seen = ended.seen(others);
        assertTrue(
                possible.contains(seen),
                () -> before + ", " + one + " ended before step " + step + ": " + seen + "\nis none of " + possible);
        return killed;
    }

    /** What is stored of a queue while that is being deleted is gone with it. */
    @Test
    void aSubscriptionThatComesToAQueueWhileThatIsDeletedStays() throws Exception {
        Case races = new Case(others, Before.CREATED_BY_ANOTHER_FACE);
        DISK.hold();
        CompletableFuture<String> filtered = begun(() -> races.run(ones, Step.FILTER));
        DISK.awaitWrite();
        CompletableFuture<String> deleted = begun(() -> races.run(others, Step.DELETE));
        while (handle.engine().findQueue(races.queue).await().isPresent()) {
            Thread.onSpinWait();
        }
        DISK.letGo();
        String outcome = outcome(deleted.get(), filtered.get(), races.seen(others));
        Set<String> possible = oneAfterTheOther(Before.CREATED_BY_ANOTHER_FACE, Step.DELETE, Step.FILTER);
        assertTrue(possible.contains(outcome), () -> outcome + "\nis none of " + possible);
    }

    /** As it comes, by two servers on one engine. */
    @Test
    void whatHappensAtOnceHasHappenedOneAfterTheOther() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            Before before = Before.values()[random.nextInt(Before.values().length)];
            Step one = Step.values()[random.nextInt(Step.values().length)];
            Step other = Step.values()[random.nextInt(Step.values().length)];
            if (one.isWith(other)) {
                race(before, one, other, "seed " + seed + ", round " + round);
            }
        }
    }

    private void race(Before before, Step one, Step other, String where) throws Exception {
        Case races = new Case(others, before);
        CyclicBarrier start = new CyclicBarrier(2);
        CompletableFuture<String> second = begun(() -> {
            await(start);
            return races.run(others, other);
        });
        await(start);
        String first = races.run(ones, one);
        String outcome = outcome(first, second.get(), races.seen(others));
        Set<String> possible = oneAfterTheOther(before, one, other);
        assertTrue(
                possible.contains(outcome),
                () -> where + ": " + before + ", " + one + " beside " + other + ": " + outcome + "\nis none of "
                        + possible);
    }

    private static CompletableFuture<String> begun(Supplier<String> task) {
        return CompletableFuture.supplyAsync(task, command -> new Thread(command).start());
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
