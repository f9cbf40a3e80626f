package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.jms.ServerConnection;

/** Beans for which there is no thread, with nobody who tries them again. */
class BeanWorkTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private Activation activation;
    private BeanWork work;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(directory, "leasemq:mem:beans");
        LeaseMQActivationSpec spec = new LeaseMQActivationSpec();
        spec.setDestination("orders");
        ServerConnection connection =
                server.adapter.factory(null).createServerConnection(null, null, false, () -> null);
        activation =
                new Activation(server.new Beans(message -> {}, false), spec, server.adapter, new BeanThreads(server));
        work = new BeanWork(
                activation,
                null,
                spec.open(connection, spec.resolveDestination()).deliveries(null));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private boolean hasEnded() {
        return work.awaitEnd(new Deadline(Duration.ZERO));
    }

    private void stopWork() {
        activation.stop();
        work.stop();
    }

    @Test
    void aBeanThatWaitsToBeTriedAgainEndsAtOnce() {
        work.rejected(new IllegalStateException("no thread"));
        assertFalse(hasEnded());
        stopWork();
        assertTrue(hasEnded());
    }

    @Test
    void aBeanThatWouldBeTriedAgainEndsInstead() {
        stopWork();
        assertFalse(hasEnded());
        work.rejected(new IllegalStateException("no thread"));
        assertTrue(hasEnded());
    }
}
