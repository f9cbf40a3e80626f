package org.leasemq.engine;

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
    long keep(NewMessage message);

    /** What was counted by {@link #keep} is not kept any more. Harmless when the owner has been closed. */
    void letGo(long bytes);

    /**
     * Ends the owner: its waiting receives end without messages, its leases are released. Closing twice is harmless.
     */
    @Override
    void close();
}
