package org.leasemq.sqs.client;

import static org.leasemq.sqs.wire.Shape.FLAG;
import static org.leasemq.sqs.wire.Shape.NUMBER;
import static org.leasemq.sqs.wire.Shape.TEXT;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.leasemq.served.SeenSession;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.wire.Shape;

/** Lists programs that use the queues with Jakarta Messaging. */
record ListClients(ConnectedClients clients) implements SimpleAction {
    private static final Shape.Structure CLIENT = Shape.texts(
                    "ClientId", "Description", "State", "Address", "User", "Since")
            .with("Connected", FLAG)
            .with(NUMBER, "SilentMillis", "TimeoutMillis", "UnansweredCalls")
            .with("JmsClientIds", Shape.list("JmsClientId", TEXT))
            .with(NUMBER, "Sessions", "Consumers", "Leases", "TemporaryQueues", "Subscriptions")
            .with("ConsumersByQueue", Shape.map("Queue", NUMBER));

    @Override
    public List<Touch> touches() {
        return List.of(Touch.listed("every program"));
    }

    @Override
    public Shape.Structure input() {
        return Shape.structure();
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure().with("Clients", Shape.list("Client", CLIENT));
    }

    @Override
    public boolean isForQueues() {
        return false;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        call.requireOwnAccount();
        return Shape.values(
                "Clients",
                Shape.orNull(clients.all().stream().map(ListClients::described).toList()));
    }

    private static Map<String, Object> described(ConnectedClient client) {
        SeenSession session = client.session();
        Map<String, Object> values = Shape.values(
                "ClientId", client.id(),
                "Description", client.description(),
                "State", client.state(),
                "Address", client.address(),
                "User", client.user(),
                "Since", client.since() == null ? null : client.since().toString(),
                "JmsClientIds", Shape.orNull(client.clientIds()),
                "Sessions", (long) client.sessions(),
                "Consumers", (long) client.waiting(),
                "ConsumersByQueue", byQueue(client),
                "Leases", (long) client.leases(),
                "TemporaryQueues", (long) client.temporaryQueues(),
                "Subscriptions", (long) client.subscriptions());
        if (session != null) {
            values.put("Connected", session.connected());
            values.put("SilentMillis", session.silentMillis());
            values.put("TimeoutMillis", session.timeoutMillis());
            values.put("UnansweredCalls", (long) session.calls());
        }
        return values;
    }

    private static Map<String, Object> byQueue(ConnectedClient client) {
        if (client.consumers().isEmpty()) {
            return null;
        }
        Map<String, Object> numbers = new TreeMap<>();
        client.consumers().forEach((queue, count) -> numbers.put(queue, (long) count));
        return numbers;
    }
}
