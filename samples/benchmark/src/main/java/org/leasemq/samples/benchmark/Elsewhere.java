package org.leasemq.samples.benchmark;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A provider whose server has a JVM of its own, with a heap as large as that of its clients. */
final class Elsewhere<F extends ConnectionFactory & AutoCloseable> implements Provider {

    /** Makes the connection factory for the URL of a server. */
    interface Clients<F> {
        F of(String url) throws Exception;
    }

    private final Child server;
    private final F factory;

    /** @param directory where the data of the server are, which need not exist; what it prints goes to a file beside it */
    Elsewhere(Providers provider, Path directory, Clients<F> clients) throws Exception {
        String name = directory.getFileName().toString();
        List<String> options = new ArrayList<>(Benchmark.HEAP);
        options.addAll(provider.options(directory.resolveSibling(name + "-native")));
        server = new Child(
                options,
                ServerProcess.class,
                List.of(provider.name(), directory.toString()),
                directory.resolveSibling(name + "-server.log"));
        try {
            factory = clients.of(server.answer());
        } catch (Exception e) {
            server.close();
            throw e;
        }
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return factory;
    }

    @Override
    public long processorNanos() {
        return Provider.super.processorNanos() + server.processorNanos();
    }

    @Override
    public void close() throws Exception {
        try (server) {
            factory.close();
        }
    }
}
