package org.leasemq.samples.benchmark;

import java.net.URI;
import java.nio.file.Path;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** LeaseMQ's server on a Derby database on disk, with its defaults. */
final class LeaseMQServer implements Server {
    private final SqsServer server;

    LeaseMQServer(Path directory) {
        ServerSettings settings = ServerSettings.defaults()
                .listeningOn("127.0.0.1", 0)
                .storedAt("leasemq:derby:" + directory.toUri().getRawPath());
        server = SqsServer.start(settings, EmbeddedEngines.ofServer("leasemq"));
    }

    @Override
    public String url() {
        URI uri = server.uri();
        return "leasemq:tcp://" + uri.getHost() + ":" + uri.getPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
