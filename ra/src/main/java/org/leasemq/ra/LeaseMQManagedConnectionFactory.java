package org.leasemq.ra;

import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.SecurityException;
import jakarta.resource.spi.TransactionSupport;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.PrintWriter;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.Subject;
import org.leasemq.jms.LeaseMQXAConnectionFactory;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.ra.config.Texts;
import org.leasemq.ra.outbound.Credentials;
import org.leasemq.ra.outbound.LeaseMQManagedConnection;
import org.leasemq.ra.outbound.ManagedFactory;

/**
 * Makes the connections that an application server pools, for {@link jakarta.jms.ConnectionFactory} (Jakarta Connectors 2.1,
 * chapter 6). What is not set here is as in the resource adapter. Safe for use by several threads once it has been set up.
 */
public class LeaseMQManagedConnectionFactory
        implements ManagedConnectionFactory,
                ValidatingManagedConnectionFactory,
                ResourceAdapterAssociation,
                TransactionSupport,
                Serializable {
    private static final long serialVersionUID = 1L;

    private String url;
    private String userName;
    private String password;
    private String clientId;
    private LeaseMQResourceAdapter adapter;
    private transient PrintWriter logWriter;
    private transient LeaseMQXAConnectionFactory factory;
    /** The run of the adapter that the factory is for. */
    private transient Object run;

    // --------------------------------------------------------------------------------------------- settings

    /** Where the queues are; empty for the adapter's place. */
    public String getUrl() {
        return url;
    }

    public void setUrl(String value) {
        url = Texts.orNull(value);
    }

    /** User of connections that are made without one. */
    public String getUserName() {
        return userName;
    }

    public void setUserName(String value) {
        userName = Texts.orNull(value);
    }

    /** As {@code userName}: what servers call it that make the factory of a definition by annotation. */
    public String getUser() {
        return userName;
    }

    public void setUser(String value) {
        setUserName(value);
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String value) {
        password = Texts.orNull(value);
    }

    /** Client identifier of the connections; one connection at a time can have it. */
    public String getClientId() {
        return clientId;
    }

    public void setClientId(String value) {
        clientId = Texts.orNull(value);
    }

    @Override
    public ResourceAdapter getResourceAdapter() {
        return adapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter value) throws ResourceException {
        if (!(value instanceof LeaseMQResourceAdapter own)) {
            throw new ResourceException(
                    "A connection factory of LeaseMQ goes with LeaseMQ's adapter, not with " + value);
        }
        adapter = own;
    }

    @Override
    public TransactionSupportLevel getTransactionSupport() {
        return TransactionSupportLevel.XATransaction;
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    /** Kept for the server; LeaseMQ logs by {@link System.Logger}. */
    @Override
    public void setLogWriter(PrintWriter value) {
        logWriter = value;
    }

    // ------------------------------------------------------------------------------------------ connections

    @Override
    public Object createConnectionFactory(ConnectionManager manager) {
        if (adapter != null) {
            adapter.pooled(manager, this::place);
        }
        return new LeaseMQPooledConnectionFactory(this, manager);
    }

    /** Without a server that manages them: a factory of plain connections. */
    @Override
    public Object createConnectionFactory() throws ResourceException {
        return factory();
    }

    @Override
    public ManagedConnection createManagedConnection(Subject subject, ConnectionRequestInfo request)
            throws ResourceException {
        Credentials as = Credentials.of(this, subject, request);
        try {
            LeaseMQManagedConnection made = new LeaseMQManagedConnection(
                    new Side(), factory().createServerTransaction(as.user(), as.password()), as);
            if (adapter != null) {
                adapter.opened(made);
            }
            made.watch();
            return made;
        } catch (JMSException e) {
            String why = "There is no connection to LeaseMQ: " + e.getMessage();
            throw e instanceof JMSSecurityException ? new SecurityException(why, e) : new ResourceException(why, e);
        }
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public ManagedConnection matchManagedConnections(Set candidates, Subject subject, ConnectionRequestInfo request)
            throws ResourceException {
        Credentials wanted = Credentials.of(this, subject, request);
        for (Object candidate : candidates) {
            if (candidate instanceof LeaseMQManagedConnection connection && connection.isFor(this, wanted)) {
                return connection;
            }
        }
        return null;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public Set getInvalidConnections(Set connections) {
        Set<Object> invalid = new HashSet<>();
        for (Object candidate : connections) {
            if (candidate instanceof LeaseMQManagedConnection connection && connection.isBroken()) {
                invalid.add(candidate);
            }
        }
        return invalid;
    }

    /** Where the queues are; null if neither it nor its adapter says so. */
    String place() {
        return url == null && adapter != null ? adapter.getUrl() : url;
    }

    synchronized LeaseMQXAConnectionFactory factory() throws ResourceException {
        Object present = adapter == null ? this : adapter.running();
        if (present != run) {
            LeaseMQXAConnectionFactory made = adapter == null ? alone() : adapter.factory(url);
            if (userName != null) {
                made.setUser(userName);
                made.setPassword(password);
            }
            made.setClientId(clientId);
            factory = made;
            run = present;
        }
        return factory;
    }

    private LeaseMQXAConnectionFactory alone() throws ResourceException {
        try {
            return new LeaseMQXAConnectionFactory(url);
        } catch (InvalidOptionException e) {
            throw new ResourceException("Property url: " + e.getMessage(), e);
        }
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof LeaseMQManagedConnectionFactory same
                && same.getClass() == getClass()
                && Objects.equals(url, same.url)
                && Objects.equals(userName, same.userName)
                && Objects.equals(password, same.password)
                && Objects.equals(clientId, same.clientId)
                && Objects.equals(adapter, same.adapter);
    }

    @Override
    public final int hashCode() {
        return Objects.hash(getClass(), url, userName, clientId);
    }

    /** What its connections see of it, which is nothing for applications. */
    private final class Side implements ManagedFactory {
        @Override
        public ManagedConnectionFactory known() {
            return LeaseMQManagedConnectionFactory.this;
        }

        @Override
        public LeaseMQXAConnectionFactory connections() throws ResourceException {
            return factory();
        }

        @Override
        public TransactionSynchronizationRegistry transactions() {
            return adapter == null ? null : adapter.transactions();
        }

        @Override
        public void closed(ManagedConnection connection) {
            if (adapter != null) {
                adapter.closed(connection);
            }
        }
    }
}
