package org.leasemq.samples.memory;

import java.io.IOException;
import java.nio.file.Path;
import org.leasemq.samples.server.QueueServer;

/** A server in a process of its own, with a heap of its own, and who asks it. */
record ServerProcess(QueueServer process, Client client) implements AutoCloseable {

    /** Starts it on a directory. */
    static ServerProcess start(int heap, Path directory) throws IOException, InterruptedException {
        QueueServer process = new QueueServer(directory, heap, "--limits", "relaxed");
        process.start();
        return new ServerProcess(process, new Client(process.port()));
    }

    void requireAlive(String after) {
        process.requireAlive(after);
    }

    /** Ends it as an operator does. */
    void stop() throws InterruptedException {
        process.stop();
    }

    @Override
    public void close() {
        process.close();
    }
}
