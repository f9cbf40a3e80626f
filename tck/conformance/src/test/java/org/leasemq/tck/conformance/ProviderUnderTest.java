package org.leasemq.tck.conformance;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.XAConnectionFactory;
import java.util.Optional;
import java.util.Set;

/** All that the suite has to know of a provider. It lets in who gives no name, and the user alice with the password secret. */
interface ProviderUnderTest {
    /** Makes connections without a client id. Is a QueueConnectionFactory and a TopicConnectionFactory, too. */
    ConnectionFactory connectionFactory();

    /** Makes connections with a client id that an administrator has configured. */
    ConnectionFactory connectionFactory(String clientId);

    /** Makes connections that take part in distributed transactions, if the provider has them. */
    Optional<XAConnectionFactory> xaConnectionFactory();

    /** What the provider is known to do otherwise than the specification says, as the tests call it. */
    default Set<String> departures() {
        return Set.of();
    }

    /** The provider that the build wants to be tested. */
    static ProviderUnderTest chosen() {
        String name = System.getProperty("conformance.provider", "leasemq");
        return switch (name) {
            case "leasemq" -> LeaseMQUnderTest.embedded();
            case "leasemq-server" -> LeaseMQUnderTest.onServer();
            case "artemis" -> new ArtemisUnderTest();
            default ->
                throw new IllegalArgumentException("There is no provider '" + name
                        + "'. Set conformance.provider to leasemq, leasemq-server or artemis.");
        };
    }
}
