package org.leasemq.tck.servers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GlassFishKillsTest {
    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void rowsAndMessagesAgreeWhereverTheServerWasKilled() throws IOException, InterruptedException {
        WebArchive application = Application.kills()
                .setWebXML("kills/web.xml")
                .addAsWebInfResource("kills/glassfish-ejb-jar.xml", "glassfish-ejb-jar.xml");
        Path home = Path.of(System.getProperty("glassfish.home"));
        assertTrue(new DomainKills(home).atEachPoint(home.resolve("leasemq-ra.rar"), application) > 0);
    }
}
