package org.leasemq.engine.local.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.process.JavaProgram;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;

/** Processes with small heaps, and stores that hold more than that. */
@Timeout(120)
class SmallHeapTest {
    private static final int BATCHES = 400;
    private static final int MESSAGES = 20;
    private static final int BYTES = 10_000;
    private static final int BRANCHES = 120;
    private static final int LARGE = 1_000_000;

    @TempDir
    private Path directory;

    @Test
    void whatIsDeletedTakesNoMemoryWhenTheStoreIsOpened() throws IOException, InterruptedException {
        run("256m", "fill");
        run("64m", "open");
    }

    @Test
    void whatPreparedBranchesSendTakesNoMemoryUntilTheyAreDecided() throws IOException, InterruptedException {
        run("64m", "prepare");
        run("64m", "commit");
    }

    private void run(String heap, String what) throws IOException, InterruptedException {
        new JavaProgram(Life.class, directory.resolve("store").toString(), what)
                .with("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError")
                .run();
    }

    /** One of the two processes. */
    static final class Life {
        private Life() {}

        /** @param arguments the directory, and what to do there */
        public static void main(String[] arguments) {
            LeaseEngine engine = LocalEngine.open(
                    DerbyStore.open(Path.of(arguments[0]), DerbySettings.defaults(), ThreadedEnvironment.systemClock()),
                    EngineSettings.defaults(),
                    new ThreadedEnvironment(task -> new Thread(task).start(), ThreadedEnvironment.systemClock()));
            switch (arguments[1]) {
                case "fill" -> fill(engine);
                case "open" -> expect(engine);
                case "prepare" -> prepare(engine);
                default -> commit(engine);
            }
            Runtime.getRuntime().halt(0); // as though it had been killed: nothing is reclaimed
        }

        private static void fill(LeaseEngine engine) {
            QueueAttributes standard = QueueAttributes.standardQueue();
            engine.createQueue("kept", standard).await();
            engine.createQueue("large", standard).await();
            engine.createQueue("subscription", standard.withSubscriptions(List.of(Subscription.to("topic"))))
                    .await();
            engine.send(Target.queue("kept"), List.of(Message.of(Body.text("kept"))))
                    .await();
            for (int batch = 0; batch < BATCHES; batch++) {
                List<Message> messages = new ArrayList<>();
                for (int i = 0; i < MESSAGES; i++) {
                    messages.add(Message.of(Body.text("x".repeat(BYTES))));
                }
                engine.send(batch % 2 == 0 ? Target.queue("large") : Target.topic("topic"), messages)
                        .await();
            }
            engine.deleteQueue("subscription").await();
            engine.deleteQueue("large").await();
        }

        private static void prepare(LeaseEngine engine) {
            engine.createQueue("orders", QueueAttributes.standardQueue()).await();
            Message large = Message.of(Body.text("x".repeat(LARGE)));
            for (int i = 0; i < BRANCHES; i++) {
                engine.prepare(
                                "branch" + i,
                                new UnitOfWork(List.of(new UnitOfWork.Send(Target.queue("orders"), large)), List.of()))
                        .await();
            }
        }

        private static void commit(LeaseEngine engine) {
            engine.branches()
                    .await()
                    .forEach(branch -> engine.settle(branch.id(), true).await());
            for (int i = 0; i < BRANCHES; i++) {
                Delivery delivery =
                        engine.receive(ReceiveRequest.from("orders")).await().get(0);
                if (delivery.message().body().bytes().length != LARGE) {
                    throw new IllegalStateException("found " + delivery);
                }
            }
        }

        private static void expect(LeaseEngine engine) {
            List<Delivery> kept =
                    engine.receive(ReceiveRequest.from("kept").upTo(10)).await();
            if (kept.size() != 1 || engine.queues().size() != 1) {
                throw new IllegalStateException("found " + kept + " in " + engine.queues());
            }
        }
    }
}
