package org.leasemq.engine.model.seen;

import java.util.List;
import java.util.Objects;
import org.leasemq.engine.model.Branch;

/**
 * What a transaction branch does if it is committed, for whoever has to decide it by hand.
 *
 * @param branch which one
 * @param sends how many messages it sends
 * @param receives how many messages it has received
 * @param shares the same by queue, those with the most messages first; so many at most
 * @param messages the messages themselves, what was received first; so many at most
 */
public record BranchWork(
        Branch branch, int sends, int receives, List<BranchShare> shares, List<BranchMessage> messages) {
    /** No more queues, and no more messages, are told at once. */
    public static final int MOST = 1000;

    public BranchWork {
        Objects.requireNonNull(branch, "branch");
        shares = List.copyOf(shares);
        messages = List.copyOf(messages);
    }
}
