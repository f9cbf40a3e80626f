package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ManagedConnection;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.process.QueueServer;
import org.leasemq.ra.outbound.Credentials;
import org.leasemq.ra.outbound.Use;

/** The adapter, whose queues are those of a server in another process. */
abstract class RemoteTest {
    static final String PATIENT = "reconnect-timeout=30m&session-timeout=2s";

    @TempDir
    Path directory;

    /** Texts that beans have been given. */
    final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    final LeaseMQActivationSpec spec = new LeaseMQActivationSpec();
    QueueServer queues;
    TestServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        queues.close();
    }

    /** What a bean does with a text. */
    interface Code {
        void run(String text) throws JMSException;
    }

    /** Has beans see what comes. */
    TestServer.Beans activate() throws ResourceException {
        return activate(seen::add);
    }

    TestServer.Beans activate(Code code) throws ResourceException {
        MessageListener listener = message -> {
            try {
                code.run(message.getBody(String.class));
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        };
        TestServer.Beans beans = server.new Beans(listener, true);
        server.adapter.endpointActivation(beans, spec);
        return beans;
    }

    /** A branch that is prepared and sends a text to the orders, on a connection that is there no more. */
    TestXid prepared(LeaseMQManagedConnectionFactory settings) throws Exception {
        settings.setResourceAdapter(server.adapter);
        ManagedConnection connection = settings.createManagedConnection(null, null);
        Connection handle = (Connection) connection.getConnection(null, null);
        XAResource working = connection.getXAResource();
        TestXid xid = new TestXid(1);
        working.start(xid, XAResource.TMNOFLAGS);
        var session = handle.createSession();
        session.createProducer(session.createQueue("orders")).send(session.createTextMessage("prepared"));
        working.end(xid, XAResource.TMSUCCESS);
        assertEquals(XAResource.XA_OK, working.prepare(xid));
        handle.close();
        connection.destroy();
        return xid;
    }

    static Credentials.Request as(String user, String password) {
        return new Credentials.Request(new Credentials(user, password), Use.ALL);
    }

    static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
