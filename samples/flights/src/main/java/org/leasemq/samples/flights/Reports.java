package org.leasemq.samples.flights;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What the worker tells the conductor, on its standard output: {@code sent 17} when the send of departure 17 has returned,
 * {@code done 17} when the transaction that processed it has. Each is written in one piece, which a pipe takes whole or
 * not at all, so that a kill never leaves half a line. Thread-safe.
 */
final class Reports {
    static final String SENT = "sent ";
    static final String DONE = "done ";

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    void sent(int number) {
        write(SENT + number);
    }

    void done(int number) {
        write(DONE + number);
    }

    private void write(String report) {
        try {
            out.write((report + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("The conductor does not listen any more", e);
        }
    }
}
