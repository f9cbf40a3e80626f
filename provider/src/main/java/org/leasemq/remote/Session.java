package org.leasemq.remote;

import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.wire.FrameParser;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Parts;
import org.leasemq.engine.wire.Resumption;
import org.leasemq.engine.wire.WireException;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.engine.wire.WireOut;
import org.leasemq.log.Logs;

/**
 * A conversation with a server that outlasts connections. Frames are handed to it by one thread at a time; everything else is safe
 * for use by several threads.
 */
public final class Session implements FrameParser.Handler {
    private static final System.Logger LOG = Logs.of(Session.class);
    /** A server that has not heard of a session for an hour may have forgotten what it answered. */
    private static final long REMEMBERED_MILLIS = 50 * 60_000L;

    private final UUID id;
    private final String description;
    private final long timeoutMillis;
    private final Calls calls;
    private final Belongings belongings = new Belongings();
    private final ServersClock serversClock;
    private final TimeSource clock;

    /** Done when the server has lost what there was. */
    private volatile Runnable onLoss = () -> {};

    private volatile BooleanSupplier due = () -> false;

    private volatile Link link;
    private Parts parts;
    /** Whether there has been a server that had it. For the thread that hands on frames. */
    private boolean known;
    /** Which it was at the server when that was heard of last: one that was never heard of does not count. */
    private long life;
    /** Whether the present connection has been {@linkplain FrameType#WELCOME welcome}. For the thread that hands on frames. */
    private boolean welcome;

    /** By what this is gone on with on another connection; null as long as there is nothing. */
    private volatile byte[] secret;

    /** When the server was heard of last, by both clocks. For the thread that hands on frames. */
    private long heardAt;

    private long heardDate;

    private volatile boolean closed;

    /**
     * @param id new, and unlike any other
     * @param description of this process, for people
     * @param timeoutMillis for how long the server should miss it before all that it has there ends
     * @param waiting how threads wait for answers
     * @param clock of this process
     */
    public Session(UUID id, String description, long timeoutMillis, Waiting waiting, TimeSource clock) {
        this.id = id;
        this.description = description;
        this.timeoutMillis = timeoutMillis;
        this.calls = new Calls(waiting);
        this.serversClock = new ServersClock(clock);
        this.clock = clock;
    }

    Calls calls() {
        return calls;
    }

    Belongings belongings() {
        return belongings;
    }

    /** What time it is at the server. */
    ServersClock serversClock() {
        return serversClock;
    }

    /**
     * What else has to be done.
     *
     * @param loss done when the server has lost what there was
     * @param unused as {@link #doWhatIsDue}
     */
    void has(Runnable loss, BooleanSupplier unused) {
        onLoss = loss;
        due = unused;
    }

    /** Does what is due by now, and is called from time to time. Tells whether something will be soon. */
    public boolean doWhatIsDue() {
        return due.getAsBoolean();
    }

    /** What a connection says at its beginning, besides as whom: as a line of a request of HTTP, or nothing. */
    String resumption() {
        byte[] present = secret;
        return present == null ? "" : Resumption.HEADER + ": " + new Resumption(id, present).value() + "\r\n";
    }

    /** There is a new connection. What has to be asked again is asked when the server has answered. */
    public void connected(Link open) {
        link = open;
        welcome = false;
        parts = new Parts(Long.MAX_VALUE);
        WireOut out = new WireOut();
        out.writeInt(FrameType.VERSION);
        out.writeId(id);
        out.writeText(description);
        out.writeBoolean(known);
        out.writeLong(timeoutMillis);
        open.put(FrameType.HELLO.frame(out));
        open.flush();
    }

    /** The connection is broken; there may be another. */
    public void disconnected() {
        calls.disconnected();
        welcome = false;
        link = null;
    }

    /** Whether what is asked now goes to a server at once. */
    public boolean isConnected() {
        return calls.isConnected();
    }

    /** Whether nothing is asked that has no answer yet. */
    boolean isIdle() {
        return calls.isIdle();
    }

    /** Asks whether the server is there. */
    public void ping() {
        calls.ping();
    }

    @Override
    public void frame(FrameType type, WireIn content) {
        switch (type) {
            case WELCOME -> welcome(content);
            case PONG -> alive(content);
            case ANSWER -> calls.answered(content, parts);
            case PART -> parts.add(content);
            case ENDING -> ending(content);
            case REFUSED -> throw new RefusedException(content.readText(), content.readBoolean());
            default -> throw new WireException("a server does not say " + type);
        }
    }

    private void heard() {
        heardAt = clock.elapsedMillis();
        heardDate = clock.millis();
    }

    /** For a machine that sleeps only the date goes on. */
    private long silence() {
        return Math.max(clock.elapsedMillis() - heardAt, clock.millis() - heardDate);
    }

    /** Asked for more often than it is of interest for how long there was nothing. */
    private void alive(WireIn in) {
        heard();
        serversClock.told(in.readLong());
    }

    private void welcome(WireIn in) {
        int version = in.readInt();
        if (version != FrameType.VERSION) {
            throw new RefusedException(
                    "The server speaks version " + version + ", and here it is " + FrameType.VERSION);
        }
        long present = in.readLong();
        in.readLong();
        serversClock.told(in.readLong());
        byte[] told = in.readBytes();
        secret = told.length == 0 ? secret : told;
        long silence = silence();
        heard();
        boolean lost = known && present != life;
        life = present;
        if (lost && silence > REMEMBERED_MILLIS) {
            calls.giveUpChanges(new EngineException.Unknown(
                    "This process has stood still, or the server has been away, for " + silence / 60_000
                            + " minutes. Nobody knows any more whether what was asked last has happened.",
                    null));
        }
        if (lost) {
            onLoss.run();
            belongings.reopen(calls, this::end);
        }
        known = true;
        welcome = true;
        calls.connected(link);
    }

    /** What has been asked is still answered; what is asked from now on waits for another connection. */
    private void ending(WireIn in) {
        in.requireEnd();
        LOG.log(Level.INFO, "The server ends; it is waited for, or another takes its place");
        calls.disconnected();
    }

    /** Whether a server has answered on the present connection, so that it does what is asked. */
    boolean isWelcome() {
        return welcome;
    }

    /** Whether a server has had it. */
    boolean isKnown() {
        return known;
    }

    /** Nothing can be asked any more. */
    public void end(EngineException cause) {
        calls.end(cause);
    }

    /** Whether it has been closed, so that there need be no connection any more. */
    public boolean isClosed() {
        return closed;
    }

    /** Whether something has to wait for a connection. */
    public boolean isOver() {
        return calls.isOver();
    }

    /** Ends it, here and at the server. */
    public void close() {
        if (!closed) {
            closed = true;
            Link open = link;
            if (open != null) {
                open.put(FrameType.BYE.frame());
                open.flush();
                open.close();
            }
            calls.end(new EngineException.Closed("The connection to the server has been closed."));
        }
    }
}
