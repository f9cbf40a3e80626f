package org.leasemq.tck.servers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.tck.kills.Kills;
import org.leasemq.tck.kills.NamedTransactions;
import org.leasemq.tck.kills.Server;

class OpenLibertyKillsTest {
    private static final Path HOME = Path.of(System.getProperty("wlp.home"));

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void rowsAndMessagesAgreeWhereverTheServerWasKilled() throws IOException, InterruptedException {
        Path server = HOME.resolve("usr/servers/kills");
        Path applications = Files.createDirectories(server.resolve("dropins"));
        Application.kills()
                .deleteClass(NamedTransactions.class)
                .addClass(OpenLibertyTransactions.class)
                .setWebXML("kills/web.xml")
                .as(ZipExporter.class)
                .exportTo(applications.resolve("kills.war").toFile(), true);
        try (Kills kills = new Kills(
                new Server(
                        "http://127.0.0.1:19080/kills/",
                        List.of(HOME.resolve("bin/server").toString(), "run", "kills"),
                        server.resolve("kills.log")),
                0)) {
            assertTrue(kills.atEachPoint() > 0);
        }
    }
}
