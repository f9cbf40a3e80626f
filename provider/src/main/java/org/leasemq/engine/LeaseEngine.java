package org.leasemq.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.VisibilityChange;

/**
 * A queue engine in which every delivery is a lease.
 *
 * <p><b>Threads.</b> All methods may be called by any thread. No method waits for disk or for messages: each checks its
 * arguments, takes its place in the order of events, and returns a {@link Completion} that tells the outcome once it is
 * durable. What nobody awaits goes on all the same.
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
     * @throws EngineException.QueueExists if it is there with other attributes
     * @throws EngineException.InvalidAttribute if the name or an attribute is impossible
     */
    Completion<QueueInfo> createQueue(String name, QueueAttributes attributes);

    /** Finds a queue. */
    Optional<QueueInfo> findQueue(String name);

    /**
     * All queues, by name. They are looked at some at a time: of what is created or deleted meanwhile, some may be there and
     * some not.
     */
    List<QueueInfo> queues();

    /** Whether any queue subscribes to a topic. */
    boolean hasSubscribers(String topic);

    /**
     * Queues that are set aside, since their definition could not be read when the engine was opened: their names, and what
     * could not be read. They are among the {@link #queues()}, with what could be read and else the attributes of a new queue.
     * Their messages are kept and can be browsed; what is published to a topic they subscribe to still enters, and leases
     * still end and can be deleted. Everything else is refused with {@link EngineException.QueueSetAside}, until
     * {@link #setAttributes} gives them a definition again, or {@link #deleteQueue} deletes them.
     */
    Map<String, String> setAside();

    /**
     * Sets the attributes of a queue, unless somebody else has since it was found: who makes them of those that are there
     * {@linkplain AttributeChange looks again} then. Retention and redrive apply to messages already there. What takes long to
     * understand is understood on the caller's thread.
     *
     * @param found the queue as this engine has told it: its number and version count
     * @throws EngineException.QueueChanged if they have been changed since
     * @throws EngineException.NoSuchQueue if it is gone
     * @throws EngineException.InvalidAttribute if they are impossible, for example if they turn a standard queue into a FIFO
     *     queue
     */
    Completion<QueueInfo> setAttributes(QueueInfo found, QueueAttributes attributes);

    /** Deletes a queue and all that is in it, in flight or not. Waiting receives end without messages. */
    Completion<QueueInfo> deleteQueue(String queue);

    /**
     * As {@link #deleteQueue(String)}, unless its attributes have been changed since it was found.
     *
     * @param found as for {@link #setAttributes}
     * @throws EngineException.QueueChanged if they have been changed since
     * @throws EngineException.NoSuchQueue if it is gone
     */
    Completion<QueueInfo> deleteQueue(QueueInfo found);

    /**
     * Removes all messages of a queue, in flight or not.
     *
     * @return how many were removed
     */
    Completion<Integer> purge(String queue);

    /** Counts of a queue at this moment. */
    QueueStatistics statistics(String queue);

    // -------------------------------------------------------------------------------------------- messages

    /** A new id, as messages get one: for senders who have to know it before they send. */
    UUID newId();

    /**
     * Looks at a message that a later unit of work is to send: refuses what cannot be sent, and tells what it is to be sent
     * with, so that its sender knows that beforehand. Nothing changes, and the unit of work may be refused all the same.
     *
     * @return the id and the time to send it with, and when it will be visible then; in a queue, as far as it leaves that to the
     *     queue
     * @throws EngineException.NoSuchQueue if it is for a queue that is not there
     * @throws EngineException.InvalidMessage if it cannot be sent as it is
     * @throws EngineException.MessageTooLarge if it is larger than the queue takes
     */
    Sent announce(Target to, Message message);

    /**
     * Sends messages, each for itself: some may be refused while others are sent. Those sent become visible in their order.
     * What is sent to a topic enters the queues that subscribe to it at that moment, all of them or none. Their filters are
     * asked on the caller's thread before.
     *
     * @return one outcome for each message, in order
     */
    Completion<List<Outcome<Sent>>> send(Target to, List<Message> messages);

    /** As {@link #send(Target, List)}, to a queue. */
    default Completion<List<Outcome<Sent>>> send(String queue, List<Message> messages) {
        return send(Target.queue(queue), messages);
    }

    /**
     * Selects messages of a queue for {@linkplain ReceiveRequest#selection receives}. They are judged as they are needed and
     * as they come, each once.
     *
     * @return it, to be {@linkplain #unselect ended} by who asked for it
     * @throws EngineException.InvalidFilter if the filter makes no sense, or its language is unknown
     */
    Selection select(String queue, Filter filter);

    /** Ends a selection; receives that wait by it end without messages. Ending twice is harmless. */
    void unselect(Selection selection);

    /**
     * Leases messages. Waits, without a thread, while there are none. With a selection it first judges, on the caller's
     * thread and reading back what is not in memory, what has not been judged yet of what was there before.
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
     * place. A lease of an {@link Owner} that gets a duration ends then even if the owner lives on. On a standard queue, outside
     * of groups, a lease that has ended begins again, as long as nobody has received the message since.
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
     * Returns leases whose messages nobody has seen, as though they had never been received. Where the lease has ended, as
     * one of no duration does at once, the receive is not counted as long as there was no other since. Nothing may be
     * returned twice: the next receive has the same receipt.
     *
     * @param hidden for how long nobody gets the messages; zero for messages with which nothing is wrong
     */
    void giveBack(List<Receipt> receipts, Duration hidden);

    /**
     * Sends and deletes as one atomic step. If anything in it is refused, nothing happens, and the leases remain as they
     * were. Messages whose queue has been deleted are gone, and need no deleting.
     *
     * @return what was sent, in order
     */
    Completion<List<Sent>> commit(UnitOfWork work);

    /**
     * Moves messages that can be received now out of a queue, each atomically: they keep their ids and contents, and count no
     * deliveries where they go; their retention begins anew.
     *
     * @param queue the queue, usually a dead-letter queue
     * @param destination where to; null for the queue each of them was dead-lettered from
     * @param max how many at most
     * @return how many were moved; less than {@code max} when there are no more
     * @throws EngineException.NoSuchQueue if the destination, or the queue that the first of them came from, is not there
     * @throws EngineException.InvalidMessage if the first of them came from no other queue
     * @throws EngineException.InvalidAttribute if a destination is not of the same kind, standard or FIFO
     */
    Completion<Integer> redrive(String queue, String destination, int max);

    // --------------------------------------------------------------------------------------------- branches

    /**
     * Makes a unit of work durable without carrying it out, so that nothing but its coordinator's decision is needed: the
     * first phase of two. Its leases belong to the branch from now on, and neither end by time nor with their owner. What
     * is not persistent has part in it as long as the process lives.
     *
     * @param branch how the coordinator names it
     * @throws EngineException.BranchExists (by completion or at once) if there is one of that name
     */
    Completion<Branch> prepare(String branch, UnitOfWork work);

    /**
     * Carries a prepared branch out, or undoes it. Its messages enter their queues in the order of the commits; those for
     * queues that have been deleted meanwhile are dropped. What is undone is visible again at its old place.
     *
     * @throws EngineException.NoSuchBranch if there is none of that name
     * @throws EngineException.BranchBusy if somebody else is deciding it at this moment
     * @throws EngineException.BranchDecided if it has been {@linkplain #decide decided by hand}
     */
    Completion<Branch> settle(String branch, boolean commit);

    /**
     * As {@link #settle}, by somebody who is not the branch's coordinator: what was decided is remembered durably until it is
     * {@linkplain #forget forgotten}.
     */
    Completion<Branch> decide(String branch, boolean commit);

    /**
     * Forgets a branch that was decided by hand.
     *
     * @throws EngineException.NoSuchBranch if there is none of that name that was decided by hand
     */
    Completion<Branch> forget(String branch);

    /** Whether there is such a branch among {@link #branches}. */
    boolean hasBranch(String id);

    /** All branches that are prepared, or were decided by hand and are not forgotten, oldest first. */
    List<Branch> branches();

    // ----------------------------------------------------------------------------------------------- health

    /**
     * Whether the engine does its work. Cheap while it does: only when the store refused what it was last asked to write,
     * another write is tried.
     *
     * @return completes if things can be stored, and fails with the reason if they cannot
     * @throws EngineException.Failed if the engine has failed for good
     */
    Completion<Void> checkHealth();

    // ----------------------------------------------------------------------------------------------- owners

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
