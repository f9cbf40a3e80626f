package org.leasemq.served;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
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
    /** Null until it has been said. */
    private volatile ServedSession session;

    private boolean lost;

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
    public synchronized void frame(FrameType type, WireIn content) {
        if (lost) {
            return;
        }
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
            case CANCEL, BACKGROUND -> session.hinted(type, content.readLong());
            case KNOWN -> session.known(content);
            case ALL_ASKED -> session.allAsked();
            case PING -> pong();
            case BYE -> server.end(session);
            default -> throw new WireException("a client does not say " + type);
        }
    }

    private void pong() {
        outlet.put(FrameType.PONG.frame(server.now()));
        outlet.flushSoon();
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

    private void part(WireIn in) {
        long number = in.readLong();
        if (unwanted.contains(number)) {
            return;
        }
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

    private void unwanted(long number) {
        long before = parts.weight();
        parts.drop(number);
        memory.giveBack(Use.REQUESTS, before - parts.weight());
        if (unwanted.size() >= MOST_UNWANTED) {
            throw new WireException("parts of " + MOST_UNWANTED + " calls have come, and none is whole");
        }
        unwanted.add(number);
    }

    private void call(WireIn in) {
        long number = in.readLong();
        long knownBelow = in.readLong();
        long length = parts.bytes(number);
        if (unwanted.remove(number)) {
            session.refuse(number);
        } else if (length == 0) {
            session.called(number, knownBelow, in);
        } else if (memory.tryToPass(Use.REQUESTS, length)) {
            whole(number, knownBelow, in, length);
        } else {
            unwanted(number);
            unwanted.remove(number);
            session.refuse(number);
        }
    }

    /** @param length of what it takes for a moment */
    private void whole(long number, long knownBelow, WireIn in, long length) {
        long before = parts.weight();
        try {
            session.called(number, knownBelow, parts.whole(number, in));
        } finally {
            memory.giveBack(Use.REQUESTS, before - parts.weight() + length);
        }
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
