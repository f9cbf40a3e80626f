package org.leasemq.tck.kills;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Kills WildFly. Given: its directory, the scripts, the adapter, the application. */
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
        Server server = server(home);
        for (String script : List.of("database.cli", "leasemq.cli")) {
            configure(server, home, Path.of(arguments[1]).resolve(script));
        }
        Path deployments = home.resolve("standalone/deployments");
        Files.copy(Path.of(arguments[2]), deployments.resolve("leasemq-ra.rar"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(Path.of(arguments[3]), deployments.resolve("kills.war"), StandardCopyOption.REPLACE_EXISTING);
        Path transactionLog =
                home.resolve("standalone/data/tx-object-store/ShadowNoFileLockStore/defaultStore/StateManager"
                        + "/BasicAction/TwoPhaseCoordinator/AtomicAction");
        try (Kills test = new Kills(server, seed, transactionLog)) {
            int messages = test.alternately(kills);
            System.out.println("After " + kills + " kills rows and messages agree: " + messages + " of each.");
        }
    }

    private static Server server(Path home) {
        return new Server(
                URI.create("http://127.0.0.1:18080/kills/"),
                List.of(
                        "/bin/sh",
                        home.resolve("bin/standalone.sh").toString(),
                        "-b=127.0.0.1",
                        "-bmanagement=127.0.0.1",
                        "-Djboss.socket.binding.port-offset=10000",
                        "-DRecoveryEnvironmentBean.periodicRecoveryPeriod=2",
                        "-DRecoveryEnvironmentBean.recoveryBackoffPeriod=1",
                        "-DJTAEnvironmentBean.orphanSafetyInterval=1000"),
                home.resolve("kills.log"));
    }

    private static void configure(Server server, Path home, Path script) throws IOException, InterruptedException {
        String command = home.resolve("bin/jboss-cli.sh").toString();
        if (server.run(List.of("/bin/sh", command, "--file=" + script)).waitFor() != 0) {
            throw new IOException(script + " failed: see " + server.log());
        }
    }
}
