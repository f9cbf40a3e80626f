package org.leasemq.engine;

import java.time.Duration;
import java.util.Collection;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Receipt;

/**
 * A holder of leases that lives in this process, such as a Jakarta Messaging session. While it holds leases in a message
 * group it alone gets the next messages of that group. Safe for use by several threads.
 */
public interface Owner extends AutoCloseable {

    /** Who this is, for people who look for the holder of a lease. */
    String description();

    /**
     * Counts a message that is kept elsewhere in this process until it is sent, or until somebody has been told that it was.
     *
     * @return bytes, to be {@linkplain #letGo let go} when it is sent or forgotten; closing the owner lets go of all
     * @throws EngineException.NoRoom if there is no room for it: it must not be kept
     */
    long keep(Message message);

    /** What was counted by {@link #keep} is not kept any more. Harmless when the owner has been closed. */
    void letGo(long bytes);

    /**
     * Returns leases whose messages nobody has seen, as though they had never been received; nothing may be returned twice. Does
     * nothing once the owner is closed, which has returned them.
     *
     * @param hidden for how long nobody gets the messages; zero for messages with which nothing is wrong
     */
    void giveBack(Collection<Receipt> receipts, Duration hidden);

    /**
     * Ends the owner: its waiting receives end without messages, its leases are released. Closing twice is harmless.
     */
    @Override
    void close();

    /**
     * As {@link #close()}, for an owner that knows what has come to it: all other leases are given back as though their
     * messages had never been received. Some may have been on their way when it was last looked.
     *
     * @param seen leases whose messages somebody has got
     */
    void close(Collection<Receipt> seen);
}
