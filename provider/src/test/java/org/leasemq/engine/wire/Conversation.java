package org.leasemq.engine.wire;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.remote.Link;
import org.leasemq.remote.RemoteEngine;
import org.leasemq.remote.Session;
import org.leasemq.served.HeardAtOnce;
import org.leasemq.served.ServedConnection;
import org.leasemq.served.ServedEngine;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** A client and a server say to each other whatever they can say, the same every time. */
final class Conversation {
    private static final MemoryAccount ACCOUNT = new MemoryAccount(64 << 20);

    private final Map<FrameType, byte[]> first = new EnumMap<>(FrameType.class);
    private final Queue<byte[]> said = new ArrayDeque<>();
    private final Queue<byte[]> answered = new ArrayDeque<>();
    private final SettableClock clock = new SettableClock();
    private final RandomGenerator random = () -> 13;
    private final ManualEnvironment environment = new ManualEnvironment(clock, random);
    private final LocalEngine engine =
            LocalEngine.open(new FakeStore(new Disk(), clock), EngineSettings.within(ACCOUNT), environment);
    private final ServedEngine server = new ServedEngine(
            engine, Runnable::run, clock, (millis, action) -> () -> {}, ServedEngine.Limits.USUAL, ACCOUNT.share());
    private final ServedConnection connection = server.connection((HeardAtOnce) frame -> heard(frame, answered));
    private final Link link = new Link() {
        @Override
        public void put(byte[] frame) {
            heard(frame, said);
        }

        @Override
        public void flush() {
            // frames move when they are moved
        }

        @Override
        public void close() {
            // nothing is said any more
        }
    };
    private final Session client = new Session(Examples.ID, "a program", 10_000, call -> move(), clock);

    private Conversation() {}

    /** The first frame of each type that is said. */
    static Map<FrameType, byte[]> frames() {
        Conversation conversation = new Conversation();
        conversation.take();
        return conversation.first;
    }

    private void take() {
        RemoteEngine remote = new RemoteEngine(client, random, ACCOUNT.share(), 1);
        client.connected(link);
        move();
        remote.createQueue("work", QueueAttributes.standardQueue()).await();
        Message large = Message.of(Body.binary(new byte[Parts.SIZE]));
        remote.send(Target.queue("other"), List.of(large)).background();
        move();
        Completion<List<Delivery>> receive =
                remote.receive(new ReceiveRequest("work", 1, ReceiveRequest.FOREVER, null, null, null, 5));
        receive.cancel();
        move();
        client.ping();
        move();
        server.end(0);
        move();
        connection.refuse("words", true);
        client.close();
        server.close();
        engine.close();
    }

    private void heard(byte[] frame, Queue<byte[]> line) {
        first.putIfAbsent(FrameType.numbered(frame[Integer.BYTES]), frame);
        line.add(frame);
    }

    private void move() {
        while (!said.isEmpty() || !answered.isEmpty()) {
            boolean asked = !said.isEmpty();
            byte[] frame = asked ? said.remove() : answered.remove();
            WireIn content = new WireIn(frame, FrameType.HEAD, frame.length - FrameType.HEAD);
            (asked ? connection : client).frame(FrameType.numbered(frame[Integer.BYTES]), content);
            environment.settle();
        }
    }
}
