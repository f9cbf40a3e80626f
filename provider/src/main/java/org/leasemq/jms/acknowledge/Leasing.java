package org.leasemq.jms.acknowledge;

import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Owner;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.jms.destination.Destinations;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.destination.NamedQueues;
import org.leasemq.jms.destination.QueueDestination;
import org.leasemq.jms.destination.Source;
import org.leasemq.jms.destination.TemporaryDestinations;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.log.Logs;

/** What one session asks of the engine, with the settings of its connection. Safe for use by several threads. */
public final class Leasing {
    private static final System.Logger LOG = Logs.of(Leasing.class);

    private final LeaseEngine engine;
    private final NamedQueues queues;
    private final Owner owner;
    private final Supplier<Enlistment> enlistments;
    private final Duration leaseLimit;
    private final Duration redeliveryDelay;

    /** @param enlistments that of the moment, or null; throws IllegalStateException where there can be no work */
    public Leasing(
            LeaseEngine engine,
            NamedQueues queues,
            Owner owner,
            Supplier<Enlistment> enlistments,
            Duration leaseLimit,
            Duration redeliveryDelay) {
        this.engine = engine;
        this.queues = queues;
        this.owner = owner;
        this.enlistments = enlistments;
        this.leaseLimit = leaseLimit;
        this.redeliveryDelay = redeliveryDelay;
    }

    /** Takes leases for the same owner, but in other branches. It ends with this. */
    public Leasing sharing(Supplier<Enlistment> others) {
        return new Leasing(engine, queues, owner, others, leaseLimit, redeliveryDelay);
    }

    /** Where the queues are. */
    public LeaseEngine engine() {
        return engine;
    }

    /**
     * Takes one message. A queue that was deleted since the consumer was made is made again, as for a new consumer.
     *
     * @param in what the caller began in; null for no transaction branch
     */
    public Completion<List<Delivery>> receive(Enlistment in, Source source, Duration wait) throws JMSException {
        if (in != null) {
            in.refuseIfOver();
        }
        try {
            return engine.receive(oneFrom(in, source, wait));
        } catch (EngineException.NoSuchQueue e) {
            source.restore(queues);
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
        try {
            return engine.receive(oneFrom(in, source, wait));
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    /** Nobody waits for longer than the branch has time. */
    private ReceiveRequest oneFrom(Enlistment in, Source source, Duration wait) {
        Duration remaining = in == null ? null : in.remaining();
        Duration limit = shorter(leaseLimit, remaining);
        Duration waited = shorter(wait, remaining);
        return new ReceiveRequest(
                source.queue(), 1, waited, holder(in).id(), limit, source.selection(), Long.MAX_VALUE);
    }

    private Owner holder(Enlistment in) {
        return in == null ? owner : in.owner();
    }

    private static Duration shorter(Duration one, Duration other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) < 0 ? one : other;
    }

    /** For a transaction of the session itself. */
    PendingWork newWork() {
        return new PendingWork(owner);
    }

    /** Counts a message that is on its way, and kept until somebody has been told; tells as how much. */
    public long keep(Message message) throws JMSException {
        try {
            return owner.keep(message);
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    /** It is not kept any more. */
    public void letGo(long bytes) {
        owner.letGo(bytes);
    }

    /** Whether there is a transaction branch at the moment. */
    boolean isEnlisted() {
        return enlistments.get() != null;
    }

    /**
     * What a call that begins at this moment works in, as long as it lasts; null for no transaction branch. It is refused where it
     * would not belong to what it should.
     */
    public Enlistment enlistment() throws JMSException {
        try {
            return enlistments.get();
        } catch (IllegalStateException e) {
            throw JmsErrors.illegalState(e.getMessage());
        }
    }

    /** @param to where to, as the application knows it */
    Sent send(LeaseMQDestination to, Message message) throws JMSException {
        return ask(to, () -> begin(to, message).await().get(0).get());
    }

    /** As {@link #send}, without waiting for the outcome. */
    Completion<List<Outcome<Sent>>> sendAsync(LeaseMQDestination to, Message message) throws JMSException {
        return ask(to, () -> begin(to, message));
    }

    /** Waits for what became of an asynchronous send. The engine may say as late as that that the queue is gone. */
    Sent outcome(LeaseMQDestination to, Message message, Completion<List<Outcome<Sent>>> completion)
            throws JMSException {
        try {
            return completion.await().get(0).get();
        } catch (EngineException.NoSuchQueue e) {
            return send(to, message);
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    private Completion<List<Outcome<Sent>>> begin(LeaseMQDestination to, Message message) {
        return engine.send(Destinations.target(to), List.of(message));
    }

    /** What the message would get if it was sent now. */
    Sent announce(LeaseMQDestination to, Message message) throws JMSException {
        return ask(to, () -> engine.announce(Destinations.target(to), message).await());
    }

    /** The queue of a consumer has been deleted: it is made again, as for a new consumer. */
    public void restore(Source source) throws JMSException {
        source.restore(queues);
    }

    /** Asks the engine. A queue that was deleted since the producer was made is made again, as for a new producer. */
    private <T> T ask(LeaseMQDestination to, Supplier<T> question) throws JMSException {
        try {
            return question.get();
        } catch (EngineException.NoSuchQueue e) {
            if (!(to instanceof QueueDestination queue)) {
                throw TemporaryDestinations.gone(to);
            }
            queues.resolve(queue);
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
        try {
            return question.get();
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    Completion<List<Outcome<Receipt>>> delete(Leased lease) {
        return engine.delete(lease.queue(), List.of(lease.receipt()));
    }

    /** Nothing more is received for a while: what was leased in advance, and nobody has asked for, goes back. */
    public void recall() {
        engine.recall(owner.id());
    }

    /** Gives back what the application has seen: at once at the old place, or later if a redelivery delay is set. */
    public void release(Collection<Leased> leases) {
        if (leases.isEmpty()) {
            return;
        }
        if (redeliveryDelay.isZero()) {
            engine.release(Leased.receipts(leases)).await();
        } else {
            hideAll(leases, redeliveryDelay);
        }
    }

    /** As {@link #release}, by who has worse to tell than that the engine cannot be asked: then the leases end without. */
    void releaseIfPossible(Collection<Leased> leases) {
        ifPossible(() -> release(leases));
    }

    /** Gives back what has failed, but not at once, so as not to spin. */
    public void hide(Collection<Leased> leases, Duration time) {
        ifPossible(() -> hideAll(leases, time));
    }

    private static void ifPossible(Runnable returning) {
        try {
            returning.run();
        } catch (EngineException e) {
            LOG.log(Level.DEBUG, "The leases end with the engine", e);
        }
    }

    private void hideAll(Collection<Leased> leases, Duration time) {
        Leased.byQueue(leases).forEach((queue, receipts) -> hide(queue, receipts, time));
    }

    private void hide(String queue, List<Receipt> receipts, Duration time) {
        List<VisibilityChange> changes = receipts.stream()
                .map(receipt -> new VisibilityChange(receipt, time))
                .toList();
        try {
            engine.changeVisibility(queue, changes).await().forEach(Leasing::passOver);
        } catch (EngineException.NoSuchQueue e) {
            LOG.log(Level.DEBUG, "The messages went with their queue: nothing is left to give back", e);
        }
    }

    /** Gives back what the application has not seen. */
    public void giveBack(Collection<Leased> leases) {
        if (leases.isEmpty()) {
            return; // as nearly always
        }
        leases.stream()
                .collect(Collectors.groupingBy(lease -> holder(lease.in()), LinkedHashMap::new, Collectors.toList()))
                .forEach((holder, held) -> ifPossible(() -> holder.giveBack(Leased.receipts(held), Duration.ZERO)));
    }

    /** Gives back what the application could not see through no fault of the message, but not at once, so as not to spin. */
    public void giveBack(Leased lease, Duration hidden) {
        ifPossible(() -> holder(lease.in()).giveBack(List.of(lease.receipt()), hidden));
    }

    /** A lease that has ended meanwhile is nothing to give back any more. */
    private static void passOver(Outcome<Receipt> outcome) {
        if (outcome instanceof Outcome.Refused<Receipt> refused) {
            LOG.log(Level.DEBUG, refused.error().getMessage());
        }
    }

    /** @param held what the application has got and not acknowledged; what else there is has not come to it */
    public void close(Collection<Leased> held) {
        try {
            owner.close(Leased.receipts(held));
        } catch (EngineException e) {
            LOG.log(Level.DEBUG, "The leases end with the engine", e);
        }
    }
}
