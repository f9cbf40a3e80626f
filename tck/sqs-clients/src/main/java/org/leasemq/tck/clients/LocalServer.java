package org.leasemq.tck.clients;

import java.net.URI;
import java.util.UUID;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** An SQS server with its queues in memory, on a port of its own, as it is unless something is set. */
public final class LocalServer implements AutoCloseable {
    /** The account of callers who name none. */
    public static final String ACCOUNT = "000000000000";

    public static final String REGION = "us-east-1";

    private final EmbeddedEngines engines = EmbeddedEngines.ofServer("leasemq-test");
    private final SqsServer server;

    /** Starts it. */
    public LocalServer() {
        server = SqsServer.start(
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt("leasemq:mem:" + UUID.randomUUID()),
                engines);
    }

    /** Where it listens. */
    public URI uri() {
        return server.uri();
    }

    /** The ARN of a queue, or of a topic if the service is sns. */
    public static String arn(String service, String name) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + name;
    }

    @Override
    public void close() {
        server.close();
        engines.closeAll();
    }
}
