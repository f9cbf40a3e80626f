package org.leasemq.ra.outbound;

import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.DissociatableManagedConnection;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ManagedConnectionMetaData;
import jakarta.resource.spi.SecurityException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.leasemq.jms.ServerConnection;
import org.leasemq.jms.server.ServerTransaction;
import org.leasemq.log.Logs;

/**
 * What an application server pools: an XA resource, and the handles that work for its transactions (Jakarta Connectors 2.1, 6.5).
 * Connections to an embedded engine cost little, so each handle has one of its own. Safe for use by several threads.
 */
public final class LeaseMQManagedConnection implements ManagedConnection, DissociatableManagedConnection {
    private final ManagedFactory factory;
    private final ServerTransaction transaction;
    private final Credentials credentials;
    private final Set<LeaseMQConnectionHandle> handles = ConcurrentHashMap.newKeySet();
    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
    private final LocalBranch local;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean destroyed;
    private PrintWriter logWriter;

    /** @param credentials as whom it is made */
    public LeaseMQManagedConnection(ManagedFactory factory, ServerTransaction transaction, Credentials credentials) {
        this.factory = factory;
        this.transaction = transaction;
        this.credentials = credentials;
        this.local = new LocalBranch(transaction.resource());
    }

    /** Pools drop it from now on when its server has been away for too long. They know of it. */
    public void watch() {
        transaction.whenFailed(this::lost);
    }

    private void lost() {
        failed(new ResourceException(
                "The connection to the server is lost. Another one is made when it is asked for."));
    }

    /** Whether it can be used for what has been asked of a factory. */
    public boolean isFor(ManagedConnectionFactory wanted, Credentials user) {
        return !isBroken() && factory.known().equals(wanted) && credentials.equals(user);
    }

    /** Whether nothing can be done with it any more, since its adapter has been stopped or its server is gone. */
    public boolean isBroken() {
        return destroyed || transaction.isOver();
    }

    ServerTransaction transaction() {
        return transaction;
    }

    @Override
    public Object getConnection(Subject subject, ConnectionRequestInfo request) throws ResourceException {
        if (destroyed) {
            throw failed(new ResourceException("The connection's adapter has been stopped. It cannot be used again."));
        }
        Credentials as = Credentials.of(factory.known(), subject, request);
        LeaseMQConnectionHandle handle = new LeaseMQConnectionHandle(factory, request);
        Use use = Credentials.use(request);
        try {
            if (use != Use.TRANSACTION) {
                handle.use(connect(as, use, handle));
            }
        } catch (JMSSecurityException e) {
            throw new SecurityException(e.getMessage(), e);
        } catch (JMSException e) {
            throw failed(new ResourceException("There is no connection to LeaseMQ: " + e.getMessage(), e));
        }
        associateConnection(handle);
        return handle;
    }

    private ServerConnection connect(Credentials as, Use use, LeaseMQConnectionHandle handle)
            throws JMSException, ResourceException {
        ServerConnection made = factory.connections()
                .createServerConnection(as.user(), as.password(), use == Use.QUEUES, handle::transaction);
        if (made.goesWith(transaction)) {
            return made;
        }
        made.close();
        if (as.equals(credentials)) {
            throw failed(new ResourceException("The connection to the server was lost. Ask for another one."));
        }
        throw new SecurityException(
                "The connection belongs to another user, who has a session of his own at the server.");
    }

    /** Tells the server once to throw it away (Jakarta Connectors 2.1, 6.5.7). */
    private ResourceException failed(ResourceException reason) {
        if (listeners.isEmpty() || !told.compareAndSet(false, true)) {
            return reason;
        }
        ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_ERROR_OCCURRED, reason);
        listeners.forEach(listener -> listener.connectionErrorOccurred(event));
        return reason;
    }

    @Override
    public void associateConnection(Object given) throws ResourceException {
        if (!(given instanceof LeaseMQConnectionHandle handle)) {
            throw new ResourceException("A connection of another kind: " + given);
        }
        handle.belongTo(this);
        handles.add(handle);
    }

    @Override
    public void dissociateConnections() {
        handles.forEach(handle -> handle.belongTo(null));
        handles.clear();
    }

    /** An application has closed a handle. */
    void closed(LeaseMQConnectionHandle handle) {
        handles.remove(handle);
        ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_CLOSED);
        event.setConnectionHandle(handle);
        listeners.forEach(listener -> listener.connectionClosed(event));
    }

    /** Of handles, and of a local transaction that nobody has ended. */
    @Override
    public void cleanup() throws ResourceException {
        closeHandles();
        local.abandon();
    }

    private void closeHandles() {
        handles.forEach(LeaseMQConnectionHandle::invalidate);
        handles.clear();
    }

    /** Servers may do so without {@link #cleanup}; branches of their transaction manager are left to that. */
    @Override
    public void destroy() {
        destroyed = true;
        closeHandles();
        try {
            local.abandon();
        } catch (ResourceException e) {
            Logs.of(LeaseMQManagedConnection.class)
                    .log(System.Logger.Level.DEBUG, "The local transaction ends with the engine", e);
        } finally {
            transaction.close();
            factory.closed(this);
        }
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        listeners.remove(listener);
    }

    @Override
    public XAResource getXAResource() {
        return transaction.resource();
    }

    @Override
    public LocalTransaction getLocalTransaction() {
        return local;
    }

    @Override
    public ManagedConnectionMetaData getMetaData() {
        return new MetaData(credentials.user());
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(PrintWriter value) {
        logWriter = value;
    }

    /** @param getUserName as whom it is connected; null for nobody in particular */
    private record MetaData(String getUserName) implements ManagedConnectionMetaData {
        @Override
        public String getEISProductName() {
            return "LeaseMQ";
        }

        @Override
        public String getEISProductVersion() {
            return String.valueOf(MetaData.class.getPackage().getImplementationVersion());
        }

        /** As many as fit into memory. */
        @Override
        public int getMaxConnections() {
            return 0;
        }
    }
}
