package org.leasemq.tck.conformance;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.XAConnectionFactory;
import java.util.Optional;
import java.util.Set;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQXAConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** Apache Artemis embedded, in memory. */
final class ArtemisUnderTest implements ProviderUnderTest {
    private static final String URL = "vm://0?deserializationWhiteList=java.lang,java.util";

    ArtemisUnderTest() {
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        server.setConfiguration(configuration());
        server.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users()));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("Artemis does not start, so nothing can be tested on it", e);
        }
    }

    private static Configuration configuration() {
        try {
            return new ConfigurationImpl()
                    .setPersistenceEnabled(false)
                    .setSecurityEnabled(true)
                    .setJMXManagementEnabled(false)
                    .putSecurityRoles("#", Set.of(everything()))
                    .addAcceptorConfiguration("vm", "vm://0");
        } catch (Exception e) {
            throw new IllegalStateException("the configuration should be right", e);
        }
    }

    private static Role everything() {
        return new Role("users", true, true, true, true, true, true, true, true, true, true, true, true);
    }

    private static SecurityConfiguration users() {
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser("nobody", "");
        users.addRole("nobody", "users");
        users.setDefaultUser("nobody");
        users.addUser("alice", "secret");
        users.addRole("alice", "users");
        return users;
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return new ActiveMQJMSConnectionFactory(URL);
    }

    @Override
    public ConnectionFactory connectionFactory(String clientId) {
        ActiveMQConnectionFactory made = new ActiveMQJMSConnectionFactory(URL);
        made.setClientID(clientId);
        return made;
    }

    @Override
    public Optional<XAConnectionFactory> xaConnectionFactory() {
        return Optional.of(new ActiveMQXAConnectionFactory(URL));
    }

    @Override
    public Set<String> departures() {
        return Set.of(
                "delivery time of the client",
                "acknowledgement by a listener that closes its consumer",
                "priorities of what a consumer has fetched",
                "copies of bytes",
                "recover counts what was not delivered",
                "connection consumers",
                "correlation id of a foreign message",
                "bytes as a property",
                "position in a stream",
                "body of a plain message",
                "ratio = 0.5d",
                "missing = missing",
                "5 IS NULL",
                "end of a temporary queue",
                "modes that do not exist",
                "bodies of another type",
                "completion listener and commit",
                "completion listener and rollback",
                "null as a message");
    }
}
