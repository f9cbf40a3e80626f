package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.XAConnection;
import jakarta.jms.XAJMSContext;
import jakarta.jms.XAQueueConnection;
import jakarta.jms.XAQueueConnectionFactory;
import jakarta.jms.XATopicConnection;
import jakarta.jms.XATopicConnectionFactory;
import java.util.function.Supplier;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.jms.error.RuntimeErrors;
import org.leasemq.jms.server.ServerTransaction;
import org.leasemq.options.InvalidOptionException;

/**
 * Makes connections whose sessions take part in global transactions, and ordinary ones. For transaction managers; applications
 * use {@link LeaseMQConnectionFactory}. Safe for use by several threads.
 */
public final class LeaseMQXAConnectionFactory extends LeaseMQFactory
        implements XAQueueConnectionFactory, XATopicConnectionFactory {
    private static final long serialVersionUID = 1L;

    /** A factory that is told where to connect by {@link #setUrl}. */
    public LeaseMQXAConnectionFactory() {
        super(EmbeddedEngines.ofThisProcess());
    }

    /**
     * A factory for the given place.
     *
     * @param url such as {@code leasemq:derby:/path?visibility-timeout=30s} or {@code leasemq:mem:name}
     * @throws InvalidOptionException if it is malformed, or an option in it is wrong
     */
    public LeaseMQXAConnectionFactory(String url) {
        this(url, EmbeddedEngines.ofThisProcess());
    }

    /**
     * A factory whose engines are not those of the process.
     *
     * @throws InvalidOptionException if the URL is malformed, or an option in it is wrong
     */
    public LeaseMQXAConnectionFactory(String url, EmbeddedEngines engines) {
        super(engines);
        setUrl(url);
    }

    /**
     * A connection for an application server, which manages it.
     *
     * @param user null for the one in the options
     * @param queuesOnly whether it is to refuse everything about topics, as a connection for queues does
     * @param transactions tells what its sessions work for at the moment; null for no transaction
     */
    @VisibleTo(Audience.FACES)
    public ServerConnection createServerConnection(
            String user, String password, boolean queuesOnly, Supplier<ServerTransaction> transactions)
            throws JMSException {
        return new ServerConnection(user == null ? connect() : connect(user, password), queuesOnly, transactions);
    }

    /** The transactions of an application server: for its connections, and to recover what they prepared. */
    @VisibleTo(Audience.FACES)
    public ServerTransaction createServerTransaction() throws JMSException {
        return createServerTransaction(null, null);
    }

    /**
     * As {@link #createServerTransaction()}, as a certain user.
     *
     * @param user null for the one in the options
     */
    @VisibleTo(Audience.FACES)
    public ServerTransaction createServerTransaction(String user, String password) throws JMSException {
        return new ServerTransaction(openHandle(user, password));
    }

    @Override
    public XAConnection createXAConnection() throws JMSException {
        return new LeaseMQXAConnection(connect());
    }

    @Override
    public XAConnection createXAConnection(String user, String password) throws JMSException {
        return new LeaseMQXAConnection(connect(user, password));
    }

    @Override
    public XAQueueConnection createXAQueueConnection() throws JMSException {
        return new LeaseMQXAConnection(connect());
    }

    @Override
    public XAQueueConnection createXAQueueConnection(String user, String password) throws JMSException {
        return new LeaseMQXAConnection(connect(user, password));
    }

    @Override
    public XATopicConnection createXATopicConnection() throws JMSException {
        return new LeaseMQXAConnection(connect());
    }

    @Override
    public XATopicConnection createXATopicConnection(String user, String password) throws JMSException {
        return new LeaseMQXAConnection(connect(user, password));
    }

    @Override
    public XAJMSContext createXAContext() {
        return RuntimeErrors.get(() -> LeaseMQXAJMSContext.first(new LeaseMQXAConnection(connect())));
    }

    @Override
    public XAJMSContext createXAContext(String user, String password) {
        return RuntimeErrors.get(() -> LeaseMQXAJMSContext.first(new LeaseMQXAConnection(connect(user, password))));
    }
}
