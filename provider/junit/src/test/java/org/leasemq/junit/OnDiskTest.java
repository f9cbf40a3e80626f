package org.leasemq.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.options.OptionValues;

/** One directory for each test, since the field is not static. */
class OnDiskTest {

    @RegisterExtension
    final LeaseMQExtension leasemq = LeaseMQExtension.onDisk().timeLimit(Duration.ofSeconds(50));

    @Test
    void messagesAreKeptInADirectory() {
        assertTrue(leasemq.connectionFactory().getUrl().startsWith("leasemq:derby:"));
        try (JMSContext context = leasemq.connectionFactory().createContext()) {
            context.createProducer().send(context.createQueue("orders"), "one");
        }
        assertEquals(List.of("one"), leasemq.queue("orders").bodies());
    }

    @Test
    void atTheEndTheEngineIsClosedWhoeverUsesItAndTheDirectoryIsGone() {
        Home home = Home.onDisk();
        Server server = new Server(home, OptionValues.defaults(), ThreadedEnvironment.systemClock());
        JMSContext leftOpen = server.factory().createContext();
        leftOpen.createProducer().send(leftOpen.createQueue("orders"), "one");
        server.close();
        assertFalse(Files.exists(home.directory()));
        assertThrows(
                JMSRuntimeException.class, () -> leftOpen.createProducer().send(leftOpen.createQueue("orders"), "two"));
    }
}
