package org.leasemq.ra;

import jakarta.jms.JMSException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAResource;
import org.leasemq.jms.LeaseMQXAConnectionFactory;
import org.leasemq.jms.server.ServerTransaction;
import org.leasemq.log.Logs;
import org.leasemq.ra.config.Texts;
import org.leasemq.ra.inbound.Activation;
import org.leasemq.ra.inbound.BeanHost;
import org.leasemq.ra.inbound.BeanMessages;
import org.leasemq.ra.inbound.BeanThreads;
import org.leasemq.ra.inbound.Deadline;
import org.leasemq.ra.outbound.Credentials;
import org.leasemq.ra.outbound.LeaseMQManagedConnection;
import org.leasemq.ra.outbound.PoolNames;

/** What there is between start and stop of an adapter. Safe for use by several threads. */
final class AdapterRun implements BeanHost, AutoCloseable {
    private final BootstrapContext context;
    private final Duration patience;
    private final PoolNames pools;
    private final Map<Login, ServerTransaction> transactions = new ConcurrentHashMap<>();
    /** What those are made by. */
    private final Map<String, LeaseMQXAConnectionFactory> places = new ConcurrentHashMap<>();

    private final Set<LeaseMQXAConnectionFactory> factories = ConcurrentHashMap.newKeySet();
    private final Set<LeaseMQManagedConnection> pooled = ConcurrentHashMap.newKeySet();
    private final Map<Key, Activation> activations = new ConcurrentHashMap<>();
    private final BeanThreads beans;
    private final TransactionSynchronizationRegistry registry;
    private volatile boolean closing;

    /** Where somebody is connected, and as whom. */
    private record Login(String place, String user) {}

    private record Key(MessageEndpointFactory endpoints, ActivationSpec spec) {}

    /** What an activation specification comes to, found out when nothing speaks against it. */
    interface Wanted {
        BeanMessages messages() throws ResourceException;
    }

    /** @param patience how long beans that are running are waited for */
    AdapterRun(BootstrapContext context, Duration patience, PoolNames pools) {
        this.context = context;
        this.patience = patience;
        this.pools = pools;
        this.beans = new BeanThreads(context, AdapterEngines.THREADS);
        this.registry = registry(context);
        AdapterEngines.start(context);
    }

    private static TransactionSynchronizationRegistry registry(BootstrapContext context) {
        try {
            return context.getTransactionSynchronizationRegistry();
        } catch (UnsupportedOperationException e) {
            Logs.of(AdapterRun.class).log(System.Logger.Level.DEBUG, "The server does not tell of its transactions", e);
            return null;
        }
    }

    /** The server's transactions; null if it does not say. */
    TransactionSynchronizationRegistry registry() {
        return registry;
    }

    LeaseMQXAConnectionFactory factory(String place) {
        LeaseMQXAConnectionFactory factory = new LeaseMQXAConnectionFactory(place, AdapterEngines.ENGINES);
        factories.add(factory);
        return factory;
    }

    @Override
    public void close(LeaseMQXAConnectionFactory factory) {
        factory.close();
        factories.remove(factory);
    }

    /** Keeps the engine of the place open, too. When that has failed there is another one, on a new connection. */
    synchronized ServerTransaction transaction(String place, Credentials as) throws JMSException {
        Login login = new Login(Texts.orEmpty(place), Texts.orEmpty(as.user()));
        ServerTransaction known = transactions.get(login);
        if (known != null && !known.isOver()) {
            return known;
        }
        if (known != null) {
            transactions.remove(login);
            known.close();
        }
        ServerTransaction made = places.computeIfAbsent(login.place, key -> factory(place))
                .createServerTransaction(as.user(), as.password());
        transactions.put(login, made);
        return made;
    }

    /** A pool has a connection. Servers that do not empty their pools before they stop the adapter exist. */
    void opened(LeaseMQManagedConnection connection) {
        pooled.add(connection);
    }

    void closed(ManagedConnection connection) {
        pooled.remove(connection);
    }

    @Override
    public XAResource named(XAResource resource, String place) {
        return pools.named(resource, place);
    }

    void activate(MessageEndpointFactory endpoints, ActivationSpec spec, Wanted wanted) throws ResourceException {
        Key key = new Key(endpoints, spec);
        if (activations.containsKey(key)) {
            throw new ResourceException("The beans for " + spec + " are active already.");
        }
        Activation activation = new Activation(endpoints, wanted.messages(), this, beans);
        activation.start();
        activations.put(key, activation);
        if (closing) { // which may not have seen it
            deactivate(endpoints, spec);
            throw new ResourceAdapterInternalException("The adapter is being stopped.");
        }
    }

    void deactivate(MessageEndpointFactory endpoints, ActivationSpec spec) {
        Key key = new Key(endpoints, spec);
        Activation activation = activations.get(key);
        if (activation != null) {
            try {
                activation.close(new Deadline(patience));
            } finally {
                activations.remove(key, activation);
            }
        }
    }

    /** Whoever comes second waits for the first. */
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        try {
            Deadline deadline = new Deadline(patience);
            activations.values().forEach(Activation::stop);
            activations.values().forEach(activation -> activation.awaitEnd(deadline));
            AdapterEngines.stopping();
            activations.values().forEach(activation -> activation.close(deadline));
            beans.close(deadline);
            pooled.forEach(LeaseMQManagedConnection::destroy);
            transactions.values().forEach(ServerTransaction::close);
            factories.forEach(LeaseMQXAConnectionFactory::close);
        } finally {
            AdapterEngines.stop(context);
        }
    }
}
