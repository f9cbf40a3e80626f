package org.leasemq.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.util.Map;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.jms.LeaseMQXAConnectionFactory;
import org.leasemq.jms.server.ServerTransaction;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.options.ConnectionUrl.Memory;
import org.leasemq.options.OptionValues;

/** Who uses a server elsewhere has a conversation with it of his own; how its address is written does not matter. */
class UsersElsewhereTest {
    private final EmbeddedEngines engines = EmbeddedEngines.ofServer("test");
    private EngineHandle local;
    private FrameServer server;

    @BeforeEach
    void start() throws IOException {
        local = engines.open(new Memory("users-elsewhere"), OptionValues.defaults());
        server = new FrameServer(local.engine());
    }

    @AfterEach
    void stop() throws IOException {
        engines.closeAll();
        server.close();
    }

    private EngineHandle connect(String hosts, String user) {
        ConnectionUrl url = ConnectionUrl.parse("leasemq:tcp://" + hosts);
        return engines.open(url.place(), url.options(), user, "secret");
    }

    private String port() {
        return ":" + server.address().port();
    }

    @Test
    void eachUserHasASessionOfHisOwn() {
        try (EngineHandle ann = connect("127.0.0.1" + port(), "ann");
                EngineHandle again = connect("127.0.0.1" + port(), "ann");
                EngineHandle bob = connect("127.0.0.1" + port(), "bob");
                EngineHandle nobody = connect("127.0.0.1" + port(), null)) {
            assertSame(ann.engine(), again.engine());
            assertNotSame(ann.engine(), bob.engine());
            assertNotSame(ann.engine(), nobody.engine());
            assertTrue(ann.isFor("ann"));
            assertFalse(ann.isFor("bob"));
            assertFalse(ann.isFor(null));
            assertEquals(2, engines.places().size());
            bob.close();
            assertEquals(0, ann.engine().branches().await().size());
        }
        assertEquals(1, engines.places().size());
    }

    @Test
    void anEngineOfThisProcessIsThatOfAllUsers() {
        try (EngineHandle ann = engines.open(new Memory("shared"), OptionValues.defaults(), "ann", "secret");
                EngineHandle bob = engines.open(new Memory("shared"), OptionValues.defaults(), "bob", "hidden")) {
            assertSame(ann.engine(), bob.engine());
            assertTrue(ann.isFor("bob"));
        }
    }

    @Test
    void theSameServersAreOnePlaceInWhateverOrderAndLetters() {
        try (EngineHandle one = connect("localhost" + port() + ",other.example:1", "ann");
                EngineHandle other = connect("OTHER.example:1,LocalHost" + port(), "ann")) {
            assertSame(one.engine(), other.engine());
        }
    }

    private static final String TLS = "leasemq:tls://a:1,b:2";

    @Test
    void encryptedIsAnotherPlace() {
        assertFalse(ConnectionUrl.parse(TLS)
                .place()
                .equals(ConnectionUrl.parse(TLS.replace("tls", "tcp")).place()));
        Map<Object, String> map = Map.of(ConnectionUrl.parse(TLS).place(), "there");
        assertEquals(
                "there", map.get(ConnectionUrl.parse("leasemq:tls://B:2,A:1").place()));
    }

    /** A factory lasts as long as its first user's session; that of others ends with their connections. */
    @Test
    void aFactoryGivesEachUserHisOwn() throws JMSException, XAException {
        try (LeaseMQXAConnectionFactory factory = new LeaseMQXAConnectionFactory(
                "leasemq:tcp://127.0.0.1" + port() + "?user=ann&password=secret", engines)) {
            try (ServerTransaction ann = factory.createServerTransaction();
                    ServerTransaction same = factory.createServerTransaction("ann", "secret");
                    ServerTransaction bob = factory.createServerTransaction("bob", "hidden");
                    Connection connection = factory.createConnection("bob", "hidden")) {
                assertTrue(ann.resource().isSameRM(same.resource()));
                assertFalse(ann.resource().isSameRM(bob.resource()));
                connection.createSession();
            }
        }
        assertEquals(1, engines.places().size());
    }

    @Test
    void whatCannotBeReachedIsClosedWithoutWaiting() throws IOException {
        EngineHandle remote = connect("127.0.0.1" + port(), "ann");
        engines.closeUnreachable();
        assertEquals(0, remote.engine().branches().await().size());
        server.close();
        while (!remote.hasFailed()) {
            engines.closeUnreachable();
            Thread.onSpinWait();
        }
        assertThrows(RuntimeException.class, () -> remote.engine().branches());
    }
}
