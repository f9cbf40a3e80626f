package org.leasemq.sqs.server.remote;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.IteratingCallback;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.wire.FrameLine;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.served.Outlet;

/**
 * Writes frames: one write at a time, with as many frames in it as have come meanwhile. Whoever puts one does not write, whatever
 * locks he holds. Safe for use by several threads.
 */
final class FrameWriter implements Outlet {
    /** Who is told. None of it may wait. */
    interface Listener {
        /** The client has taken something, and there is so much in line for it now. */
        void written(long left);

        /** It ends, once what is in line has been written. */
        void ending();

        /** All has been written, and there will be nothing more. */
        void finished();

        /** Nothing can be written any more. */
        void failed(Throwable cause);
    }

    /** So much is written at once. */
    private static final int MOST_AT_ONCE = 64 << 10;
    /** What is longer is not copied, to be joined with others. */
    private static final int LONG = 16 << 10;
    /** What a frame takes in line besides its bytes. */
    private static final int OF_FRAME = 48;
    /** Whoever does not take what he is told has no more large things in line than that. */
    private static final int MOST_THINGS = 2;

    private final EndPoint endPoint;
    private final Executor executor;
    private final MemoryShare memory;
    private final Listener listener;
    private final Writing writing = new Writing();

    @GuardedBy("this")
    private final FrameLine line = new FrameLine();

    /** What is in line, and what is being written. */
    @GuardedBy("this")
    private long taken;

    @GuardedBy("this")
    private long underWay;

    /** Whether somebody is writing, or will be soon. */
    @GuardedBy("this")
    private boolean active;

    @GuardedBy("this")
    private boolean closing;

    @GuardedBy("this")
    private boolean over;

    /** Writes by itself before it waits for anything; null mostly. */
    private volatile Thread reader;

    /**
     * @param executor begins to write; must not refuse
     * @param memory what is in line is counted there
     */
    FrameWriter(EndPoint endPoint, Executor executor, MemoryShare memory, Listener listener) {
        this.endPoint = endPoint;
        this.executor = executor;
        this.memory = memory;
        this.listener = listener;
    }

    /** What is flushed by the calling thread is not written before it says {@link #readingEnds}. */
    void readingBegins() {
        reader = Thread.currentThread();
    }

    void readingEnds() {
        reader = null;
        flush();
    }

    @Override
    public void put(byte[] frame) {
        synchronized (this) {
            if (over || closing) {
                return;
            }
            line.add(frame);
            long weight = frame.length + OF_FRAME;
            taken += weight;
            memory.take(Use.ANSWERS, weight);
        }
    }

    @Override
    public void flush() {
        if (begins()) {
            writing.iterate();
        }
    }

    @Override
    public void flushSoon() {
        if (begins()) {
            executor.execute(writing::iterate);
        }
    }

    /** Whether the caller has to see to it that it is written. */
    private synchronized boolean begins() {
        if (active || over || line.isEmpty() && !closing || reader == Thread.currentThread()) {
            return false;
        }
        active = true;
        return true;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (over || closing) {
                return;
            }
            closing = true;
        }
        listener.ending();
        flushSoon();
    }

    /** Bytes that wait to be taken by the client, without the few large things that let others pass. */
    synchronized long waiting() {
        return line.things() > MOST_THINGS ? taken : line.bytes() + (long) OF_FRAME * line.frames();
    }

    /** Nothing is written any more, and nothing is kept. */
    void end() {
        synchronized (this) {
            over = true;
            line.clear();
            memory.giveBack(Use.ANSWERS, taken);
            taken = 0;
            underWay = 0;
        }
        writing.close();
    }

    private final class Writing extends IteratingCallback {

        @Override
        protected Action process() {
            long left;
            boolean more;
            ByteBuffer next;
            synchronized (FrameWriter.this) {
                more = underWay > 0;
                written();
                left = waiting();
                next = next();
            }
            if (more) {
                listener.written(left);
            }
            if (next != null) {
                endPoint.write(this, next);
                return Action.SCHEDULED;
            }
            return rests();
        }

        private Action rests() {
            synchronized (FrameWriter.this) {
                if (!line.isEmpty()) {
                    iterate(); // somebody came meanwhile
                    return Action.IDLE;
                }
                active = false;
                over |= closing;
                return over ? Action.SUCCEEDED : Action.IDLE;
            }
        }

        @Override
        protected void onCompleteSuccess() {
            listener.finished();
        }

        @Override
        protected void onCompleteFailure(Throwable cause) {
            end();
            listener.failed(cause);
        }
    }

    @GuardedBy("this")
    private void written() {
        memory.giveBack(Use.ANSWERS, underWay);
        taken -= underWay;
        underWay = 0;
    }

    /** Null if there is nothing. */
    @GuardedBy("this")
    private ByteBuffer next() {
        byte[] first = line.poll();
        if (first == null) {
            return null;
        }
        underWay = first.length + OF_FRAME;
        if (first.length >= LONG || line.isEmpty()) {
            return ByteBuffer.wrap(first);
        }
        List<byte[]> more = new ArrayList<>();
        int length = first.length;
        for (byte[] next = line.peek(); next != null && next.length < LONG; next = line.peek()) {
            if (length + next.length > MOST_AT_ONCE) {
                break;
            }
            more.add(line.poll());
            length += next.length;
        }
        ByteBuffer joined = ByteBuffer.allocate(length).put(first);
        for (byte[] frame : more) {
            joined.put(frame);
            underWay += frame.length + OF_FRAME;
        }
        return joined.flip();
    }
}
