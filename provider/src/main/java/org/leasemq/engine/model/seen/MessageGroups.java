package org.leasemq.engine.model.seen;

import java.util.List;

/**
 * Groups of a queue.
 *
 * @param all how many there are that were asked for
 * @param blocked how many of these are blocked
 * @param groups the first: those that are blocked, then those with the most messages
 */
public record MessageGroups(int all, int blocked, List<MessageGroup> groups) {
    /** No more are told at once. */
    public static final int MOST = 1000;

    public MessageGroups {
        groups = List.copyOf(groups);
    }
}
