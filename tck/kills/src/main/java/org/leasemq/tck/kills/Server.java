package org.leasemq.tck.kills;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.leasemq.samples.server.Commands;

/**
 * A server that has the adapter, a database and the application.
 *
 * @param application where the application answers
 * @param command starts the server, and lasts as long as it does
 * @param log where the server writes to
 */
public record Server(String application, List<String> command, Path log) {
    Process start() throws IOException {
        return new Commands(log).start(command);
    }
}
