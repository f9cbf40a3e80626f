package org.leasemq.tck.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.leasemq.samples.server.Commands;
import org.leasemq.samples.server.Starts;
import org.leasemq.tck.kills.Kills;
import org.leasemq.tck.kills.Server;

/**
 * Kills GlassFish, or Payara, which has the same commands: a domain with ports of its own, away from the server's others, which
 * can then still be started without a name.
 */
public final class DomainKills {
    private static final String DOMAIN = "kills";

    private final Path home;
    private final Path domains;
    private final Server server;

    /** @param home the server's directory; if it has an {@code h2.jar}, that is the driver of the database */
    public DomainKills(Path home) {
        this.home = home;
        this.domains = home.resolve("domains-to-kill");
        this.server = new Server(
                "http://127.0.0.1:18080/kills/",
                command("start-domain", "--verbose", "--domaindir", domains.toString(), DOMAIN),
                home.resolve("kills.log"));
    }

    /** Sets the domain up, then kills it at each point; returns how many messages have been moved. */
    public int atEachPoint(Path adapter, WebArchive application) throws IOException, InterruptedException {
        asadmin("create-domain", "--nopassword", "--domaindir", domains.toString(), "--portbase", "18000", DOMAIN);
        listenToNobodyElse();
        if (Files.exists(home.resolve("h2.jar"))) {
            Files.copy(home.resolve("h2.jar"), domains.resolve(DOMAIN).resolve("lib/h2.jar"));
        }
        startToConfigure();
        configure(adapter, application);
        asadmin("stop-domain", "--domaindir", domains.toString(), DOMAIN);
        try (Kills kills = new Kills(server, 0)) {
            return kills.atEachPoint();
        }
    }

    private void startToConfigure() throws IOException, InterruptedException {
        List<String> starting = command("start-domain", "--domaindir", domains.toString(), DOMAIN);
        if (Starts.start(() -> new Commands(server.log()).start(starting), () -> false)
                        .waitFor()
                != 0) {
            throw new IOException("The domain does not start: see " + server.log());
        }
    }

    private void configure(Path adapter, WebArchive application) throws IOException, InterruptedException {
        asadmin(
                "create-resource-adapter-config",
                "--property",
                "url=leasemq\\:derby\\:${com.sun.aas.instanceRoot}/leasemq",
                "leasemq-ra");
        asadmin("deploy", "--name", "leasemq-ra", adapter.toString());
        asadmin(
                "create-connector-connection-pool",
                "--raname=leasemq-ra",
                "--connectiondefinition=jakarta.jms.ConnectionFactory",
                "--transactionsupport=XATransaction",
                "--maxpoolsize=50",
                "LeaseMQ");
        asadmin("create-connector-resource", "--poolname=LeaseMQ", "jms/LeaseMQ");
        asadmin(
                "create-jdbc-connection-pool",
                "--restype=javax.sql.XADataSource",
                "--datasourceclassname=org.h2.jdbcx.JdbcDataSource",
                "--property",
                "User=sa:Password=sa:URL=jdbc\\:h2\\:${com.sun.aas.instanceRoot}/kills;LOCK_TIMEOUT\\=10000",
                "kills");
        asadmin("create-jdbc-resource", "--connectionpoolid=kills", "jdbc/kills");
        asadmin("set", "configs.config.server-config.transaction-service.automatic-recovery=true");
        Path archive = home.resolve("kills.war");
        application.as(ZipExporter.class).exportTo(archive.toFile(), true);
        asadmin("deploy", "--name", "kills", archive.toString());
    }

    private void listenToNobodyElse() throws IOException {
        Path settings = domains.resolve(DOMAIN).resolve("config/domain.xml");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace("0.0.0.0", "127.0.0.1")
                        .replaceAll("<network-listener (?![^>]*address=)", "<network-listener address=\"127.0.0.1\" ")
                        .replace(
                                "<hazelcast-config-specific-configuration",
                                "<hazelcast-config-specific-configuration enabled=\"false\""));
    }

    private List<String> command(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/asadmin").toString(), "--port", "18048"));
        command.addAll(List.of(arguments));
        return command;
    }

    private void asadmin(String... arguments) throws IOException, InterruptedException {
        new Commands(server.log()).run(command(arguments));
    }
}
