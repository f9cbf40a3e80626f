package org.leasemq.served;

/** Where what a server says to one client is written to, as long as the connection lasts. Safe for use by several threads. */
public interface Outlet {

    /**
     * Puts a frame in line behind those before, to be written after a flush. Does not wait, and does not throw if the connection is
     * broken.
     */
    void put(byte[] frame);

    /** Has what is in line written by the caller, who has no lock, unless somebody else writes. Does not wait, either. */
    void flush();

    /** Has what is in line written soon, by somebody else, together with what comes meanwhile. */
    void flushSoon();

    /** Ends the connection once what is in line has been written, as far as that is possible soon. */
    void close();
}
