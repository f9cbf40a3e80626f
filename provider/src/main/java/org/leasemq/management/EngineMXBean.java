package org.leasemq.management;

import java.util.List;
import java.util.Map;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;

/**
 * What JMX shows of an engine that runs in this process, as {@code org.leasemq:type=Engine,place="…"}. What is refused is told as an
 * {@link IllegalStateException} with the engine's message, so that tools need no class of LeaseMQ.
 */
@VisibleTo(Audience.APPLICATIONS)
public interface EngineMXBean {
    /** Where its queues are, as it is written in a URL. */
    String getPlace();

    /** The version of LeaseMQ. */
    String getVersion();

    /** How many queues there are, with those that are not shown: of topics, temporary ones, those of subscriptions that end. */
    int getQueues();

    /** Messages in all queues, in whatever state. Asks each queue. */
    long getMessages();

    /** Bytes of memory that are taken of what {@link #getMemoryLimit} counts. */
    long getMemoryUsed();

    /** Bytes that clients may make grow in this process. */
    long getMemoryLimit();

    /** Bytes that are taken, by what for. */
    Map<String, Long> getMemoryByUse();

    /** {@code UP} if what is sent can be stored, else {@code DOWN} and why; tries a write if the last one failed. */
    String getHealth();

    /** Queues whose definition cannot be read, and what is wrong with it. */
    Map<String, String> getQueuesSetAside();

    /** Transactions that are prepared, or were decided by hand and are not forgotten, oldest first. */
    List<TransactionRow> getTransactionsInDoubt();

    /** Commits a prepared transaction by hand, whatever its coordinator decides. */
    void commitTransaction(String id);

    /** Rolls a prepared transaction back by hand, whatever its coordinator decides. */
    void rollBackTransaction(String id);

    /** Forgets a transaction that was decided by hand, which its coordinator will not ask about any more. */
    void forgetTransaction(String id);
}
