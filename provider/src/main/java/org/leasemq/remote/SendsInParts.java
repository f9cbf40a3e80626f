package org.leasemq.remote;

import java.util.HashMap;
import java.util.Map;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.wire.Parts;
import org.leasemq.engine.wire.Requests;

/**
 * Where large messages are being sent to. What does not fit into one frame is passed by what does; but what is sent to the same
 * queue or topic comes behind it, in parts, too. For one thread at a time.
 */
final class SendsInParts {
    private final Map<Target, Integer> underWay = new HashMap<>();

    /** Where to, if that is a send that has to come in parts; null if not. To be told when it is {@link #over}. */
    Target begun(Object request, int bytes) {
        if (bytes <= Parts.SIZE && underWay.isEmpty() || !(request instanceof Requests.Send send)) {
            return null;
        }
        if (bytes <= Parts.SIZE && !underWay.containsKey(send.to())) {
            return null;
        }
        underWay.merge(send.to(), 1, Integer::sum);
        return send.to();
    }

    /** @param to what {@link #begun} told */
    void over(Target to) {
        if (to != null) {
            underWay.computeIfPresent(to, (key, count) -> count == 1 ? null : count - 1);
        }
    }
}
