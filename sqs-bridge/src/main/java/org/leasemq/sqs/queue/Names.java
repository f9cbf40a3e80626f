package org.leasemq.sqs.queue;

import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** What names and ids may be. */
public final class Names {
    public static final String FIFO_SUFFIX = ".fifo";
    private static final int LONGEST = 80;
    /** Jakarta Messaging's names may be longer than those of Amazon SQS. */
    private static final int LONGEST_ANYWHERE = 1000;

    private static final int LONGEST_GROUP = 128;
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private Names() {}

    /**
     * Whether clients see a queue that the engine calls so; those with a colon, beside the one that says where a queue belongs, are
     * the engine's and the faces' own.
     */
    public static boolean isVisible(String queue) {
        return isPlain(Arns.plain(queue));
    }

    /** Whether clients may call a queue so, though there may be none of that name. */
    public static boolean isPlain(String name) {
        return name.indexOf(':') < 0;
    }

    /** Whether a queue or a topic can have that name, whichever face it was created by. */
    static boolean isPossible(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_ANYWHERE
                && Characters.areAllowed(name)
                && name.chars().noneMatch(Character::isISOControl);
    }

    public static boolean isFifo(String queue) {
        return queue.endsWith(FIFO_SUFFIX);
    }

    /** Refuses the name of a queue that is to be created. */
    public static void requireQueueName(String name) {
        String word = isFifo(name) ? name.substring(0, name.length() - FIFO_SUFFIX.length()) : name;
        if (name.length() > LONGEST || !Characters.isWord(word, LONGEST, "-_")) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER_VALUE,
                    isFifo(name)
                            ? "The name of a FIFO queue can only include alphanumeric characters, hyphens, or"
                                    + " underscores, must end with .fifo suffix and be 1 to 80 in length."
                            : "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
    }

    /** Refuses the id of an entry of a batch. */
    public static void requireEntryId(String id) {
        if (!Characters.isWord(id, LONGEST, "-_")) {
            throw new ApiException(
                    ErrorCode.INVALID_BATCH_ENTRY_ID,
                    "A batch entry id can only contain alphanumeric characters, hyphens and underscores. "
                            + "It can be at most 80 letters long.");
        }
    }

    /** Refuses a group id, a deduplication id or the id of a receive attempt. */
    public static void requireId(String parameter, String id) {
        if (id != null && !Characters.isWord(id, LONGEST_GROUP, PUNCTUATION)) {
            throw ApiException.invalid(
                    parameter,
                    id,
                    parameter + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
    }
}
