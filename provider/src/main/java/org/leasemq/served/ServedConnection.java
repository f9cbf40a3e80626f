package org.leasemq.served;

import java.util.HashMap;
import java.util.Map;
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
    /** So many things at once come in parts. */
    private static final int MOST_AT_ONCE = 1000;
    /** So many things at once come in parts for which there is no memory, from whoever means well. */
    private static final int MOST_UNWANTED = 1000;

    /** So often is there what is asked, while it is read: as it came, and as what is made of it. */
    private static final int COPIES = 2;

    private final ServedEngine server;
    private final Visitor visitor;
    private final Outlet outlet;
    private final MemoryShare memory;
    private final Parts parts;
    /** Numbers of what is refused once it is whole, since there was no memory for all of its parts; with the bytes of these. */
    private final Map<Long, Long> unwanted = new HashMap<>();
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
        if (lost) {
            return;
        }
        if (unwanted.containsKey(number)) {
            unwanted.merge(number, (long) in.remaining(), Long::sum);
            return;
        }
        if (parts.things() >= MOST_AT_ONCE && parts.bytes(number) == 0) {
            unwanted(number, in.remaining());
            return;
        }
        pace.begins(number, server.elapsed());
        pace.require(parts, server.elapsed());
        long weight = parts.weight(number, in);
        if (memory.tryToPassLarge(Use.REQUESTS, weight)) {
            try {
                parts.add(number, in);
            } catch (WireException e) {
                memory.giveBack(Use.REQUESTS, weight);
                throw e;
            }
        } else {
            unwanted(number, in.remaining());
        }
    }

    @GuardedBy("this")
    private void unwanted(long number, long more) {
        long length = parts.bytes(number) + more;
        long before = parts.weight();
        parts.drop(number);
        pace.ends(number);
        memory.giveBack(Use.REQUESTS, before - parts.weight());
        if (unwanted.size() >= MOST_UNWANTED) {
            throw new WireException("parts of " + MOST_UNWANTED + " calls have come, and none is whole");
        }
        unwanted.put(number, length);
    }

    private void call(WireIn in) {
        long number = in.readLong();
        long knownBelow = in.readLong();
        Whole whole = whole(number, in);
        if (whole.content == null) {
            session.refused(outlet, number, knownBelow, whole.length * COPIES);
            return;
        }
        try {
            session.called(outlet, number, knownBelow, whole.content, whole.memory);
        } finally {
            whole.memory.endUnlessKept();
        }
    }

    /** @param content null if there was no memory for all of it */
    private record Whole(WireIn content, CallMemory memory, long length) {}

    /** A call with what came of it before. Called without the lock, so that filters may be asked. */
    private synchronized Whole whole(long number, WireIn end) {
        Long refused = unwanted.remove(number);
        if (refused != null || lost) {
            return new Whole(null, null, refused == null ? 0 : refused + end.remaining());
        }
        long before = parts.weight();
        WireIn whole = parts.whole(number, end);
        pace.ends(number);
        return new Whole(whole, new CallMemory(memory, before - parts.weight()), whole.remaining());
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
