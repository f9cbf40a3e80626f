package org.leasemq.store.derby.database;

import java.io.Writer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.leasemq.log.Logs;

/**
 * Takes what Derby would write to {@code derby.log} and hands it to {@link System.Logger} at level DEBUG. Public only
 * because Derby looks it up by name ({@code derby.stream.error.method}).
 */
public final class DerbyMessages extends Writer {
    private static final Logger LOG = Logs.of("org.leasemq.store.derby");

    private final StringBuilder line = new StringBuilder();

    private DerbyMessages() {}

    /** Called by Derby when it starts. */
    public static Writer open() {
        return new DerbyMessages();
    }

    @Override
    public synchronized void write(char[] chars, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (chars[i] == '\n') {
                flushLine();
            } else if (chars[i] != '\r') {
                line.append(chars[i]);
            }
        }
    }

    private void flushLine() {
        if (!line.toString().isBlank()) {
            LOG.log(Level.DEBUG, line.toString());
        }
        line.setLength(0);
    }

    @Override
    public void flush() {
        // lines are handed over as they end
    }

    @Override
    public synchronized void close() {
        flushLine();
    }
}
