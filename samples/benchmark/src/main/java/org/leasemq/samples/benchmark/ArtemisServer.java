package org.leasemq.samples.benchmark;

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
 * The server of Apache Artemis, set up to do well here: no security, no paging, and a journal that waits 0.1 ms for more writes
 * before it syncs rather than the 3.3 ms (NIO) of the defaults, which allow 300 blocking sends a second.
 */
final class ArtemisServer implements Server {
    private static final int SYNC_AFTER_NANOS = 100_000;
    private static final int JOURNAL_FILES = 20;

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final String url;

    /** @param url where it listens, and clients connect */
    ArtemisServer(Path directory, JournalType journal, String url) throws Exception {
        this.url = url;
        server.setConfiguration(configuration(directory, journal, url));
        server.start();
    }

    private static Configuration configuration(Path directory, JournalType journal, String url) throws Exception {
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
                .addAcceptorConfiguration("acceptor", url);
    }

    /** A program's connection factory, whose sends are over when the message is safe. */
    static ActiveMQConnectionFactory client(String url) {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url);
        factory.setBlockOnDurableSend(true);
        return factory;
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
