package org.leasemq.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.leasemq.access.Possessions.OwnQueue;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.LeaseHolders;
import org.leasemq.engine.SubscriptionUse;
import org.leasemq.engine.model.AccessDenied;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;

/**
 * Holds one who uses an engine to the rights of his roles, and to what is his own. What is refused throws
 * {@link AccessDenied}, whether there is such a thing or not. Safe for use by several threads.
 */
final class Guard {
    /** What a subscription is labelled with that is not shared. */
    private static final String USER = "leasemq:user";

    final Possessions own = new Possessions();
    private final Rights rights;
    private final String user;
    private final LeaseEngine engine;
    private final LeaseHolders holders;

    /** @param user null for nobody in particular */
    Guard(Rights rights, String user, LeaseEngine engine, LeaseHolders holders) {
        this.rights = rights;
        this.user = user;
        this.engine = engine;
        this.holders = holders;
    }

    String user() {
        return user == null ? "" : user;
    }

    boolean mayOfEverything(Right right) {
        return rights.haveOfEverything(right);
    }

    // ----------------------------------------------------------------------------------------------- rights

    void require(Right right, Destination destination) {
        if (!rights.have(right, destination)) {
            throw denied("may not " + right.words() + " " + destination);
        }
    }

    void requireOfEverything(Right right, String what) {
        if (!mayOfEverything(right)) {
            throw denied("may not " + what + ", which is for those who may " + right.words() + " everything");
        }
    }

    private AccessDenied denied(String what) {
        return new AccessDenied((user == null ? "Who gives no name" : "User '" + user + "'") + " " + what
                + ". A role in the users file would have to say so.");
    }

    /** Whether it may be told what is in a queue, and who has it. */
    boolean mayLookInto(String queue) {
        return rights.have(Right.BROWSE, Destination.queue(queue));
    }

    /** Whether it may be told that a queue is there, and how it is. */
    boolean maySee(String queue) {
        return own.hasQueue(queue) || rights.haveAny(Destination.queue(queue));
    }

    void requireToSee(Destination destination) {
        boolean may = destination.isTopic() ? rights.haveAny(destination) : maySee(destination.name());
        if (!may && !destination.isTemporary()) {
            throw denied("may do nothing with " + destination);
        }
    }

    /** Temporary destinations get answers from everybody who was told of them. */
    void requireToSend(Target target) {
        Destination destination = Destination.of(target);
        if (!destination.isTemporary()) {
            require(Right.SEND, destination);
        }
    }

    void requireFor(UnitOfWork work) {
        work.sends().forEach(send -> requireToSend(send.to()));
        requireNotOfOthers(work.deletes());
    }

    void requireOnQueue(Right right, String queue) {
        Destination destination = Destination.queue(queue);
        if (!rights.have(right, destination)) {
            QueueInfo found =
                    own.hasQueue(queue) ? engine.findQueue(queue).await().orElse(null) : null;
            if (found == null || !own.hasQueue(OwnQueue.of(found))) {
                require(right, destination);
            } else if (right == Right.MANAGE && destination.isSubscription()) {
                requireToManageSubscription(found);
            }
        }
    }

    /** As far as it is not for all who receive from it. */
    private void requireToManageSubscription(QueueInfo found) {
        requireStanding(found, false);
        requireToSubscribeForLong(found.attributes());
    }

    /** A name that only the faces give is for nobody to take, but for a client's own queues. */
    void requireToCreate(String queue, QueueAttributes attributes) {
        require(Right.CREATE, Destination.queue(queue));
        requireFor(attributes);
    }

    /** What a queue will get, and where from it. */
    void requireFor(QueueAttributes attributes) {
        attributes
                .subscriptions()
                .forEach(subscription -> require(Right.RECEIVE, Destination.topic(subscription.topic())));
        if (attributes.deduplicatedTopic() != null) {
            require(Right.RECEIVE, Destination.topic(attributes.deduplicatedTopic()));
        }
        if (attributes.redrive() != null) {
            Destination deadLetters = Destination.queue(attributes.redrive().deadLetterQueue());
            if (!rights.have(Right.CREATE, deadLetters)) {
                require(Right.SEND, deadLetters);
            }
        }
    }

    /** Somebody says what he has found, of which only number and version count elsewhere. */
    void requireToManage(QueueInfo found) {
        requireOnQueue(Right.MANAGE, found.name());
        Optional<QueueInfo> present = engine.findQueue(found.name()).await();
        if (present.isEmpty() || present.get().number() != found.number()) {
            throw new EngineException.NoSuchQueue(found.name());
        }
    }

    // -------------------------------------------------------------------------------------------- what is own

    void requireNotOpen(UUID client) {
        if (!own.hasClient(client) && holders.isOpen(client)) {
            throw denied("may not use a client that somebody else has opened");
        }
    }

    void requireClient(UUID client) {
        if (!own.hasClient(client)) {
            throw new EngineException.Closed("The client has ended, or is somebody else's.");
        }
    }

    void requireOwner(UUID owner) {
        if (owner == null && !mayOfEverything(Right.RECEIVE)) {
            throw denied("may receive only for an owner of his own");
        }
    }

    void requireSelection(UUID selection) {
        if (!own.hasPart(selection)) {
            throw new EngineException.Closed("The selection has ended, or is somebody else's.");
        }
    }

    void requireNotOfOthers(List<Receipt> receipts) {
        boolean all = receipts.isEmpty() || mayOfEverything(Right.RECEIVE);
        if (!all && holders.holders(receipts).stream().anyMatch(holder -> holder.leased() && !isOwn(holder))) {
            throw deniedOfOthers();
        }
    }

    void requireToTakeFromOthers() {
        if (!mayOfEverything(Right.RECEIVE)) {
            throw deniedOfOthers();
        }
    }

    private EngineException deniedOfOthers() {
        return denied("may not touch messages that others have received and are working on");
    }

    private boolean isOwn(LeaseHolders.Holder holder) {
        return holder.owner() != null && own.hasPart(holder.owner());
    }

    void requireHeld(Receipt receipt) {
        if (!mayOfEverything(Right.RECEIVE)
                && !isOwn(holders.holders(List.of(receipt)).get(0))) {
            throw new EngineException.LeaseEnded("The lease has ended, or is somebody else's.");
        }
    }

    void requireToCreateTemporary(String queue, QueueAttributes attributes) {
        Destination destination = Destination.queue(queue);
        if (!destination.endsWithItsClient()) {
            require(Right.CREATE, destination);
        }
        requireFor(attributes);
        Optional<QueueInfo> present = engine.findQueue(queue).await();
        if (present.isPresent() && !own.hasQueue(OwnQueue.of(present.get()))) {
            throw denied("may not create " + destination + ", which somebody else has");
        }
    }

    // ------------------------------------------------------------------------------------------- subscriptions

    /** @return the use, with a word of whose it is */
    SubscriptionUse requireToUse(SubscriptionUse use) {
        Destination queue = Destination.queue(use.queue());
        if (!queue.isSubscription()) {
            require(Right.CREATE, queue);
            require(Right.RECEIVE, queue);
        }
        requireFor(use.attributes());
        Optional<QueueInfo> found = engine.findQueue(use.queue()).await();
        if (found.isPresent()) {
            requireStanding(found.get(), use.shared());
        } else if (use.lasting()) {
            requireToSubscribeForLong(use.attributes());
        }
        if (use.shared() || user == null) {
            return use;
        }
        QueueAttributes labelled = use.attributes().withLabels(Map.of(USER, user));
        return new SubscriptionUse(use.queue(), labelled, false, use.lasting(), use.excluded());
    }

    void requireToDeleteSubscriptions(List<String> queues) {
        for (String name : queues) {
            Optional<QueueInfo> found = engine.findQueue(name).await();
            if (!Destination.queue(name).isSubscription()) {
                require(Right.MANAGE, Destination.queue(name));
            } else if (found.isPresent()) {
                requireToManageSubscription(found.get());
            }
        }
    }

    private void requireToSubscribeForLong(QueueAttributes attributes) {
        for (Subscription subscription : attributes.subscriptions()) {
            require(Right.CREATE, Destination.topic(subscription.topic()));
        }
    }

    /** One that is there: it gets what may be received, and if it is not shared nobody else has made it. */
    private void requireStanding(QueueInfo found, boolean shared) {
        found.attributes()
                .subscriptions()
                .forEach(subscription -> require(Right.RECEIVE, Destination.topic(subscription.topic())));
        String maker = found.attributes().labels().get(USER);
        if (!shared && maker != null && !maker.equals(user) && !mayOfEverything(Right.MANAGE)) {
            throw denied("may not use a subscription that somebody else has made");
        }
    }
}
