package org.leasemq.samples.remote;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What a program tells whoever watches it, on its standard output: a line for each step. Each is written in one piece, which a pipe
 * takes whole or not at all, so that a kill never leaves half a line. Safe for use by several threads.
 */
public final class Reports {
    public static final String READY = "ready";
    public static final String SENT = "sent";
    public static final String SHIPPED = "shipped";

    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private Reports() {}

    /** The listeners have been started. */
    static void ready() {
        write(READY);
    }

    /** The send of an order has returned. */
    static void sent(int number) {
        write(SENT + " " + number);
    }

    /** The transaction that ships an order has been committed. */
    static void shipped(int number) {
        write(SHIPPED + " " + number);
    }

    private static void write(String report) {
        try {
            OUT.write((report + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("Nobody watches any more", e);
        }
    }
}
