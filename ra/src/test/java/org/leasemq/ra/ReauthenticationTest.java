package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.Connection;
import jakarta.jms.JMSSecurityException;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.SecurityException;
import jakarta.resource.spi.security.PasswordCredential;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.security.auth.Subject;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.ra.outbound.Credentials;
import org.leasemq.ra.outbound.Use;
import org.w3c.dom.NodeList;

/** Pools keep users apart: a connection of one is never given to another. */
class ReauthenticationTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private LeaseMQManagedConnectionFactory settings;
    private LeaseMQPooledConnectionFactory factory;

    @BeforeEach
    void start() throws Exception {
        Path users = Files.writeString(directory.resolve("users"), "ann=secret\nbob=hidden\n");
        server = new TestServer(directory, "leasemq:derby:" + directory.resolve("data"));
        settings = new LeaseMQManagedConnectionFactory();
        settings.setUrl("leasemq:mem:guarded?users-file=" + users + "&require-user=true");
        factory = server.factory(settings);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static ConnectionRequestInfo request(String user, String password) {
        return new Credentials.Request(new Credentials(user, password), Use.ALL);
    }

    private Subject subject(String user, String password) {
        PasswordCredential credential = new PasswordCredential(user, password.toCharArray());
        credential.setManagedConnectionFactory(settings);
        return new Subject(false, Set.of(), Set.of(), Set.of(credential));
    }

    /** With true, WildFly would have a pool that neither matches nor tests connections. */
    @ParameterizedTest
    @ValueSource(strings = {"rar/src/main/rar/META-INF/ra.xml", "javax/rar/src/main/rar/META-INF/ra.xml"})
    void serversAreToldToKeepUsersApart(String descriptor) throws Exception {
        NodeList told = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(descriptor).toFile())
                .getElementsByTagName("reauthentication-support");
        assertEquals(1, told.getLength());
        assertEquals("false", told.item(0).getTextContent());
    }

    @Test
    void aConnectionOfOneUserDoesNotMatchAnother() throws Exception {
        ManagedConnection ann = settings.createManagedConnection(null, request("ann", "secret"));
        Set<ManagedConnection> pool = Set.of(ann);
        assertSame(ann, settings.matchManagedConnections(pool, null, request("ann", "secret")));
        assertSame(ann, settings.matchManagedConnections(pool, subject("ann", "secret"), null));
        assertNull(settings.matchManagedConnections(pool, null, request("bob", "hidden")));
        assertNull(settings.matchManagedConnections(pool, null, request("ann", "hidden")));
        assertNull(settings.matchManagedConnections(pool, subject("bob", "hidden"), request("ann", "secret")));
        assertNull(settings.matchManagedConnections(pool, null, null));
        ann.destroy();
    }

    /** Servers that do not match exist: whom they ask for is looked at all the same. */
    @Test
    void whoMayNotConnectDoesNotGetTheConnectionOfAnother() throws Exception {
        ManagedConnection ann = settings.createManagedConnection(null, request("ann", "secret"));
        ((Connection) ann.getConnection(null, request("ann", "secret"))).close();
        assertThrows(SecurityException.class, () -> ann.getConnection(null, request("bob", "secret")));
        assertThrows(SecurityException.class, () -> ann.getConnection(subject("ann", "hidden"), null));
        assertThrows(SecurityException.class, () -> ann.getConnection(null, null));
        ann.destroy();
    }

    @Test
    void aPoolThatMatchesGivesNobodyTheConnectionOfAnother() throws Exception {
        factory.createConnection("ann", "secret").close();
        factory.createConnection("bob", "hidden").close();
        assertEquals(2, server.pool.made);
        factory.createConnection("ann", "secret").close();
        factory.createConnection("bob", "hidden").close();
        assertEquals(2, server.pool.made);
        assertThrows(JMSSecurityException.class, () -> factory.createConnection("bob", "secret"));
        assertThrows(JMSSecurityException.class, factory::createConnection);
    }
}
