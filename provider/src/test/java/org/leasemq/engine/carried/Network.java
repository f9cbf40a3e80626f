package org.leasemq.engine.carried;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.leasemq.engine.wire.FrameParser;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Parts;
import org.leasemq.remote.Link;
import org.leasemq.remote.Session;
import org.leasemq.served.Outlet;
import org.leasemq.served.ServedConnection;
import org.leasemq.served.ServedEngine;

/**
 * A network between a client and a server: frames are late, come in pieces, answers overtake each other, and the connection is cut,
 * with all that was on its way, and made again. Chance decides. Frames of the client stay in their order, as on a stream.
 */
final class Network {
    private static final int CALLS_BETWEEN_CUTS = 30;
    private static final int MILLIS_UNTIL_SOON = 50;

    /** One connection, of which nothing arrives any more once there is another. */
    private final class Wire implements Link {
        private final Queue<byte[]> calls = new ArrayDeque<>();
        /** What the server has said, and not yet had written. */
        private final List<byte[]> said = new ArrayList<>();

        private final List<byte[]> answers = new ArrayList<>();
        private final FrameParser toServer = new FrameParser(Parts.LONGEST_FRAME);
        private final FrameParser toClient = new FrameParser(Parts.LONGEST_FRAME);
        private final ServedConnection connection = server.connection(new Outlet() {
            @Override
            public void put(byte[] frame) {
                synchronized (Network.this) {
                    said.add(frame);
                }
            }

            @Override
            public void flush() {
                flushSoon();
            }

            @Override
            public void flushSoon() {
                synchronized (Network.this) {
                    answers.addAll(said);
                    said.clear();
                    Network.this.notifyAll();
                }
            }

            @Override
            public void close() {
                // the client finds out
            }
        });

        @Override
        public void put(byte[] frame) {
            add(calls, frame);
        }

        private void add(Queue<byte[]> line, byte[] frame) {
            synchronized (Network.this) {
                line.add(frame);
                Network.this.notifyAll();
            }
        }

        @Override
        public void flush() {
            // frames move when they are moved
        }

        @Override
        public void close() {
            // what is said last is heard
        }

        /** An answer that may come now: none overtakes what it is a part of, or what is said of the connection as a whole. */
        private byte[] oneAnswer() {
            int chosen = random.nextInt(answers.size());
            for (int i = 0; i < chosen; i++) {
                if (!isAlone(answers.get(i))) {
                    return answers.remove(i);
                }
            }
            return answers.remove(isAlone(answers.get(chosen)) ? chosen : first());
        }

        private int first() {
            int first = 0;
            while (isAlone(answers.get(first))) {
                first++;
            }
            return first;
        }

        private static boolean isAlone(byte[] frame) {
            return frame.length < Parts.SIZE && frame[Integer.BYTES] == FrameType.ANSWER.ordinal();
        }

        private void inPieces(byte[] frame, FrameParser parser, FrameParser.Handler handler) {
            int cut = random.nextInt(frame.length + 1);
            parser.add(ByteBuffer.wrap(frame, 0, cut), handler);
            parser.add(ByteBuffer.wrap(frame, cut, frame.length - cut), handler);
        }
    }

    private final RandomGenerator random;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private ServedEngine server;
    private Session client;
    private Wire wire;
    private boolean closed;
    private int cuts;

    Network(RandomGenerator random) {
        this.random = random;
    }

    void connect(Session clientEnd, ServedEngine serverEnd) {
        client = clientEnd;
        server = serverEnd;
        wire = new Wire();
        client.connected(wire);
    }

    /** The server is killed and started again, with what it has kept. */
    void restart(ServedEngine serverEnd) {
        synchronized (this) {
            wire.calls.clear();
            wire.answers.clear();
            tasks.clear();
            server = serverEnd;
        }
        client.disconnected();
        synchronized (this) {
            wire = new Wire();
        }
        client.connected(wire);
    }

    /** Moves some frames, unless there are none. */
    void move(int frames) {
        for (int i = 0; i < frames; i++) {
            Runnable next = next();
            if (next != null) {
                next.run();
            }
        }
    }

    /** Has something run by whoever moves the frames. */
    synchronized void later(Runnable task) {
        tasks.add(task);
        notifyAll();
    }

    synchronized int cuts() {
        return cuts;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Moves frames until nothing moves. */
    void settle() {
        Runnable next = next();
        while (next != null) {
            next.run();
            next = next();
        }
    }

    /** Moves frames as they come, and has the client do what is due, until it is closed. */
    void run() {
        boolean soon = false;
        while (awaitSomething(soon)) {
            settle();
            soon = client.doWhatIsDue();
        }
    }

    /** @param soon whether something will be due soon */
    private synchronized boolean awaitSomething(boolean soon) {
        BooleanSupplier idle = () -> wire.calls.isEmpty() && wire.answers.isEmpty() && tasks.isEmpty();
        while (!closed && idle.getAsBoolean()) {
            try {
                wait(soon ? MILLIS_UNTIL_SOON : 0);
            } catch (InterruptedException e) {
                return false;
            }
            if (soon) {
                return !closed;
            }
        }
        return !closed;
    }

    private synchronized Runnable next() {
        Wire present = wire;
        boolean somethingMoves = !present.calls.isEmpty() || !present.answers.isEmpty();
        if (somethingMoves && random.nextInt(CALLS_BETWEEN_CUTS) == 0) {
            cuts++;
            present.calls.clear();
            present.answers.clear();
            return this::cut;
        }
        if (!tasks.isEmpty()) {
            return tasks.remove();
        }
        if (!present.calls.isEmpty() && (present.answers.isEmpty() || random.nextBoolean())) {
            byte[] frame = present.calls.remove();
            return () -> present.inPieces(frame, present.toServer, present.connection);
        }
        if (!present.answers.isEmpty()) {
            byte[] frame = present.oneAnswer();
            return () -> present.inPieces(frame, present.toClient, client);
        }
        return null;
    }

    /** The server may find out before the client makes another connection, or not at all. */
    private void cut() {
        boolean noticed = random.nextBoolean();
        client.disconnected();
        if (noticed) {
            wire.connection.lost();
        }
        synchronized (this) {
            wire = new Wire();
        }
        client.connected(wire);
    }
}
