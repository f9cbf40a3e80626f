package org.leasemq.ra;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.XAConnection;
import jakarta.jms.XAConnectionFactory;
import jakarta.jms.XAJMSContext;
import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.SecurityException;
import java.io.Serializable;
import javax.naming.Reference;
import org.leasemq.ra.outbound.Credentials;
import org.leasemq.ra.outbound.LeaseMQConnectionHandle;
import org.leasemq.ra.outbound.Use;

/**
 * What applications in a server get injected or look up: its connections come from the server's pool, also those of
 * applications that ask for XA. Safe for several threads.
 */
public class LeaseMQPooledConnectionFactory
        implements ConnectionFactory,
                QueueConnectionFactory,
                TopicConnectionFactory,
                XAConnectionFactory,
                Referenceable,
                Serializable {
    private static final long serialVersionUID = 1L;

    private final LeaseMQManagedConnectionFactory factory;
    private final ConnectionManager manager;
    private Reference reference;

    LeaseMQPooledConnectionFactory(LeaseMQManagedConnectionFactory factory, ConnectionManager manager) {
        this.factory = factory;
        this.manager = manager;
    }

    LeaseMQManagedConnectionFactory settings() {
        return factory;
    }

    private LeaseMQConnectionHandle allocate(String user, String password, Use use) throws JMSException {
        try {
            Object handle =
                    manager.allocateConnection(factory, new Credentials.Request(new Credentials(user, password), use));
            LeaseMQConnectionHandle connection = (LeaseMQConnectionHandle) handle;
            connection.comesFrom(manager);
            return connection;
        } catch (ResourceException e) {
            throw failure(e);
        }
    }

    private static JMSException failure(ResourceException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof JMSSecurityException || cause instanceof SecurityException) {
                return caused(new JMSSecurityException(cause.getMessage(), "LEASEMQ-ACCESS-DENIED"), e);
            }
        }
        return caused(
                new JMSException("The server gives no connection: " + e.getMessage(), "LEASEMQ-NO-CONNECTION"), e);
    }

    private static JMSException caused(JMSException failure, ResourceException cause) {
        failure.initCause(cause);
        failure.setLinkedException(cause);
        return failure;
    }

    private interface Contexts<C extends JMSContext> {
        C of(LeaseMQConnectionHandle connection) throws JMSException;
    }

    private JMSContext context(String user, String password, int mode) {
        return context(user, password, connection -> connection.createContext(mode));
    }

    private <C extends JMSContext> C context(String user, String password, Contexts<C> contexts) {
        try {
            return contexts.of(allocate(user, password, Use.ALL));
        } catch (JMSSecurityException e) {
            throw new JMSSecurityRuntimeException(e.getMessage(), e.getErrorCode(), e);
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }

    @Override
    public Connection createConnection() throws JMSException {
        return allocate(null, null, Use.ALL);
    }

    @Override
    public Connection createConnection(String user, String password) throws JMSException {
        return allocate(user, password, Use.ALL);
    }

    @Override
    public QueueConnection createQueueConnection() throws JMSException {
        return allocate(null, null, Use.QUEUES);
    }

    @Override
    public QueueConnection createQueueConnection(String user, String password) throws JMSException {
        return allocate(user, password, Use.QUEUES);
    }

    @Override
    public TopicConnection createTopicConnection() throws JMSException {
        return allocate(null, null, Use.ALL);
    }

    @Override
    public TopicConnection createTopicConnection(String user, String password) throws JMSException {
        return allocate(user, password, Use.ALL);
    }

    @Override
    public JMSContext createContext() {
        return context(null, null, JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Override
    public JMSContext createContext(int mode) {
        return context(null, null, mode);
    }

    @Override
    public JMSContext createContext(String user, String password) {
        return context(user, password, JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Override
    public JMSContext createContext(String user, String password, int mode) {
        return context(user, password, mode);
    }

    @Override
    public XAConnection createXAConnection() throws JMSException {
        return allocate(null, null, Use.ALL);
    }

    @Override
    public XAConnection createXAConnection(String user, String password) throws JMSException {
        return allocate(user, password, Use.ALL);
    }

    @Override
    public XAJMSContext createXAContext() {
        return createXAContext(null, null);
    }

    @Override
    public XAJMSContext createXAContext(String user, String password) {
        return context(user, password, LeaseMQConnectionHandle::createXAContext);
    }

    @Override
    public void setReference(Reference value) {
        reference = value;
    }

    @Override
    public Reference getReference() {
        return reference;
    }
}
