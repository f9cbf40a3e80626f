package org.leasemq.engine;

import java.util.List;
import java.util.UUID;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.SubscriptionInUse;
import org.leasemq.engine.model.seen.HeldLease;
import org.leasemq.engine.model.seen.KnownClient;

/**
 * What can be asked by and about clients: processes that use an engine. A client has names, owners of leases, temporary queues,
 * selections and subscriptions that it uses; all of it ends with the client, however that ends. Ids of clients and owners are made by who
 * opens them. {@link Client} and {@link Owner} keep these ids for their users. For threads and errors see {@link LeaseEngine}.
 */
public interface ClientPort {

    /** All clients that are open, for people to look at. */
    Completion<List<KnownClient>> clients();

    /**
     * What a client holds, for people to look at.
     *
     * @param max how many at most, up to {@link HeldLease#MOST}
     * @return empty if it has ended
     */
    Completion<List<HeldLease>> leases(UUID client, int max);

    /** Opens a client. Opening it again finds it. */
    Completion<Void> openClient(UUID client, String description);

    /**
     * Ends a client: owners are closed, selections ended, names let go, temporary queues deleted, and subscriptions used no more. Closing twice is
     * harmless.
     */
    Completion<Void> closeClient(UUID client);

    /**
     * Reserves a name among all clients of the engine.
     *
     * @return false if somebody has it already
     * @throws EngineException.Closed if the client has ended
     */
    Completion<Boolean> claimName(UUID client, String name);

    /** Lets a name go; one that the client does not have is passed over. */
    Completion<Void> freeName(UUID client, String name);

    /**
     * Opens an owner of leases, such as a session. Its leases do not end by time (unless asked for) but with it. While it holds
     * leases in a message group it alone gets the next messages of that group.
     *
     * @throws EngineException.Closed if the client has ended
     * @throws EngineException.NoRoom if there is no memory for one more
     */
    Completion<Void> openOwner(UUID client, UUID owner, String description);

    /**
     * Ends an owner: its waiting receives end without messages, its leases are released. Closing twice is harmless.
     *
     * @param seen leases whose messages somebody has got: all others are given back as though their messages had never been
     *     received, since some may have been on their way when the owner was last looked at; null if all were seen
     */
    Completion<Void> closeOwner(UUID owner, List<Receipt> seen);

    /**
     * Creates a queue that ends with its client, and is never stored.
     *
     * @throws EngineException.Closed if the client has ended
     * @throws EngineException as {@link QueuePort#createQueue} does
     */
    Completion<QueueInfo> createTemporaryQueue(UUID client, String name, QueueAttributes attributes);

    /**
     * Uses a subscription: the queue of that name is found, made, or, where nobody uses it, replaced by one that subscribes as it
     * should. One step, whoever else asks at the same time.
     *
     * @return how many messages were dropped with a subscription that was replaced
     * @throws SubscriptionInUse if it cannot be used so now; says why
     * @throws EngineException.Closed if the client has ended
     */
    Completion<Long> useSubscription(UUID client, SubscriptionUse use);

    /** Ends one use of a subscription; one that does not last is deleted with the last. */
    Completion<Void> leaveSubscription(UUID client, String queue);

    /**
     * Deletes a subscription, once what is becoming durable is, if nobody uses it and nothing of it is in flight.
     *
     * @param queues names that it may have: the first that is there is deleted
     * @throws EngineException.NoSuchQueue if none of them is there
     * @throws SubscriptionInUse if somebody uses it; says why
     */
    Completion<QueueInfo> deleteSubscription(List<String> queues);
}
