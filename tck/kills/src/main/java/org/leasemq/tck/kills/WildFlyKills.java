package org.leasemq.tck.kills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.leasemq.samples.server.QueueServer;
import org.leasemq.samples.server.WildFly;

/**
 * Kills WildFly; with {@code -Dleasemq.kills.remote=true}, where the database is in another process, that one in turn. Given: its
 * directory, the scripts, the adapter, the application.
 */
final class WildFlyKills {
    private WildFlyKills() {}

    public static void main(String[] arguments) throws Exception {
        long seed = Long.getLong("leasemq.kills.seed", System.nanoTime());
        int kills = Integer.getInteger("leasemq.kills", 200);
        System.out.println(kills + " kills, -Dleasemq.kills.seed=" + seed);
        Path home = Path.of(arguments[0]);
        if (Files.exists(home.resolve("kills.log"))) {
            throw new IOException(home + " has been set up and killed before: remove it, and begin with a new one.");
        }
        WildFly server = new WildFly(home, "kills.log");
        server.configure(Path.of(arguments[1]).resolve("database.cli"));
        server.configure(Path.of(arguments[1]).resolve("leasemq.cli"));
        server.deploy(Path.of(arguments[2]), "leasemq-ra.rar");
        server.deploy(Path.of(arguments[3]), "kills.war");
        Path transactionLog =
                home.resolve("standalone/data/tx-object-store/ShadowNoFileLockStore/defaultStore/StateManager"
                        + "/BasicAction/TwoPhaseCoordinator/AtomicAction");
        try (QueueServer database = Boolean.getBoolean("leasemq.kills.remote") ? elsewhere(server, home) : null;
                Kills test = new Kills(toKill(server), seed, transactionLog, database)) {
            int messages = test.alternately(kills);
            System.out.println("After " + kills + " kills rows and messages agree: " + messages + " of each.");
        }
    }

    private static QueueServer elsewhere(WildFly server, Path home) throws IOException, InterruptedException {
        QueueServer database = new QueueServer(home, 512);
        Path script = Files.writeString(
                home.resolve("remote.cli"), """
                embed-server --server-config=standalone.xml --std-out=discard
                /subsystem=resource-adapters/resource-adapter=leasemq-ra/config-properties=url:remove
                /subsystem=resource-adapters/resource-adapter=leasemq-ra/config-properties=url:add(value="%s")
                stop-embedded-server
                """.replace("%s", database.url("session-timeout=2s&reconnect-timeout=5m")));
        server.configure(script);
        database.start();
        return database;
    }

    private static Server toKill(WildFly server) {
        return new Server(
                WildFly.applications() + "kills/",
                server.starting(
                        "-DRecoveryEnvironmentBean.periodicRecoveryPeriod=2",
                        "-DRecoveryEnvironmentBean.recoveryBackoffPeriod=1",
                        "-DJTAEnvironmentBean.orphanSafetyInterval=1000"),
                server.log());
    }
}
