package org.leasemq.engine.wire;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.leasemq.engine.Selection;
import org.leasemq.engine.SubscriptionUse;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.VisibilityChange;

/** What is asked with more than one thing. Each is named as what it asks, where its parts are explained. */
public final class Requests {
    private Requests() {}

    /** Of {@link org.leasemq.engine.QueuePort#createQueue}. */
    public record CreateQueue(String name, QueueAttributes attributes) {}

    /** Of {@link org.leasemq.engine.QueuePort#queues(String, int)}. */
    public record ListQueues(String after, int max) {}

    /** Of {@link org.leasemq.engine.QueuePort#setAttributes}. */
    public record SetAttributes(QueueInfo found, QueueAttributes attributes) {}

    /** Of {@link org.leasemq.engine.MessagePort#send}. */
    public record Send(Target to, List<Message> messages) {}

    /** Of {@link org.leasemq.engine.MessagePort#delete}. */
    public record Delete(String queue, List<Receipt> receipts) {}

    /** Of {@link org.leasemq.engine.MessagePort#changeVisibility}. */
    public record ChangeVisibility(String queue, List<VisibilityChange> changes) {}

    /** Of {@link org.leasemq.engine.MessagePort#giveBack}. */
    public record GiveBack(UUID owner, List<Receipt> receipts, Duration hidden) {}

    /** Of {@link org.leasemq.engine.MessagePort#redrive}. */
    public record Redrive(String queue, String destination, int max) {}

    /** Of {@link org.leasemq.engine.MessagePort#select}. */
    public record Select(UUID client, Selection selection) {}

    /** Of {@link org.leasemq.engine.BranchPort#prepare}. */
    public record Prepare(String branch, UnitOfWork work) {}

    /** Of {@link org.leasemq.engine.BranchPort#settle} and {@link org.leasemq.engine.BranchPort#decide}. */
    public record Decide(String branch, boolean commit) {}

    /** Of {@link org.leasemq.engine.ClientPort#openClient}. */
    public record OpenClient(UUID client, String description) {}

    /** A client and a name: of {@link org.leasemq.engine.ClientPort#claimName} and others. */
    public record OfClient(UUID client, String name) {}

    /** Of {@link org.leasemq.engine.ClientPort#openOwner}. */
    public record OpenOwner(UUID client, UUID owner, String description) {}

    /** Of {@link org.leasemq.engine.ClientPort#closeOwner}. */
    public record CloseOwner(UUID owner, List<Receipt> seen) {}

    /** Of {@link org.leasemq.engine.ClientPort#createTemporaryQueue}. */
    public record CreateTemporaryQueue(UUID client, String name, QueueAttributes attributes) {}

    /** Of {@link org.leasemq.engine.ClientPort#useSubscription}. */
    public record UseSubscription(UUID client, SubscriptionUse use) {}

    /** Of {@link org.leasemq.engine.QueuePort#groups}. */
    public record Groups(String queue, String search, int max) {}

    /** Of {@link org.leasemq.engine.ClientPort#leases}. */
    public record Leases(UUID client, int max) {}

    /** Of {@link org.leasemq.engine.BranchPort#branchWork}. */
    public record OfBranch(String branch, int max) {}
}
