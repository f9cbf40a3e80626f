package org.leasemq.sqs.server.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Owner;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.options.ConnectionUrl;

/**
 * What a program elsewhere says to a server, from its first word to its last: it moves a message from one queue to another, in one
 * phase and in two. Whatever breaks meanwhile, afterwards each message is where it was moved to, once.
 */
record Conversation(EmbeddedEngines engines, int port) {
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String TWO_PHASES = " in two phases";
    private static final String PADDING = " ".repeat(100_000);

    /** Each of it is on a session of its own. */
    void about(String name) {
        try (EngineHandle handle = open()) {
            LeaseEngine engine = handle.engine();
            engine.createQueue(FROM, QueueAttributes.standardQueue()).await();
            engine.createQueue(TO, QueueAttributes.standardQueue()).await();
            engine.send(Target.queue(FROM), List.of(text(name))).await();
            engine.send(Target.queue(FROM), List.of(text(name + TWO_PHASES))).await();
            Owner owner = handle.client().openOwner("a session");
            while (!isMoved(engine, owner)) {
                continue;
            }
            while (!isPrepared(engine, owner, name)) {
                continue;
            }
            engine.settle(name, true).await();
            owner.close();
        }
    }

    private EngineHandle open() {
        ConnectionUrl url = ConnectionUrl.parse("leasemq:tcp://127.0.0.1:" + port + "?reconnect-timeout=100s");
        return engines.open(url.place(), url.options());
    }

    /** It comes in parts if it is moved in one phase. */
    private static Message text(String body) {
        boolean large = !body.endsWith(TWO_PHASES);
        return Message.of(Body.text(large ? body + PADDING : body));
    }

    /** What is taken out, and sent on as it is; null if nothing came, since the owner ended with a server that died. */
    private static UnitOfWork next(LeaseEngine engine, Owner owner) {
        List<Delivery> got = engine.receive(
                        ReceiveRequest.from(FROM).ownedBy(owner).waiting(Duration.ofSeconds(1)))
                .await();
        if (got.isEmpty()) {
            return null;
        }
        List<Receipt> receipts = got.stream().map(Delivery::receipt).toList();
        String body = got.get(0).message().body().asText();
        return new UnitOfWork(List.of(new UnitOfWork.Send(Target.queue(TO), text(body.strip()))), receipts);
    }

    /** False if its lease ended with a server that died, so that the message comes again. */
    private static boolean isMoved(LeaseEngine engine, Owner owner) {
        UnitOfWork work = next(engine, owner);
        try {
            return work != null && !engine.commit(work).await().isEmpty();
        } catch (EngineException.LeaseEnded e) {
            return false;
        }
    }

    private static boolean isPrepared(LeaseEngine engine, Owner owner, String branch) {
        UnitOfWork work = next(engine, owner);
        try {
            return work != null && engine.prepare(branch, work).await().state() == Branch.State.PREPARED;
        } catch (EngineException.LeaseEnded e) {
            return false;
        }
    }

    /** Whether all that was talked about is where it belongs. */
    void check(List<String> names) {
        try (EngineHandle handle = open()) {
            LeaseEngine engine = handle.engine();
            assertEquals(List.of(), engine.branches().await());
            assertEquals(List.of(), drain(engine, FROM));
            List<String> expected = new ArrayList<>();
            names.forEach(name -> expected.addAll(List.of(name, name + TWO_PHASES)));
            assertEquals(
                    expected.stream().sorted().toList(),
                    drain(engine, TO).stream().sorted().toList());
        }
    }

    private static List<String> drain(LeaseEngine engine, String queue) {
        List<String> bodies = new ArrayList<>();
        ReceiveRequest request = ReceiveRequest.from(queue).upTo(10).waiting(Duration.ZERO);
        List<Delivery> some = engine.receive(request).await();
        while (!some.isEmpty()) {
            some.forEach(
                    delivery -> bodies.add(delivery.message().body().asText().strip()));
            engine.delete(queue, some.stream().map(Delivery::receipt).toList()).await();
            some = engine.receive(request).await();
        }
        return bodies;
    }
}
