package org.leasemq.samples.sqsbenchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is measured. */
enum Provider {
    LEASEMQ("LeaseMQ, durable") {
        @Override
        List<String> command(Path directory, int port) {
            return List.of(
                    "org.leasemq.sqs.cli.Main",
                    "serve",
                    "--port",
                    "" + port,
                    "--data",
                    directory.resolve("data").toString());
        }
    },
    ELASTICMQ("ElasticMQ, memory") {
        @Override
        List<String> command(Path directory, int port) throws IOException {
            return elasticMq(directory, port, "");
        }
    },
    ELASTICMQ_H2("ElasticMQ, H2") {
        @Override
        List<String> command(Path directory, int port) throws IOException {
            return elasticMq(
                    directory,
                    port,
                    "messages-storage { enabled = true\n uri = \"jdbc:h2:" + directory.resolve("h2") + "\" }\n");
        }
    };

    private final String label;

    Provider(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Its main class with options, so that it listens on the port. */
    abstract List<String> command(Path directory, int port) throws IOException;

    private static List<String> elasticMq(Path directory, int port, String storage) throws IOException {
        Path config = directory.resolve("elasticmq.conf");
        Files.writeString(
                config,
                "include classpath(\"application.conf\")\n"
                        + "node-address { host = \"127.0.0.1\"\n port = " + port + " }\n"
                        + "rest-sqs { bind-hostname = \"127.0.0.1\"\n bind-port = " + port + " }\n"
                        + "rest-stats { enabled = false }\n" + storage);
        return List.of("-Dconfig.file=" + config, "org.elasticmq.server.Main");
    }

    /** A server of it, in a process of its own. */
    ServerProcess start(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-classpath",
                System.getProperty("java.class.path")));
        command.addAll(command(directory, port));
        return new ServerProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("server.log").toFile())
                        .start(),
                port);
    }
}
