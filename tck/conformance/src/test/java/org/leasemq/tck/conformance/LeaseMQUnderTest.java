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

/** LeaseMQ in memory; in one of the runs of the build, over a network that is cut again and again. */
final class LeaseMQUnderTest implements ProviderUnderTest {
    private static final String URL = "leasemq:mem:conformance";
    private static final EmbeddedEngines ENGINES = CarriedEngines.ifWanted(EmbeddedEngines.ofThisProcess());

    private final LeaseMQConnectionFactory factory = make();

    private static LeaseMQConnectionFactory make() {
        LeaseMQConnectionFactory made = new LeaseMQConnectionFactory(URL, ENGINES);
        made.setUsersFile(usersFile().toString());
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
        LeaseMQXAConnectionFactory made = new LeaseMQXAConnectionFactory(URL, ENGINES);
        made.setUsersFile(usersFile().toString());
        return Optional.of(made);
    }

    @Override
    public Set<String> departures() {
        return Set.of("any name for a property");
    }
}
