package org.leasemq.engine;

import java.util.List;
import java.util.Optional;

/**
 * A queue engine in which every delivery is a lease.
 *
 * <p><b>Threads.</b> All methods may be called by any thread. No method waits for disk or for messages: each checks its
 * arguments, takes its place in the order of events, and returns a {@link Completion} that tells the outcome once it is
 * durable. A completion has to be awaited, given a callback, or left to the {@linkplain Completion#background()
 * background}.
 *
 * <p><b>Errors.</b> What is wrong with the call as a whole is an {@link EngineException}, thrown at once or delivered by
 * the completion; what is wrong with one element of a batch is its {@link Outcome}. Either way nothing has changed.
 *
 * <p><b>Durability.</b> A completed send of a persistent message survives the process. Nothing is delivered before it is
 * durable. A receive count is durable before the message is handed over, unless the store fails: what is there is then
 * delivered all the same, and counted in memory until the store works again or the engine closes.
 *
 * <p>The engine belongs to who opened it, and is closed by nobody else.
 */
public interface LeaseEngine extends AutoCloseable {

    // ---------------------------------------------------------------------------------------------- queues

    /**
     * Creates a queue. Creating it again with the same attributes finds it and changes nothing.
     *
     * @throws EngineException.QueueExists (by completion) if it is there with other attributes
     * @throws EngineException.InvalidAttribute if the name or an attribute is impossible
     */
    Completion<QueueInfo> createQueue(String name, QueueAttributes attributes);

    /** Finds a queue. */
    Optional<QueueInfo> findQueue(String name);

    /** All queues, by name. */
    List<QueueInfo> queues();

    /**
     * Replaces the attributes of a queue. Retention and redrive apply to messages already there.
     *
     * @throws EngineException.InvalidAttribute if impossible, for example turning a standard queue into a FIFO queue
     */
    Completion<QueueInfo> setAttributes(String queue, QueueAttributes attributes);

    /** Deletes a queue and all that is in it, in flight or not. Waiting receives end without messages. */
    Completion<QueueInfo> deleteQueue(String queue);

    /**
     * Removes all messages of a queue, in flight or not.
     *
     * @return how many were removed
     */
    Completion<Integer> purge(String queue);

    /** Counts of a queue at this moment. */
    QueueStatistics statistics(String queue);

    // -------------------------------------------------------------------------------------------- messages

    /**
     * Sends messages, each for itself: some may be refused while others are sent. Those sent become visible in their order.
     *
     * @return one outcome for each message, in order
     */
    Completion<List<Outcome<Sent>>> send(String queue, List<NewMessage> messages);

    /**
     * Leases messages. Waits, without a thread, while there are none.
     *
     * @return the leases; empty when the wait ended without a message, was cancelled, or the owner or queue is gone
     */
    Completion<List<Delivery>> receive(ReceiveRequest request);

    /**
     * Deletes leased messages. On a standard queue a receipt of an ended lease still deletes, as long as nobody else has
     * received the message since; deleting what is already gone succeeds.
     *
     * @return one outcome for each receipt, in order
     */
    Completion<List<Outcome<Receipt>>> delete(String queue, List<Receipt> receipts);

    /**
     * Sets when leases end, counted from now; a zero duration ends them at once and makes the messages visible at their old
     * place. A lease of an {@link Owner} that gets a duration ends then even if the owner lives on.
     *
     * @return one outcome for each change, in order
     */
    Completion<List<Outcome<Receipt>>> changeVisibility(String queue, List<VisibilityChange> changes);

    /**
     * Ends leases at once: the messages are visible again at their old place, and count as having been tried. Receipts of
     * leases that have ended are passed over.
     */
    void release(List<Receipt> receipts);

    /**
     * Returns leases whose messages nobody has seen, as though they had never been received. Receipts of leases that have
     * ended are passed over.
     */
    void giveBack(List<Receipt> receipts);

    /**
     * Sends and deletes as one atomic step. If anything in it is refused, nothing happens, and the leases remain as they
     * were.
     *
     * @return what was sent, in order
     */
    Completion<List<Sent>> commit(UnitOfWork work);

    /** Opens an owner of leases. Its leases do not end by time (unless asked for) but with {@link Owner#close()}. */
    Owner openOwner(String description);

    /** A view of what is in a queue now, in delivery order, without taking anything. */
    Browser browse(String queue);

    /**
     * Closes the engine in good order: waiting receives end without messages, owners are closed, what was accepted becomes
     * durable.
     */
    @Override
    void close();
}
