package org.leasemq.engine.local;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.leasemq.engine.ClientPort;
import org.leasemq.engine.Completion;
import org.leasemq.engine.SubscriptionUse;
import org.leasemq.engine.local.commit.RememberedCall;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.seen.HeldLease;
import org.leasemq.engine.model.seen.KnownClient;

/** What is asked by and about clients. */
final class LocalClients extends LocalPort implements ClientPort {
    private final Clients clients;
    private final UsedSubscriptions subscriptions;

    LocalClients(Kernel kernel, Clients clients, UsedSubscriptions subscriptions) {
        super(kernel, null);
        this.clients = clients;
        this.subscriptions = subscriptions;
    }

    /** The same, for one call. */
    LocalClients(LocalClients others, RememberedCall call) {
        super(others.kernel, call);
        this.clients = others.clients;
        this.subscriptions = others.subscriptions;
    }

    @Override
    public Completion<List<KnownClient>> clients() {
        return told(clients::all);
    }

    @Override
    public Completion<List<HeldLease>> leases(UUID client, int max) {
        requireAll(client);
        return told(() -> clients.leases(client, Math.min(max, HeldLease.MOST)));
    }

    @Override
    public Completion<Void> openClient(UUID client, String description) {
        requireAll(client, description);
        return told(() -> {
            clients.open(client, description);
            return null;
        });
    }

    @Override
    public Completion<Void> closeClient(UUID client) {
        requireAll(client);
        return subscriptions.end(client);
    }

    @Override
    public Completion<Boolean> claimName(UUID client, String name) {
        requireAll(client, name);
        return told(() -> clients.claim(client, name));
    }

    @Override
    public Completion<Void> freeName(UUID client, String name) {
        requireAll(client, name);
        return handedOut(() -> clients.free(client, name));
    }

    @Override
    public Completion<Void> openOwner(UUID client, UUID owner, String description) {
        requireAll(client, owner, description);
        return told(() -> {
            clients.openOwner(client, owner, description);
            return null;
        });
    }

    @Override
    public Completion<Void> closeOwner(UUID owner, List<Receipt> seen) {
        requireAll(owner);
        Set<Long> positions =
                seen == null ? null : seen.stream().map(Receipt::sequenceNumber).collect(Collectors.toSet());
        return handedOut(() -> clients.closeOwner(owner, positions));
    }

    @Override
    public Completion<QueueInfo> createTemporaryQueue(UUID client, String name, QueueAttributes attributes) {
        requireAll(client, name, attributes);
        return subscriptions.createTemporary(client, name, attributes.withDurable(false));
    }

    @Override
    public Completion<Long> useSubscription(UUID client, SubscriptionUse use) {
        requireAll(client, use);
        return subscriptions.use(client, use);
    }

    @Override
    public Completion<Void> leaveSubscription(UUID client, String queue) {
        requireAll(client, queue);
        return subscriptions.leave(client, queue);
    }

    @Override
    public Completion<QueueInfo> deleteSubscription(List<String> queues) {
        requireAll(queues.toArray());
        return subscriptions.delete(queues, call);
    }
}
