package org.leasemq.served;

import java.util.UUID;
import org.leasemq.engine.wire.FrameParser;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Parts;
import org.leasemq.engine.wire.WireException;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.engine.wire.WireOut;

/** One connection of a client. What comes on it is handed on by one thread at a time. */
public final class ServedConnection implements FrameParser.Handler {
    private final ServedEngine server;
    private final Outlet outlet;
    private final Parts parts;
    /** Null until it has been said. */
    private ServedSession session;

    ServedConnection(ServedEngine server, Outlet outlet, long longestCall) {
        this.server = server;
        this.outlet = outlet;
        this.parts = new Parts(longestCall);
    }

    /** @throws WireException if it makes no sense: the connection has to be {@linkplain #refuse ended} */
    @Override
    public void frame(FrameType type, WireIn content) {
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
            case PART -> parts.add(content);
            case CANCEL, BACKGROUND -> session.hinted(type, content.readLong());
            case KNOWN -> session.known(content);
            case ALL_ASKED -> session.allAsked();
            case PING -> outlet.put(FrameType.PONG.frame());
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
        String description = in.readText();
        in.readBoolean();
        long timeout = in.readLong();
        in.requireEnd();
        session = server.session(id, description, timeout, outlet);
    }

    private void call(WireIn in) {
        long number = in.readLong();
        long knownBelow = in.readLong();
        session.called(number, knownBelow, parts.whole(number, in));
    }

    /** Ends the connection, since what was said makes no sense; the session goes on without it for a while. */
    public void refuse(String reason) {
        WireOut out = new WireOut();
        out.writeText(reason);
        outlet.put(FrameType.REFUSED.frame(out));
        outlet.close();
        lost();
    }

    /** The connection is broken. */
    public void lost() {
        if (session != null) {
            session.disconnected(outlet);
        }
    }
}
