package org.leasemq.sqs.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.sqs.cli.api.DataDirectory;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import org.leasemq.sqs.server.Web;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server until it is told to end. */
@Command(
        name = Serve.NAME,
        mixinStandardHelpOptions = true,
        description = "Runs the server until it is told to end (SIGTERM, Ctrl+C).",
        sortOptions = false)
final class Serve implements Callable<Integer> {
    static final String NAME = "serve";

    /** Seconds after which a server that is told to end does so, whatever holds it up. */
    private static final long LONGEST_END = 90;

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
            description = "Directory of the data (./leasemq-data), or postgresql://host/database.")
    private String data;

    @Option(names = "--memory", description = "Keep everything in memory, and nothing when the server ends.")
    private boolean memory;

    @Option(names = "--limits", description = "strict (as Amazon SQS) or relaxed (for tests of yours).")
    private Configuration.LimitsKind limits;

    @Option(
            names = "--account",
            description = "Account of its own, with the queues of Jakarta Messaging (000000000000).")
    private String account;

    @Option(names = "--region", description = "Region of its own, as with the account (us-east-1).")
    private String region;

    @Option(names = "--open-to-all", description = "Listen beyond this machine without access keys.")
    private boolean openToAll;

    @Option(names = "--access-log", description = "File for a line for each request.")
    private String accessLog;

    @Option(names = "--public-url", description = "What URLs of queues begin with (what the client used).")
    private URI publicUrl;

    @Option(
            names = "--host-name",
            description =
                    "A name by which the server may be called, besides those of this machine. Repeat it for more.")
    private List<String> hostNames;

    @Option(
            names = "--trusted-proxy",
            description = "Address or network of a proxy that is believed what it says of clients. Repeat it for more.")
    private List<String> trustedProxies;

    @Option(
            names = "--proxy-headers",
            description =
                    "Where such proxies say it: x-forwarded (X-Forwarded-For and its kin) or forwarded (RFC 7239).")
    private Configuration.HeadersOfProxies proxyHeaders;

    @Option(
            names = "--cors-origin",
            description = "Origin of pages that may use the server (http://localhost:3000). Repeat it for more.")
    private List<String> corsOrigins;

    @Option(
            names = "--max-sessions",
            description =
                    "How many programs may use the queues with Jakarta Messaging over the network at once (as many as"
                            + " there is memory for); 0 for none.")
    private Integer maxSessions;

    @Option(
            names = "--users-file",
            description = "File of the users who may do so, each by a name and a password, and of their roles.")
    private String usersFile;

    @Option(names = "--console", description = "Whether browsers are shown the console: on or off (on).")
    private Configuration.Switch console;

    private boolean hasTheProcess;

    /** The process is there for it alone: it ends when the server cannot go on. */
    void haveTheProcess() {
        hasTheProcess = true;
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerSettings settings = settings();
        if (hasTheProcess) {
            VitalThreads.watch();
        }
        SqsServer server = SqsServer.start(settings, EmbeddedEngines.ofServer("leasemq"));
        if (hasTheProcess) {
            server.whenFailed(() -> VitalThreads.end("The engine has failed, or another process has its queues", null));
        }
        CountDownLatch ending = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        VitalThreads.requireEnd(ending, ended, LONGEST_END);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ending.countDown();
            try {
                server.close();
            } catch (Error e) {
                VitalThreads.end("Stopping failed: " + e, e);
            } finally {
                ended.countDown();
            }
        }));
        spec.commandLine().getOut().println("LeaseMQ serves SQS on " + server.uri() + ", data in " + settings.url());
        spec.commandLine().getOut().flush();
        ended.await();
        return 0;
    }

    ServerSettings settings() {
        ServerSettings settings = ServerSettings.defaults();
        if (config != null) {
            settings = Configuration.read(config, settings);
        }
        settings = settings.listeningOn(host == null ? settings.host() : host, port == null ? settings.port() : port);
        if (memory) {
            settings = settings.storedAt("leasemq:mem:server");
        } else if (data != null) {
            settings = settings.storedAt(DataDirectory.url(data));
        }
        settings = settings.of(
                account == null ? settings.account() : account, region == null ? settings.region() : region);
        if (limits != null) {
            settings = settings.withLimits(limits.limits());
        }
        Web web = settings.web();
        web = publicUrl == null ? web : web.withPublicUrl(publicUrl);
        web = hostNames == null ? web : web.withHostNames(hostNames);
        web = trustedProxies == null ? web : web.withTrustedProxies(trustedProxies);
        web = proxyHeaders == null ? web : web.withProxyHeaders(proxyHeaders.headers());
        web = corsOrigins == null ? web : web.withCorsOrigins(corsOrigins);
        web = console == null ? web : web.withConsole(console.isOn());
        return settings.withWeb(web)
                .withMaxSessions(maxSessions == null ? settings.maxSessions() : maxSessions)
                .withUsersFile(usersFile == null ? settings.programs().usersFile() : usersFile)
                .withOpenToAll(openToAll || settings.openToAll())
                .withAccessLog(accessLog == null ? settings.accessLog() : accessLog);
    }
}
