package org.leasemq.sqs.client;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Shape;

/** Ends the session of a program elsewhere. */
record EndClient(ConnectedClients clients) implements SimpleAction {
    private static final String ID = "ClientId";

    @Override
    public List<Touch> touches() {
        return List.of(Touch.listed("the program of ClientId"));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(ID);
    }

    @Override
    public boolean isForQueues() {
        return false;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        call.requireOwnAccount();
        String id = call.in().text(ID);
        if (id == null || id.isEmpty()) {
            throw ApiException.missing(ID);
        }
        if (!clients.end(id)) {
            throw new ApiException(
                    ErrorCode.RESOURCE_NOT_FOUND,
                    "There is no program elsewhere whose id is, or alone begins with, '" + id + "'.");
        }
        return Map.of();
    }
}
