package org.leasemq.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.NumberedCall;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;

/**
 * A process whose engine is asked by a client elsewhere to send one message after the other, until it is killed. It prints each
 * answer, with a blank behind it, whether it gave it now or before.
 */
final class AskedWorker {
    /** So many answers the client does not know. */
    static final int UNKNOWN = 20;

    private static final int AT_ONCE = 4;
    private static final UUID CLIENT = new UUID(7, 1);
    private static final String QUEUE = "orders";

    private record Asked(long number, Completion<List<Outcome<Sent>>> completion) {}

    private final LocalEngine engine;
    private final Deque<Asked> asked = new ArrayDeque<>();

    private AskedWorker(LocalEngine engine) {
        this.engine = engine;
    }

    /** Arguments: directory of the database, number of the first change. */
    public static void main(String[] arguments) {
        AskedWorker worker = new AskedWorker(open(Path.of(arguments[0])));
        for (long number = Long.parseLong(arguments[1]); ; number++) {
            worker.ask(number);
        }
    }

    private static LocalEngine open(Path database) {
        TimeSource clock = ThreadedEnvironment.systemClock();
        DerbySettings settings = DerbySettings.defaults().withSegmentBytes(100_000);
        LocalEngine engine = LocalEngine.open(
                DerbyStore.open(database, settings, clock),
                EngineSettings.defaults(),
                new ThreadedEnvironment(
                        task -> {
                            Thread thread = new Thread(task);
                            thread.setDaemon(true);
                            thread.start();
                        },
                        clock));
        engine.createQueue(QUEUE, QueueAttributes.standardQueue()).await();
        engine.openClient(CLIENT, "elsewhere").await();
        return engine;
    }

    private void ask(long number) {
        byte[] before = engine.answer(CLIENT, number);
        if (before != null) {
            print(number, before);
            return;
        }
        long known = Math.max(0, number - UNKNOWN);
        asked.add(new Asked(
                number,
                engine.remembering(new NumberedCall(CLIENT, number, known, Verbs.SEND.number()))
                        .send(QUEUE, List.of(Message.of(Body.text(String.valueOf(number)))))));
        if (asked.size() == AT_ONCE) {
            Asked first = asked.remove();
            print(first.number, Frames.answer(Verbs.SEND.number(), first.completion.await()));
        }
    }

    private static void print(long number, byte[] answer) {
        System.out.println(number + " " + HexFormat.of().formatHex(answer) + " ");
    }

    /** What was sent, in its order. */
    static List<Long> drain(Path database) {
        List<Long> numbers = new ArrayList<>();
        try (LocalEngine engine = open(database)) {
            ReceiveRequest request = ReceiveRequest.from(QUEUE).upTo(10).waiting(Duration.ZERO);
            for (List<Delivery> some = engine.receive(request).await();
                    !some.isEmpty();
                    some = engine.receive(request).await()) {
                some.forEach(delivery ->
                        numbers.add(Long.valueOf(delivery.message().body().asText())));
                engine.delete(QUEUE, some.stream().map(Delivery::receipt).toList())
                        .await();
            }
        }
        return numbers;
    }
}
