package org.leasemq.engine;

import java.util.Objects;

/**
 * Which page of a queue to look at.
 *
 * @param queue name of the queue
 * @param after {@linkplain BrowseItem#place place} behind which it begins; null for the beginning
 * @param upTo what has come to the queue later than this is left out: {@link BrowsePage#upTo} of the first page; negative for it
 * @param skip how many messages to pass over
 * @param max how many messages to tell at most
 * @param state only messages in that state; null for all
 * @param group only messages of that group; null for all
 */
public record BrowseRequest(
        String queue, String after, long upTo, long skip, int max, BrowseItem.State state, String group) {
    public BrowseRequest {
        Objects.requireNonNull(queue, "queue");
        if (skip < 0 || max < 0) {
            throw new IllegalArgumentException("negative: " + skip + ", " + max);
        }
    }

    /** Of all messages. */
    public BrowseRequest(String queue, String after, long upTo, long skip, int max) {
        this(queue, after, upTo, skip, max, null, null);
    }
}
