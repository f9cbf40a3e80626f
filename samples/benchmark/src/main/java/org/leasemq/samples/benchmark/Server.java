package org.leasemq.samples.benchmark;

/** What keeps messages for programs in other processes. */
interface Server extends AutoCloseable {

    /** The URL that a program's connection factory takes. */
    String url();

    /** Stops it in order. Its messages stay on disk. */
    @Override
    void close() throws Exception;
}
