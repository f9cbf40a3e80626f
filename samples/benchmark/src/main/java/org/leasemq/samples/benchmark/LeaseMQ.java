package org.leasemq.samples.benchmark;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import org.leasemq.jms.LeaseMQConnectionFactory;

/** LeaseMQ on a Derby database on disk, with its defaults. */
final class LeaseMQ implements Provider {
    private final LeaseMQConnectionFactory factory;

    LeaseMQ(Path directory) throws Exception {
        factory = new LeaseMQConnectionFactory(
                "leasemq:derby:" + directory.toUri().getRawPath());
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return factory;
    }

    @Override
    public void close() throws Exception {
        factory.close();
    }
}
