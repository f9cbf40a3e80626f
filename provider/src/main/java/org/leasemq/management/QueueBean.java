package org.leasemq.management;

import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.RedrivePolicy;

/** Shows a queue, whichever has its name at the moment. Keeps nothing: each figure is asked for. */
record QueueBean(String name, LeaseEngine engine) implements QueueMXBean {
    /** So many are moved in one step, between which others have their turn. */
    private static final int AT_ONCE = 100;

    private QueueStatistics counts() {
        return Told.by(() -> engine.statistics(name));
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public long getMessagesVisible() {
        return counts().available();
    }

    @Override
    public long getMessagesInFlight() {
        return counts().inFlight();
    }

    @Override
    public long getMessagesDelayed() {
        return counts().delayed();
    }

    @Override
    public long getOldestMessageAgeSeconds() {
        return counts().oldestAge().toSeconds();
    }

    @Override
    public long getMessagesSent() {
        return counts().sent();
    }

    @Override
    public long getMessagesReceived() {
        return counts().received();
    }

    @Override
    public long getMessagesDeleted() {
        return counts().deleted();
    }

    @Override
    public long getMessagesDeadLettered() {
        return counts().deadLettered();
    }

    @Override
    public long getMessagesExpired() {
        return counts().expired();
    }

    @Override
    public long getMessagesDropped() {
        return counts().dropped();
    }

    @Override
    public String getDeadLetterQueue() {
        RedrivePolicy policy = Told.by(() -> engine.findQueue(name))
                .map(queue -> queue.attributes().redrive())
                .orElse(null);
        return policy == null ? null : policy.deadLetterQueue();
    }

    @Override
    public int purge() {
        return Told.by(() -> engine.purge(name));
    }

    @Override
    public int moveTo(String queue) {
        if (queue == null || queue.isBlank()) {
            throw new IllegalStateException("Say to which queue. To where they came from, they go by moveBack.");
        }
        return move(queue.strip());
    }

    @Override
    public int moveBack() {
        return move(null);
    }

    private int move(String destination) {
        long left = counts().available();
        int moved = 0;
        int last = -1;
        while (left > 0 && last != 0) {
            int share = (int) Math.min(left, AT_ONCE);
            last = Told.by(() -> engine.redrive(name, destination, share));
            moved += last;
            left -= last;
        }
        return moved;
    }

    @Override
    public void delete() {
        Told.by(() -> engine.deleteQueue(name));
    }
}
