package org.leasemq.samples.benchmark;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Apache Artemis embedded, set up to do well here: the in-VM connector, no security, no paging, and a journal that waits
 * 0.1 ms for more writes before it syncs rather than the 3.3 ms (NIO) of the defaults, which allow 300 blocking sends a
 * second.
 */
final class Artemis implements Provider {
    private static final int SYNC_AFTER_NANOS = 100_000;
    private static final int JOURNAL_FILES = 20;

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final ActiveMQConnectionFactory factory;

    Artemis(Path directory, JournalType journal) throws Exception {
        server.setConfiguration(configuration(directory, journal));
        server.start();
        factory = new ActiveMQConnectionFactory("vm://0");
        factory.setBlockOnDurableSend(true);
    }

    private static Configuration configuration(Path directory, JournalType journal) throws Exception {
        AddressSettings unlimited = new AddressSettings();
        unlimited.setMaxSizeBytes(-1);
        unlimited.setMaxSizeMessages(-1);
        unlimited.setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL);
        return new ConfigurationImpl()
                .setPersistenceEnabled(true)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setJournalType(journal)
                .setJournalBufferTimeout_NIO(SYNC_AFTER_NANOS)
                .setJournalBufferTimeout_AIO(SYNC_AFTER_NANOS)
                .setJournalMinFiles(JOURNAL_FILES)
                .setJournalPoolFiles(JOURNAL_FILES)
                .setJournalDirectory(directory.resolve("journal").toString())
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setLargeMessagesDirectory(directory.resolve("large").toString())
                .setPagingDirectory(directory.resolve("paging").toString())
                .setGlobalMaxSize(Long.MAX_VALUE)
                .addAddressSetting(SimpleString.of("#").toString(), unlimited)
                .addAcceptorConfiguration("vm", "vm://0");
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return factory;
    }

    @Override
    public void close() throws Exception {
        factory.close();
        server.stop();
    }
}
