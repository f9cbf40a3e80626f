package org.leasemq.served;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.wire.FrameParser;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Parts;
import org.leasemq.engine.wire.WireException;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.engine.wire.WireOut;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;

/** One connection of a client. What comes on it is handed on by one thread at a time. */
public final class ServedConnection implements FrameParser.Handler {
    /** For people, who do not read more. */
    private static final int LONGEST_DESCRIPTION = 1000;
    /** So many things at once come in parts for which there is no memory, from whoever means well. */
    private static final int MOST_UNWANTED = 1000;

    private final ServedEngine server;
    private final Visitor visitor;
    private final Outlet outlet;
    private final MemoryShare memory;
    private final Parts parts;
    /** Numbers of what is refused once it is whole, since there was no memory for all of its parts. */
    private final Set<Long> unwanted = new HashSet<>();
    /** Guarded as the parts are. */
    private final PartsPace pace = new PartsPace();
    /** Null until it has been said. */
    private volatile ServedSession session;

    private volatile boolean lost;

    ServedConnection(ServedEngine server, Visitor visitor, Outlet outlet, long longestCall, MemoryShare memory) {
        this.server = server;
        this.visitor = visitor;
        this.outlet = outlet;
        this.memory = memory;
        this.parts = new Parts(longestCall);
    }

    /** Whether the client has said who it is. Safe for use by any thread. */
    public boolean hasSession() {
        return session != null;
    }

    /** The client has taken something of what is in line for it, so that it is there. Safe for use by any thread. */
    public void isTaken() {
        ServedSession present = session;
        if (present != null && present.isOn(outlet)) {
            server.heardOf(present);
        }
    }

    /**
     * @throws WireException if it makes no sense: the connection has to be {@linkplain #refuse ended}
     * @throws NotServedException if it is not done here: likewise
     */
    @Override
    public void frame(FrameType type, WireIn content) {
        if (lost) {
            return;
        }
        try {
            heard(type, content);
        } finally {
            outlet.flushSoon();
        }
    }

    private void heard(FrameType type, WireIn content) {
        if (session == null) {
            if (type != FrameType.HELLO) {
                throw new WireException(type + " is said before " + FrameType.HELLO);
            }
            hello(content);
            return;
        }
        if (!session.isOn(outlet)) {
            return; // there is another connection, or the session is over
        }
        server.heardOf(session);
        switch (type) {
            case CALL -> call(content);
            case PART -> part(content);
            case CANCEL -> session.cancelled(content.readLong());
            case KNOWN -> session.known(content);
            case ALL_ASKED -> session.allAsked(outlet);
            case PING -> ping();
            case BYE -> server.end(session);
            default -> throw new WireException("a client does not say " + type);
        }
    }

    private void hello(WireIn in) {
        int version = in.readInt();
        if (version != FrameType.VERSION) {
            throw new WireException("version " + version + " is not spoken here, but " + FrameType.VERSION);
        }
        UUID id = in.readId();
        String description = shown(in.readText());
        if (description.length() > LONGEST_DESCRIPTION) {
            throw new WireException("a description of " + description.length() + " characters is too long");
        }
        boolean returning = in.readBoolean();
        long timeout = in.readLong();
        in.requireEnd();
        session = server.session(id, description, returning, timeout, visitor, outlet);
    }

    /** For people, in lists and in the log: nothing in it does anything to what shows it. */
    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().map(c -> isShown(c) ? c : '?').forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private synchronized void ping() {
        pace.require(parts, server.elapsed());
        outlet.put(FrameType.PONG.frame(server.now()));
    }

    private synchronized void part(WireIn in) {
        long number = in.readLong();
        if (lost || unwanted.contains(number)) {
            return;
        }
        pace.begins(number, server.elapsed());
        pace.require(parts, server.elapsed());
        long weight = Parts.weight(in);
        if (memory.tryToPass(Use.REQUESTS, weight)) {
            try {
                parts.add(number, in);
            } catch (WireException e) {
                memory.giveBack(Use.REQUESTS, weight);
                throw e;
            }
        } else {
            unwanted(number);
        }
    }

    @GuardedBy("this")
    private void unwanted(long number) {
        long before = parts.weight();
        parts.drop(number);
        pace.ends(number);
        memory.giveBack(Use.REQUESTS, before - parts.weight());
        if (unwanted.size() >= MOST_UNWANTED) {
            throw new WireException("parts of " + MOST_UNWANTED + " calls have come, and none is whole");
        }
        unwanted.add(number);
    }

    private void call(WireIn in) {
        long number = in.readLong();
        long knownBelow = in.readLong();
        Whole whole = whole(number, in);
        if (whole == null) {
            session.refused(outlet, number, knownBelow);
            return;
        }
        try {
            session.called(outlet, number, knownBelow, whole.content);
        } finally {
            memory.giveBack(Use.REQUESTS, whole.weight);
        }
    }

    /** @param weight what it takes for a moment: as a whole, and as it is read of that */
    private record Whole(WireIn content, long weight) {}

    /** A call with what came of it before; null if there is no memory for that. Called without it, so that filters may be asked. */
    private synchronized Whole whole(long number, WireIn end) {
        long length = parts.bytes(number);
        if (length == 0 && !unwanted.contains(number)) {
            return new Whole(end, 0);
        }
        if (unwanted.remove(number) || lost) {
            return null;
        }
        long before = parts.weight();
        boolean fits = memory.tryToPass(Use.REQUESTS, 2 * length);
        WireIn whole = fits ? parts.whole(number, end) : null;
        parts.drop(number);
        pace.ends(number);
        memory.giveBack(Use.REQUESTS, before - parts.weight());
        return fits ? new Whole(whole, 2 * length) : null;
    }

    /**
     * Ends the connection, since what was said makes no sense, or is not done; the session goes on without it for a while.
     *
     * @param passing whether the client should try another
     */
    public void refuse(String reason, boolean passing) {
        outlet.put(refusal(reason, passing));
        outlet.close();
        lost();
    }

    static byte[] refusal(String reason, boolean passing) {
        WireOut out = new WireOut();
        out.writeText(reason);
        out.writeBoolean(passing);
        return FrameType.REFUSED.frame(out);
    }

    /** The connection is broken. */
    public void lost() {
        synchronized (this) {
            if (!lost) {
                lost = true;
                memory.giveBack(Use.REQUESTS, parts.weight());
            }
        }
        ServedSession present = session;
        if (present != null) {
            present.disconnected(outlet);
        }
    }
}
