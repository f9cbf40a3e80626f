package org.leasemq.engine;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.engine.model.seen.ByHand;
import org.leasemq.engine.model.seen.HandOutcome;

/** What can be asked about messages and their leases. For threads and errors see {@link LeaseEngine}. */
public interface MessagePort {

    /** A new id, as messages get one: made here, for senders who have to know it before they send. */
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
    Completion<Sent> announce(Target to, Message message);

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
     * as they come, each once. A selection ends with the client who asked for it, unless it is {@linkplain #unselect ended}
     * before. Asking for it again finds it.
     *
     * @throws EngineException.Closed if the client has ended
     * @throws EngineException.InvalidFilter if the filter makes no sense, or its language is unknown
     */
    Completion<Void> select(UUID client, Selection selection);

    /** Ends a selection; receives that wait by it end without messages. Ending twice is harmless. */
    Completion<Void> unselect(UUID selection);

    /**
     * Leases messages. Waits, without a thread, while there are none. With a selection it first judges, on the caller's
     * thread and reading back what is not in memory, what has not been judged yet of what was there before.
     *
     * @return the leases; empty when the wait ended without a message, was cancelled, or the owner or queue is gone
     */
    Completion<List<Delivery>> receive(ReceiveRequest request);

    /**
     * An owner receives no more for a while, or is about to release what it has: what an engine has taken for it in advance, and not
     * handed to it, is given back, and comes again after what is released next. An engine in the same process takes nothing in
     * advance.
     */
    default void recall(UUID owner) {}

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
    Completion<Void> release(List<Receipt> receipts);

    /**
     * Returns leases whose messages nobody has seen, as though they had never been received. Where the lease has ended, as
     * one of no duration does at once, the receive is not counted as long as there was no other since. Returned twice is
     * as returned once.
     *
     * @param owner whose leases they are: nothing happens once it is closed, which has returned them, and leases of others
     *     stay; null for whoever's
     * @param hidden for how long nobody gets the messages; zero for messages with which nothing is wrong
     */
    Completion<Void> giveBack(UUID owner, List<Receipt> receipts, Duration hidden);

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

    /**
     * Does something with messages that somebody has seen and picked, whatever state they are in: also with those that nobody has
     * received yet, are delayed, or stand behind others of their group.
     *
     * @return what became of each, as they were asked for
     * @throws EngineException as {@link #redrive} does, if they are moved and none of them can be
     */
    Completion<List<HandOutcome>> byHand(ByHand asked);

    /**
     * The message of a lease, read back: for who has let go of what it got with the {@link Delivery}.
     *
     * @throws EngineException.LeaseEnded if the lease has ended and the message is gone
     * @throws EngineException.StoreFailed if its content cannot be read; the lease stays, and a later call may work
     */
    Completion<Message> read(Receipt receipt);

    /**
     * A page of what was in a queue when its first page was asked for, in delivery order, without taking anything. Contents are
     * read by the thread that asks. Walk through a queue with a {@link Browser}.
     */
    Completion<BrowsePage> browse(BrowseRequest request);
}
