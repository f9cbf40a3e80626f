package org.leasemq.tck.conformance;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.XAConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.carried.CarriedEngines;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.jms.LeaseMQXAConnectionFactory;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** LeaseMQ in memory; in one of the runs of the build, over a network that is cut again and again, in another, on a server. */
final class LeaseMQUnderTest implements ProviderUnderTest {
    private static final String PLACE = "leasemq:mem:conformance";

    private final String url;
    private final EmbeddedEngines engines;
    private final LeaseMQConnectionFactory factory;

    private LeaseMQUnderTest(String url, EmbeddedEngines engines) {
        this.url = url;
        this.engines = engines;
        this.factory = make();
    }

    /** In this process. */
    static LeaseMQUnderTest embedded() {
        return new LeaseMQUnderTest(
                PLACE + "?users-file=" + usersFile(), CarriedEngines.ifWanted(EmbeddedEngines.ofThisProcess()));
    }

    /** A server that listens on this machine, and lasts as long as the process. */
    static LeaseMQUnderTest onServer() {
        SqsServer server = SqsServer.start(
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt(PLACE + "?users-file=" + usersFile()),
                EmbeddedEngines.ofServer("leasemq-server"));
        return new LeaseMQUnderTest(
                "leasemq:tcp://127.0.0.1:" + server.uri().getPort(), EmbeddedEngines.ofThisProcess());
    }

    private LeaseMQConnectionFactory make() {
        LeaseMQConnectionFactory made = new LeaseMQConnectionFactory(url, engines);
        made.setTrustedPackages(List.of("java.lang", "java.util"));
        return made;
    }

    private static Path usersFile() {
        try {
            Path directory = Path.of(System.getProperty("conformance.directory", "target"));
            return Files.writeString(directory.resolve("users.properties"), "alice=secret\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return factory;
    }

    @Override
    public ConnectionFactory connectionFactory(String clientId) {
        LeaseMQConnectionFactory made = make();
        made.setClientId(clientId);
        return made;
    }

    @Override
    public Optional<XAConnectionFactory> xaConnectionFactory() {
        return Optional.of(new LeaseMQXAConnectionFactory(url, engines));
    }

    @Override
    public Set<String> departures() {
        return Set.of("any name for a property");
    }
}
