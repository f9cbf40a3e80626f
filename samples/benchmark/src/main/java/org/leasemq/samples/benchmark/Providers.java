package org.leasemq.samples.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.core.server.JournalType;

/** The providers that can be measured. */
enum Providers {
    LEASEMQ("LeaseMQ") {
        @Override
        Provider open(Path directory) throws Exception {
            return new LeaseMQ(directory);
        }
    },
    ARTEMIS_NIO("Artemis NIO") {
        @Override
        Provider open(Path directory) throws Exception {
            return new Artemis(directory, JournalType.NIO);
        }
    },
    ARTEMIS_AIO("Artemis AIO") {
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
    };

    private final String label;

    Providers(String label) {
        this.label = label;
    }

    /** The name as printed. */
    String label() {
        return label;
    }

    /** Options that its JVM needs. {@code scratch} is a directory for what it needs besides its data. */
    List<String> options(Path scratch) throws IOException {
        return List.of();
    }

    /** What this machine lacks to run it, asked in the JVM it would run in; empty if nothing. */
    String missing() {
        return "";
    }

    /** Starts the provider with its data in {@code directory}, which need not exist. */
    abstract Provider open(Path directory) throws Exception;
}
