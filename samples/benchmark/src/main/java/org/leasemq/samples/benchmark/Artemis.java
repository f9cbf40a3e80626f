package org.leasemq.samples.benchmark;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Apache Artemis embedded, by its in-VM connector. */
final class Artemis implements Provider {
    private final ArtemisServer server;
    private final ActiveMQConnectionFactory factory;

    Artemis(Path directory, JournalType journal) throws Exception {
        server = new ArtemisServer(directory, journal, "vm://0");
        factory = ArtemisServer.client(server.url());
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return factory;
    }

    @Override
    public void close() throws Exception {
        factory.close();
        server.close();
    }
}
