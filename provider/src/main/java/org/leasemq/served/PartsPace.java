package org.leasemq.served;

import java.util.HashMap;
import java.util.Map;
import org.leasemq.engine.wire.Parts;
import org.leasemq.engine.wire.WireException;

/** Sees to it that what is asked for in parts goes on coming, as long as it takes memory. Not thread-safe. */
final class PartsPace {
    private static final long MILLIS = 20_000;
    /** Bytes a second of each, over that time. */
    private static final int SLOWEST = 4096;

    private record Seen(long at, int bytes) {}

    private final Map<Long, Seen> calls = new HashMap<>();

    void begins(long number, long now) {
        calls.putIfAbsent(number, new Seen(now, 0));
    }

    void ends(long number) {
        calls.remove(number);
    }

    /** @throws WireException if one of them does not */
    void require(Parts parts, long now) {
        calls.replaceAll((number, seen) -> now - seen.at < MILLIS ? seen : next(seen, parts.bytes(number), now));
    }

    private static Seen next(Seen before, int bytes, long now) {
        if ((bytes - before.bytes) * 1000L < SLOWEST * (now - before.at)) {
            throw new WireException("less than " + SLOWEST + " bytes a second have come of what is asked for in parts");
        }
        return new Seen(now, bytes);
    }
}
