package org.leasemq.jms.xa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.JMSException;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.leasemq.jms.JmsTest;
import org.leasemq.jms.LeaseMQXAConnectionFactory;

/** Has a session that takes part in transactions of others. No prepared branch outlives a test. */
abstract class XaJmsTest extends JmsTest {
    LeaseMQXAConnectionFactory xaFactory;
    XAConnection xaConnection;
    XASession session;
    XAResource resource;

    @BeforeEach
    void openXa() throws JMSException {
        xaFactory = new LeaseMQXAConnectionFactory(PLACE.toString(), ENGINES);
        xaConnection = xaFactory.createXAConnection();
        xaConnection.start();
        session = xaConnection.createXASession();
        resource = session.getXAResource();
    }

    @AfterEach
    void closeXa() throws Exception {
        xaConnection.close();
        for (Xid left : resource.recover(XAResource.TMSTARTRSCAN)) {
            resource.rollback(left);
        }
        xaFactory.close();
    }

    static void publish(XASession session, String text) throws JMSException {
        session.createProducer(session.createQueue("orders")).send(session.createTextMessage(text));
    }

    static void failsWith(int code, Executable call) {
        assertEquals(code, assertThrows(XAException.class, call).errorCode);
    }
}
