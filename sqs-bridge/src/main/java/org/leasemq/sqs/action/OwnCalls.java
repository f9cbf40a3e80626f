package org.leasemq.sqs.action;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Input;

/** Actions on queues that this process itself asks for, as their owner. Safe for use by several threads. */
public final class OwnCalls {
    private final Bridge bridge;
    private final Actions actions = new Actions(List.of());

    public OwnCalls(Bridge bridge) {
        this.bridge = bridge;
    }

    /**
     * Carries an action out and waits for its answer.
     *
     * @throws ApiException if it is refused
     */
    public Map<String, Object> call(String action, Map<String, Object> values) {
        Identity owner = new Identity(bridge.account(), null, bridge.region(), null, true);
        Call call = new Call(bridge, action, new Input(values), owner, "", "", false, () -> false, List.of());
        return actions.named(action).answer(call);
    }
}
