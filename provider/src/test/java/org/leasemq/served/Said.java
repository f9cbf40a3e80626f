package org.leasemq.served;

import java.util.UUID;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.engine.wire.WireOut;

/** What a client says, as a server hears it. */
final class Said {
    private Said() {}

    /** That there is a session, which is missed for a second. */
    static WireIn hello(UUID session, boolean returning) {
        WireOut out = new WireOut();
        out.writeInt(FrameType.VERSION);
        out.writeId(session);
        out.writeText("a test");
        out.writeBoolean(returning);
        out.writeLong(1000);
        return new WireIn(out.toBytes());
    }

    /** Something is asked by who knows no answers of changes yet. */
    static <R> WireIn call(long number, Verb<R, ?> verb, R request) {
        WireOut out = new WireOut();
        out.writeLong(number);
        out.writeLong(1);
        byte[] asked = Frames.request(verb, request);
        out.writeAll(asked, 0, asked.length);
        return new WireIn(out.toBytes());
    }
}
