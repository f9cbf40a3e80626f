package org.leasemq.store;

import java.util.UUID;
import org.leasemq.engine.model.Message;

/**
 * One change of durable state. A batch of them becomes durable as one step.
 *
 * <p>Messages are named by their <em>position</em>: a number the engine gives each message when it enters a queue, greater
 * than every one given before. A message that moves to another queue gets a new position; its content stays where it is.
 */
public sealed interface Change {
    /** A change with which the content of a message is stored. */
    sealed interface Storing extends Change {
        /** The position at which the content was first stored: unique, and the same wherever it moves. */
        long content();

        Message message();
    }

    /**
     * A queue is created, or its definition replaced.
     *
     * @param queue number of the queue, never used again for another
     * @param name its name
     * @param definition its attributes, in the engine's own encoding
     */
    record PutQueue(int queue, String name, String definition) implements Change {}

    /**
     * A queue is deleted, with every message in it.
     *
     * @param queue number of the queue
     * @param locations where the contents were, one element for each message; needed for bookkeeping only, not durable
     */
    record DropQueue(int queue, long[] locations) implements Change {}

    /**
     * Every message of a queue up to a position is removed.
     *
     * @param queue number of the queue
     * @param upTo the last position removed
     * @param locations where the contents were, one element for each message; needed for bookkeeping only, not durable
     */
    record Purge(int queue, long upTo, long[] locations) implements Change {}

    /**
     * A message enters a queue.
     *
     * @param queue number of the queue
     * @param position its position there
     * @param progress {@link Progress#NONE}, or more when it is handed over as soon as it is stored
     * @param content the number of its content
     * @param message what it says
     */
    record Add(int queue, long position, Progress progress, long content, Message message) implements Storing {}

    /**
     * A message that is stored already is written again, unchanged, so that its old place can be reclaimed.
     *
     * @param queue number of the queue it is in
     * @param position its position there
     * @param progress how far it has come
     * @param provenance where it came from
     * @param content the number of its content
     * @param message what it says
     * @param oldLocation where it was until now; needed for bookkeeping only, not durable
     */
    record Rewrite(
            int queue,
            long position,
            Progress progress,
            Provenance provenance,
            long content,
            Message message,
            long oldLocation)
            implements Storing {}

    /**
     * A message has the content of another one, which is stored in the same batch, before this, with no other content between
     * them: what was published to a topic enters several queues. Counts as a content of its own in all bookkeeping.
     *
     * @param queue number of the queue it is in
     * @param position its position there
     * @param progress how far it has come
     * @param provenance where it came from
     * @param content the {@linkplain Storing#content content}
     * @param oldLocation where it was until now, negative if it is new; needed for bookkeeping only, not durable
     */
    record Share(int queue, long position, Progress progress, Provenance provenance, long content, long oldLocation)
            implements Change {}

    /**
     * A message moves to another queue: dead-lettering and redrive. Its progress starts anew.
     *
     * @param from its position until now
     * @param queue the queue it moves to
     * @param position its position there
     * @param provenance where it comes from
     */
    record Move(long from, int queue, long position, Provenance provenance) implements Change {}

    /**
     * A message was delivered, or its lease was changed.
     *
     * @param position its position
     * @param progress how far it has come
     */
    record Update(long position, Progress progress) implements Change {}

    /**
     * A message is gone: deleted or expired.
     *
     * @param position its position
     * @param location where its content is; needed for bookkeeping only, not durable
     */
    record Remove(long position, long location) implements Change {}

    /**
     * A send with this key is a duplicate until the given time. Has to be kept until then, also when the message is gone.
     *
     * @param queue number of the queue
     * @param key the deduplication id, with its scope
     * @param messageId the id of the message that was stored under the key
     * @param position the position it was given
     * @param until end of the deduplication interval, in milliseconds since the epoch
     */
    record Deduplicate(int queue, String key, UUID messageId, long position, long until) implements Change {}

    /**
     * What a client elsewhere was answered to what the same batch makes durable. Has to be kept until it is {@link Forgotten}:
     * it keeps its part of the store as a content does.
     *
     * @param client who asked
     * @param number the number of what it asked for
     * @param known the answers to everything below this number are known to the client, and needed no more
     * @param answer what it was answered
     */
    record Answer(UUID client, long number, long known, byte[] answer) implements Change {}

    /**
     * A client elsewhere knows answers, so that they are needed no more.
     *
     * @param client who
     * @param below all answers to what it asked for with a smaller number
     */
    record Known(UUID client, long below) implements Change {}

    /**
     * Answers are needed no more, where they are; or are stored elsewhere now. For bookkeeping only, nothing of it is durable.
     *
     * @param locations where they are, one element for each
     */
    record Forgotten(long[] locations) implements Change {}
}
