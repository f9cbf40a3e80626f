package org.leasemq.ra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ManagedConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.access.UserLine;
import org.leasemq.log.CapturedLog;
import org.leasemq.process.QueueServer;
import org.leasemq.ra.outbound.Credentials;

/** The server in another process has users, each with what he may do. */
class RemoteUsersTest extends RemoteTest {
    private static final String ROLES = """
            [role shops]
            members = shop
            send = queue:orders
            create = queue:orders

            [role desks]
            members = desk
            receive = queue:orders
            create = queue:orders
            """;

    private final LeaseMQManagedConnectionFactory shop = new LeaseMQManagedConnectionFactory();
    private Path users;

    @BeforeEach
    void prepare() throws Exception {
        users = directory.resolve("users");
        write("s", "d");
        queues = new QueueServer(directory, "--users-file", users.toString()).start();
        server = new TestServer(directory, queues.url(PATIENT));
        shop.setUserName("shop");
        shop.setPassword("s");
        spec.setDestination("orders");
        spec.setUserName("desk");
        spec.setPassword("d");
    }

    private void write(String ofShop, String ofDesk) throws Exception {
        Files.writeString(users, line("shop", ofShop) + line("desk", ofDesk) + ROLES);
    }

    private static String line(String user, String password) {
        return UserLine.of(user, password, "a salt of its own".getBytes(UTF_8), 1000) + "\n";
    }

    private static void send(LeaseMQPooledConnectionFactory factory, String text) {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue("orders"), text);
        }
    }

    @Test
    void poolsAndBeansDoWhatTheirUsersMay() throws Exception {
        activate();
        send(server.factory(shop), "a");
        assertEquals("a", seen.take());
        LeaseMQManagedConnectionFactory desk = new LeaseMQManagedConnectionFactory();
        desk.setUserName("desk");
        desk.setPassword("d");
        assertThrows(JMSSecurityRuntimeException.class, () -> send(server.factory(desk), "b"));
        assertThrows(
                JMSSecurityException.class,
                () -> server.factory(new LeaseMQManagedConnectionFactory()).createConnection());
    }

    @Test
    void applicationsBringAUserOfTheirOwn() throws Exception {
        LeaseMQPooledConnectionFactory factory = server.factory(new LeaseMQManagedConnectionFactory());
        try (JMSContext own = factory.createContext("shop", "s")) {
            own.createProducer().send(own.createQueue("orders"), "a");
        }
        int made = server.pool.made;
        try (JMSContext desk = factory.createContext("desk", "d")) {
            assertThrows(
                    JMSSecurityRuntimeException.class,
                    () -> desk.createProducer().send(desk.createQueue("orders"), "b"));
            assertEquals("a", desk.createConsumer(desk.createQueue("orders")).receiveBody(String.class, 10_000));
        }
        assertEquals(made + 1, server.pool.made);
        try (JMSContext again = factory.createContext("shop", "s")) {
            assertEquals(made + 1, server.pool.made);
            again.createProducer().send(again.createQueue("orders"), "c");
        }
        for (String[] wrong : new String[][] {{"shop", "d"}, {"shop", null}, {"mallory", "s"}}) {
            assertThrows(JMSSecurityException.class, () -> factory.createConnection(wrong[0], wrong[1]));
        }
    }

    /** A pool has one for the user, but who asks has to prove that he is that. */
    @Test
    void nobodyGetsAPooledConnectionWithAnotherPassword() throws Exception {
        shop.setResourceAdapter(server.adapter);
        Credentials.Request right = as("shop", "s");
        ManagedConnection connection = shop.createManagedConnection(null, right);
        Set<ManagedConnection> pool = Set.of(connection);
        assertEquals(connection, shop.matchManagedConnections(pool, null, right));
        assertNull(shop.matchManagedConnections(pool, null, as("shop", "d")));
        assertNull(shop.matchManagedConnections(pool, null, as("desk", "d")));
        connection.destroy();
    }

    @Test
    void recoveryAsksAsWhomTheSettingsName() throws Exception {
        TestXid xid = prepared(shop);
        queues.kill();
        queues.start();
        LeaseMQActivationSpec ofShop = new LeaseMQActivationSpec();
        ofShop.setDestination("orders");
        ofShop.setUserName("shop");
        ofShop.setPassword("s");
        XAResource[] resources = server.adapter.getXAResources(new ActivationSpec[] {spec, ofShop});
        assertEquals(2, resources.length);
        assertEquals(0, resources[0].recover(XAResource.TMSTARTRSCAN).length);
        assertEquals(1, resources[1].recover(XAResource.TMSTARTRSCAN).length);
        resources[1].commit(xid, false);
        activate();
        assertEquals("prepared", seen.take());
    }

    @Test
    void aBeanWithAWrongPasswordIsToldSoWhenItIsDeployed() throws Exception {
        spec.setPassword("wrong");
        ResourceException refusal = assertThrows(ResourceException.class, this::activate);
        assertTrue(refusal.getMessage().contains("does not let this process in"), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("No server answers"), refusal.getMessage());
    }

    private static List<String> refusals(CapturedLog log) {
        return log.lines().stream()
                .filter(line -> line.contains("does not let this process in"))
                .toList();
    }

    /** It is known when it is found out, and tried seldom, until it is put right at the server. */
    @Test
    void aPasswordThatIsWrongFromNowOnIsLogged() throws Exception {
        activate();
        send(server.factory(shop), "a");
        assertEquals("a", seen.take());
        queues.kill();
        write("s", "another");
        try (CapturedLog log = new CapturedLog("org.leasemq.ra.inbound.BeanConnections")) {
            queues.start();
            await(() -> !refusals(log).isEmpty());
            queues.kill();
            write("s", "d");
            queues.start();
            send(server.factory(shop), "b");
            while (!seen.take().equals("b")) {
                continue; // the first may have been on its way to being acknowledged
            }
            assertEquals(1, refusals(log).size());
            assertTrue(
                    refusals(log).get(0).contains("tried again every 10 s"),
                    refusals(log).get(0));
        }
    }
}
