package org.leasemq.engine.local.operation;

import org.leasemq.engine.local.definition.QueueRules;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedriveAllowPolicy;
import org.leasemq.engine.model.RedrivePolicy;

/** What a queue's attributes may be beside the other queues there are. */
final class NeighbourRules {
    private static final int MOST_RECEIVES = 1000;

    private NeighbourRules() {}

    /** Whether other queues let it be so. Called with the lock held. */
    static void check(Kernel kernel, String name, QueueAttributes attributes) {
        checkRedrive(kernel, name, attributes);
        QueueState other = kernel.topics.memory(attributes.deduplicatedTopic());
        QueueRules.require(
                other == null || other.name().equals(name),
                name,
                "topic '" + attributes.deduplicatedTopic() + "' is deduplicated by another queue");
    }

    private static void checkRedrive(Kernel kernel, String name, QueueAttributes attributes) {
        RedrivePolicy redrive = attributes.redrive();
        if (redrive == null) {
            return;
        }
        int count = redrive.maxReceiveCount();
        QueueRules.require(
                count >= 1 && count <= MOST_RECEIVES,
                name,
                "max receive count " + count + " is not between 1 and 1000");
        String target = redrive.deadLetterQueue();
        QueueState deadLetters = kernel.queues.find(target);
        QueueRules.require(
                deadLetters != null, name, "its dead-letter queue '" + target + "' does not exist: create that first");
        QueueRules.require(
                deadLetters.attributes().fifo() == attributes.fifo(),
                name,
                "its dead-letter queue '" + target + "' has to be a " + (attributes.fifo() ? "FIFO" : "standard")
                        + " queue as well");
        QueueRules.require(
                deadLetters.attributes().durable() || !attributes.durable(),
                name,
                "its dead-letter queue '" + target + "' does not outlive the process, as it does itself");
        QueueRules.require(
                allows(deadLetters.attributes().redriveAllow(), name),
                name,
                "queue '" + target + "' does not allow to be its dead-letter queue (redrive allow policy)");
    }

    private static boolean allows(RedriveAllowPolicy policy, String source) {
        if (policy instanceof RedriveAllowPolicy.ByQueue byQueue) {
            return byQueue.sources().contains(source);
        }
        return policy instanceof RedriveAllowPolicy.AllowAll;
    }
}
