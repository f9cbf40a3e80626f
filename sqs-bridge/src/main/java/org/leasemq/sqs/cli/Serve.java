package org.leasemq.sqs.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server until it is told to end. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the server until it is told to end (SIGTERM, Ctrl+C).",
        sortOptions = false)
final class Serve implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            description = "A configuration file in YAML; options given here override it.")
    private Path config;

    @Option(names = "--host", description = "Address to listen on (127.0.0.1).")
    private String host;

    @Option(
            names = {"-p", "--port"},
            description = "Port to listen on (9324); 0 for any that is free.")
    private Integer port;

    @Option(
            names = {"-d", "--data"},
            description = "Directory of the data (./leasemq-data).")
    private String data;

    @Option(names = "--memory", description = "Keep everything in memory, and nothing when the server ends.")
    private boolean memory;

    @Option(names = "--limits", description = "strict (as Amazon SQS) or relaxed (for tests of yours).")
    private Configuration.LimitsKind limits;

    @Option(names = "--open-to-all", description = "Listen beyond this machine without access keys.")
    private boolean openToAll;

    @Option(names = "--access-log", description = "File for a line for each request.")
    private String accessLog;

    @Override
    public Integer call() throws InterruptedException {
        ServerSettings settings = settings();
        SqsServer server = SqsServer.start(settings, EmbeddedEngines.ofServer("leasemq"));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            ended.countDown();
        }));
        spec.commandLine().getOut().println("LeaseMQ serves SQS on " + server.uri() + ", data in " + settings.url());
        spec.commandLine().getOut().flush();
        ended.await();
        return 0;
    }

    private ServerSettings settings() {
        ServerSettings settings = ServerSettings.defaults();
        if (config != null) {
            settings = Configuration.read(config, settings);
        }
        settings = settings.listeningOn(host == null ? settings.host() : host, port == null ? settings.port() : port);
        if (memory) {
            settings = settings.storedAt("leasemq:mem:server");
        } else if (data != null) {
            settings = settings.storedAt("leasemq:derby:" + data);
        }
        if (limits != null) {
            settings = settings.withLimits(limits.limits());
        }
        return settings.withOpenToAll(openToAll || settings.openToAll())
                .withAccessLog(accessLog == null ? settings.accessLog() : accessLog);
    }
}
