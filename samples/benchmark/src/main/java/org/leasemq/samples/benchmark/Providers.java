package org.leasemq.samples.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.core.server.JournalType;
import org.leasemq.jms.LeaseMQConnectionFactory;

/** The providers that can be measured. */
enum Providers {
    LEASEMQ("LeaseMQ", false) {
        @Override
        Provider open(Path directory) throws Exception {
            return new LeaseMQ(directory);
        }
    },
    ARTEMIS_NIO("Artemis NIO", false) {
        @Override
        Provider open(Path directory) throws Exception {
            return new Artemis(directory, JournalType.NIO);
        }
    },
    ARTEMIS_AIO("Artemis AIO", false) {
        @Override
        List<String> options(Path scratch) throws IOException {
            AioLibrary.unpack(scratch);
            return List.of("-Djava.library.path=" + scratch);
        }

        @Override
        String missing() {
            return AioLibrary.isLoaded() ? "" : "the AIO journal needs Linux on x86-64 with libaio (Debian: libaio1)";
        }

        @Override
        Provider open(Path directory) throws Exception {
            return new Artemis(directory, JournalType.ASYNCIO);
        }
    },
    LEASEMQ_TCP("LeaseMQ TCP", true) {
        @Override
        Server serve(Path directory) {
            return new LeaseMQServer(directory);
        }

        @Override
        Provider open(Path directory) throws Exception {
            return new Elsewhere<>(this, directory, LeaseMQConnectionFactory::new);
        }
    },
    ARTEMIS_TCP_NIO("Artemis TCP NIO", true) {
        @Override
        Server serve(Path directory) throws Exception {
            return new ArtemisServer(directory, JournalType.NIO, FreePort.url());
        }

        @Override
        Provider open(Path directory) throws Exception {
            return new Elsewhere<>(this, directory, ArtemisServer::client);
        }
    },
    ARTEMIS_TCP_AIO("Artemis TCP AIO", true) {
        @Override
        List<String> options(Path scratch) throws IOException {
            return ARTEMIS_AIO.options(scratch);
        }

        @Override
        String missing() {
            return ARTEMIS_AIO.missing();
        }

        @Override
        Server serve(Path directory) throws Exception {
            return new ArtemisServer(directory, JournalType.ASYNCIO, FreePort.url());
        }

        @Override
        Provider open(Path directory) throws Exception {
            return new Elsewhere<>(this, directory, ArtemisServer::client);
        }
    };

    private final String label;
    private final boolean apart;

    Providers(String label, boolean apart) {
        this.label = label;
        this.apart = apart;
    }

    /** The name as printed. */
    String label() {
        return label;
    }

    /** Whether its server has a process of its own. */
    boolean isApart() {
        return apart;
    }

    /** Options that its JVM needs. {@code scratch} is a directory for what it needs besides its data. */
    List<String> options(Path scratch) throws IOException {
        return List.of();
    }

    /** What this machine lacks to run it, asked in the JVM it would run in; empty if nothing. */
    String missing() {
        return "";
    }

    /** Starts the provider's server alone; for those that have one apart from their clients. */
    Server serve(Path directory) throws Exception {
        throw new IllegalStateException(label + " has no server");
    }

    /** Starts the provider with its data in {@code directory}, which need not exist. */
    abstract Provider open(Path directory) throws Exception;
}
