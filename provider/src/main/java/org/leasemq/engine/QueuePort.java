package org.leasemq.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.seen.MessageGroups;

/** What can be asked about queues. For threads and errors see {@link LeaseEngine}. */
public interface QueuePort {
    /** How many queues {@link #queues()} asks for in one page. */
    int QUEUES_AT_ONCE = 256;

    /**
     * Creates a queue. Creating it again with the same attributes finds it and changes nothing.
     *
     * @throws EngineException.QueueExists if it is there with other attributes
     * @throws EngineException.InvalidAttribute if the name or an attribute is impossible
     */
    Completion<QueueInfo> createQueue(String name, QueueAttributes attributes);

    /** Finds a queue. Who asks often keeps what is told: its {@link QueueInfo#version} counts when it is changed. */
    Completion<Optional<QueueInfo>> findQueue(String name);

    /**
     * A page of all queues, by name.
     *
     * @param after the last name of the page before; empty for the first page
     * @param max how many at most, up to {@link #QUEUES_AT_ONCE}
     * @return fewer only where there are no more behind them
     */
    Completion<List<QueueInfo>> queues(String after, int max);

    /** All queues, by name, asked page by page: of what is created or deleted meanwhile, some may be there and some not. */
    default List<QueueInfo> queues() {
        List<QueueInfo> all = new ArrayList<>();
        String last = "";
        while (last != null) {
            List<QueueInfo> page = queues(last, QUEUES_AT_ONCE).await();
            all.addAll(page);
            last = page.size() < QUEUES_AT_ONCE
                    ? null
                    : page.get(page.size() - 1).name();
        }
        return all;
    }

    /** Whether any queue subscribes to a topic. */
    Completion<Boolean> hasSubscribers(String topic);

    /**
     * Queues that are set aside, since their definition could not be read when the engine was opened: their names, and what
     * could not be read. They are among the {@link #queues()}, with what could be read and else the attributes of a new queue.
     * Their messages are kept and can be browsed; what is published to a topic they subscribe to still enters, and leases
     * still end and can be deleted. Everything else is refused with {@link EngineException.QueueSetAside}, until
     * {@link #setAttributes} gives them a definition again, or {@link #deleteQueue} deletes them.
     */
    Completion<Map<String, String>> setAside();

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

    /**
     * Message groups of a queue, for people to look at.
     *
     * @param search only those with this in their names; empty for all
     * @param max how many at most, up to {@link MessageGroups#MOST}
     */
    Completion<MessageGroups> groups(String queue, String search, int max);

    /** Figures of a queue at this moment. */
    Completion<QueueStatistics> statistics(String queue);
}
