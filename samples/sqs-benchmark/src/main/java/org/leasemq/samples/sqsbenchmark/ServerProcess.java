package org.leasemq.samples.sqsbenchmark;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own. */
final class ServerProcess implements AutoCloseable {
    private static final int SECONDS = 60;

    private final Process process;
    private final int port;

    ServerProcess(Process process, int port) throws IOException, InterruptedException {
        this.process = process;
        this.port = port;
        for (int i = 0; i < SECONDS * 10; i++) {
            try (Connection connection = connect()) {
                connection.ask("ListQueues", "{}");
                return;
            } catch (IOException e) {
                if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    throw new IOException("The server ended at once; see its log.", e);
                }
            }
        }
        throw new IOException("The server does not answer.");
    }

    int port() {
        return port;
    }

    Connection connect() throws IOException {
        return new Connection(port);
    }

    /** CPU it has used, in nanoseconds. */
    long cpuNanos() {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
