package org.leasemq.ra;

import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.transaction.xa.XAResource;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.jms.LeaseMQXAConnectionFactory;
import org.leasemq.log.Logs;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.options.ConnectionUrl.Servers;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.options.Options;
import org.leasemq.ra.config.Texts;
import org.leasemq.ra.outbound.Credentials;
import org.leasemq.ra.outbound.LeaseMQManagedConnection;
import org.leasemq.ra.outbound.PoolNames;

/**
 * Connects an application server to an engine: an embedded one, which it opens when it starts and closes when it stops, or that of
 * a server elsewhere (Jakarta Connectors 2.1, chapters 5 and 13). Threads are the server's. Safe for use by several threads once it has been set up.
 */
public class LeaseMQResourceAdapter implements ResourceAdapter, Serializable {
    private static final long serialVersionUID = 1L;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private String url;
    private String userName;
    private String password;
    private String stopTimeout;

    private transient PoolNames pools;
    private transient AdapterRun running;

    /**
     * The engines of all adapters of this archive, for who serves their queues in another way as well, such as the SQS API. They
     * can be opened while an adapter runs, and are closed with the last one.
     */
    public static EmbeddedEngines engines() {
        return AdapterEngines.ENGINES;
    }

    // --------------------------------------------------------------------------------------------- settings

    /** Where the queues are, for everything that names no other place. */
    public String getUrl() {
        return url;
    }

    public void setUrl(String value) {
        url = Texts.orNull(value);
    }

    /** User of connections that name none. */
    public String getUserName() {
        return userName;
    }

    public void setUserName(String value) {
        userName = Texts.orNull(value);
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String value) {
        password = Texts.orNull(value);
    }

    /** How long undeployment waits for beans that are running: {@code 60s}, or milliseconds; {@code 60s} if not set. */
    public String getStopTimeout() {
        return stopTimeout;
    }

    public void setStopTimeout(String value) {
        stopTimeout = Texts.duration(value);
    }

    // -------------------------------------------------------------------------------------------- life cycle

    @Override
    public synchronized void start(BootstrapContext context) throws ResourceAdapterInternalException {
        if (running != null) {
            throw new ResourceAdapterInternalException("The adapter has been started already.");
        }
        AdapterRun starting = new AdapterRun(context, patience(), pools());
        boolean started = false;
        try {
            open(starting);
            started = true;
        } catch (JMSException | InvalidOptionException e) {
            throw new ResourceAdapterInternalException("LeaseMQ cannot be opened at " + url + ": " + e.getMessage(), e);
        } finally {
            if (started) {
                running = starting;
            } else {
                starting.close();
            }
        }
    }

    /** A server elsewhere may come later: who asks for a connection is told as long as it is not there, and beans wait for it. */
    private void open(AdapterRun starting) throws JMSException {
        if (url == null) {
            return;
        }
        boolean elsewhere = ConnectionUrl.parse(url).place() instanceof Servers;
        try {
            starting.transaction(url, own());
        } catch (JMSException e) {
            if (!elsewhere) {
                throw e;
            }
            Logs.of(LeaseMQResourceAdapter.class)
                    .log(
                            System.Logger.Level.WARNING,
                            (e instanceof JMSSecurityException
                                            ? "The adapter has started, and its server does not let it in as "
                                                    + (userName == null ? "nobody in particular" : "user " + userName)
                                                    + ", so that only who names another user gets connections: "
                                            : "The adapter has started without its server, and connects when that is there: ")
                                    + e.getMessage());
        }
    }

    /** As whom those connect who name nobody. */
    Credentials own() {
        return new Credentials(userName, password);
    }

    private Duration patience() throws ResourceAdapterInternalException {
        try {
            return stopTimeout == null
                    ? PATIENCE
                    : Options.REDELIVERY_DELAY.type().parse(stopTimeout);
        } catch (IllegalArgumentException e) {
            throw new ResourceAdapterInternalException(
                    "Property stopTimeout of the adapter is '" + stopTimeout
                            + "', but has to be a duration such as 60s.",
                    e);
        }
    }

    /**
     * Waits for the beans that are running, which can use connections meanwhile, but no longer than {@code stopTimeout}. Whoever
     * stops or deactivates at the same time waits as well.
     */
    @Override
    public void stop() {
        AdapterRun ending = present();
        if (ending != null) {
            try {
                ending.close();
            } finally {
                ended(ending);
            }
        }
    }

    /** It may have been started again since. */
    private synchronized void ended(AdapterRun ending) {
        if (running == ending) {
            running = null;
        }
    }

    private synchronized AdapterRun present() {
        return running;
    }

    synchronized AdapterRun running() throws ResourceException {
        if (running == null) {
            throw new ResourceAdapterInternalException("The adapter has not been started, or has been stopped.");
        }
        return running;
    }

    // ------------------------------------------------------------------------------------------------ beans

    @Override
    public void endpointActivation(MessageEndpointFactory endpoints, ActivationSpec spec) throws ResourceException {
        if (!(spec instanceof LeaseMQActivationSpec own)) {
            throw new NotSupportedException(
                    "An activation specification of type " + spec.getClass().getName() + " is none of LeaseMQ's.");
        }
        own.validate();
        running().activate(endpoints, own, () -> own.messages(this));
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory endpoints, ActivationSpec spec) {
        AdapterRun present = present();
        if (present != null) {
            present.deactivate(endpoints, spec);
        }
    }

    // --------------------------------------------------------------------------------------------- recovery

    /**
     * One resource for each place that the specifications name, and each user: it knows all branches that are prepared there. A
     * place that cannot be asked at the moment does not keep others from being recovered.
     */
    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) throws ResourceException {
        Map<LeaseMQActivationSpec.Origin, XAResource> resources = new LinkedHashMap<>();
        ResourceException failure = null;
        for (ActivationSpec spec : specs == null ? new ActivationSpec[0] : specs) {
            if (spec instanceof LeaseMQActivationSpec own) {
                try {
                    add(own, resources);
                } catch (ResourceException e) {
                    Logs.of(LeaseMQResourceAdapter.class).log(System.Logger.Level.WARNING, e.getMessage());
                    failure = e instanceof InvalidPropertyException ? failure : e;
                }
            }
        }
        if (resources.isEmpty() && failure != null) {
            throw failure; // so that the server tries again
        }
        return resources.values().toArray(new XAResource[0]);
    }

    private void add(LeaseMQActivationSpec spec, Map<LeaseMQActivationSpec.Origin, XAResource> resources)
            throws ResourceException {
        LeaseMQActivationSpec.Origin origin = origin(spec);
        if (!resources.containsKey(origin)) {
            try {
                resources.put(
                        origin,
                        running().transaction(origin.place(), origin.as()).resource());
            } catch (JMSException | InvalidOptionException e) {
                throw new ResourceException(
                        "What was prepared at " + origin.place() + " cannot be asked for: " + e.getMessage(), e);
            }
        }
    }

    private LeaseMQActivationSpec.Origin origin(LeaseMQActivationSpec spec) throws InvalidPropertyException {
        try {
            return spec.origin(this);
        } catch (InvalidPropertyException e) {
            throw new InvalidPropertyException(
                    "What was prepared for " + spec
                            + " cannot be asked for at the moment, since it is not known where it is: "
                            + e.getMessage(),
                    e);
        }
    }

    /** The server has a pool of connections. */
    void pooled(ConnectionManager pool, Supplier<String> place) {
        pools().add(pool, place);
    }

    /** Also of an adapter that has been serialized. */
    private synchronized PoolNames pools() {
        if (pools == null) {
            pools = new PoolNames();
        }
        return pools;
    }

    /** A factory for a place; null for the adapter's own. To be closed by the caller, or when the adapter stops. */
    LeaseMQXAConnectionFactory factory(String place) throws ResourceException {
        String chosen = place == null ? url : place;
        try {
            LeaseMQXAConnectionFactory factory = running().factory(chosen);
            factory.setUser(userName);
            factory.setPassword(password);
            return factory;
        } catch (InvalidOptionException e) {
            throw new ResourceException("Property url: " + e.getMessage(), e);
        }
    }

    /** A pool has a connection. */
    void opened(LeaseMQManagedConnection connection) throws ResourceException {
        running().opened(connection);
    }

    /** The server's transactions; null if it does not say, or the adapter is not running. */
    TransactionSynchronizationRegistry transactions() {
        AdapterRun present = present();
        return present == null ? null : present.registry();
    }

    void closed(ManagedConnection connection) {
        AdapterRun present = present();
        if (present != null) {
            present.closed(connection);
        }
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof LeaseMQResourceAdapter adapter
                && Objects.equals(url, adapter.url)
                && Objects.equals(userName, adapter.userName)
                && Objects.equals(password, adapter.password);
    }

    @Override
    public final int hashCode() {
        return Objects.hash(url, userName);
    }
}
