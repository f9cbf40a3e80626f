package org.leasemq.remote;

/** A connection to a server, as long as it lasts. Safe for use by several threads. */
public interface Link {

    /** Puts a frame in line behind those before. Does not wait. */
    void put(byte[] frame);

    /**
     * Has what is in line written, by the caller unless somebody else is writing. Does not throw: who reads finds a broken connection
     * broken.
     */
    void flush();

    /** As {@link #flush}, by who reads, and so must not wait until much has been written: somebody else writes it then. */
    default void flushAside() {
        flush();
    }

    /** Ends it. What is in line is dropped. */
    void close();
}
