package org.leasemq.tck.servers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PayaraKillsTest {
    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void rowsAndMessagesAgreeWhereverTheServerWasKilled() throws IOException, InterruptedException {
        WebArchive application = Application.kills()
                .setWebXML("kills/web.xml")
                .addAsWebInfResource("kills/glassfish-ejb-jar.xml", "glassfish-ejb-jar.xml");
        DomainKills domain = new DomainKills(Path.of(System.getProperty("payara.home")));
        assertTrue(domain.atEachPoint(Path.of(System.getProperty("leasemq.adapter")), application) > 0);
    }
}
