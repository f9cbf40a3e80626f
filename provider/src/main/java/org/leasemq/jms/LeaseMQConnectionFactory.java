package org.leasemq.jms;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.QueueAttributes.DeduplicationScope;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.options.Option;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;

/**
 * Makes connections to an embedded engine, which it shares with all factories of the process that name the same place.
 *
 * <pre>{@code
 * try (var factory = new LeaseMQConnectionFactory("leasemq:derby:/var/lib/orders?max-receive-count=3");
 *         Connection connection = factory.createConnection()) { ... }
 * }</pre>
 *
 * <p>The first connection opens the engine. It stays open until this factory and all its connections have been closed, or
 * the process ends. Every setter is an option of {@link Options}; options set here win over those in the URL and hold for
 * connections created afterwards. Safe for use by several threads.
 */
public final class LeaseMQConnectionFactory
        implements ConnectionFactory,
                QueueConnectionFactory,
                TopicConnectionFactory,
                Serializable,
                Referenceable,
                AutoCloseable {
    private static final long serialVersionUID = 1L;

    private String url;
    private transient ConnectionUrl parsedUrl;
    private transient OptionValues set = OptionValues.defaults();
    private transient EmbeddedEngines engines = EmbeddedEngines.ofThisProcess();
    private transient EngineHandle handle;

    /** A factory that is told where to connect by {@link #setUrl}. */
    public LeaseMQConnectionFactory() {}

    /**
     * A factory for the given place.
     *
     * @param url such as {@code leasemq:derby:/path?visibility-timeout=30s} or {@code leasemq:mem:name}
     * @throws InvalidOptionException if it is malformed, or an option in it is wrong
     */
    public LeaseMQConnectionFactory(String url) {
        setUrl(url);
    }

    /**
     * A factory whose engines are not those of the process.
     *
     * @throws InvalidOptionException if the URL is malformed, or an option in it is wrong
     */
    public LeaseMQConnectionFactory(String url, EmbeddedEngines engines) {
        this(url);
        this.engines = engines;
    }

    // ----------------------------------------------------------------------------------------- connections

    @Override
    public Connection createConnection() throws JMSException {
        return new LeaseMQConnection(connect());
    }

    /** As without user and password: an embedded engine has no users, and lets everybody in. */
    @Override
    public Connection createConnection(String user, String password) throws JMSException {
        return new LeaseMQConnection(connect());
    }

    @Override
    public QueueConnection createQueueConnection() throws JMSException {
        return new LeaseMQQueueConnection(connect());
    }

    /** As without user and password: an embedded engine has no users, and lets everybody in. */
    @Override
    public QueueConnection createQueueConnection(String user, String password) throws JMSException {
        return new LeaseMQQueueConnection(connect());
    }

    @Override
    public TopicConnection createTopicConnection() throws JMSException {
        return new LeaseMQConnection(connect());
    }

    /** As without user and password: an embedded engine has no users, and lets everybody in. */
    @Override
    public TopicConnection createTopicConnection(String user, String password) throws JMSException {
        return new LeaseMQConnection(connect());
    }

    private ConnectionCore connect() throws JMSException {
        try {
            OptionValues options = options();
            EngineHandle connectionHandle = connectionHandle(options);
            return open(connectionHandle, options);
        } catch (InvalidOptionException e) {
            throw JmsErrors.failure(e.getMessage(), "LEASEMQ-INVALID-OPTION", e);
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    private static ConnectionCore open(EngineHandle handle, OptionValues options) throws JMSException {
        ConnectionCore core = new ConnectionCore(handle, options);
        String clientId = options.get(Options.CLIENT_ID);
        try {
            if (clientId != null) {
                core.claimClientId(clientId);
            }
        } catch (JMSException e) {
            handle.close();
            throw e;
        }
        return core;
    }

    /** A hold on the engine for one connection. The factory has one of its own, so that the engine outlives connections. */
    private synchronized EngineHandle connectionHandle(OptionValues options) {
        if (handle == null) {
            handle = engines.open(place().place(), options);
        }
        return handle.another();
    }

    @Override
    public JMSContext createContext() {
        throw noContexts();
    }

    @Override
    public JMSContext createContext(String user, String password) {
        throw noContexts();
    }

    @Override
    public JMSContext createContext(String user, String password, int mode) {
        throw noContexts();
    }

    @Override
    public JMSContext createContext(int mode) {
        throw noContexts();
    }

    private static JMSRuntimeException noContexts() {
        JMSException refusal = JmsErrors.unsupported("JMSContexts");
        return new JMSRuntimeException(refusal.getMessage(), refusal.getErrorCode(), refusal);
    }

    /** Lets the engine go, which is closed when nobody else uses it. Connections stay open. Closing twice is harmless. */
    @Override
    public synchronized void close() {
        if (handle != null) {
            handle.close();
            handle = null;
        }
    }

    // --------------------------------------------------------------------------------------------- options

    /** Where to connect, or null. */
    public synchronized String getUrl() {
        return url;
    }

    /**
     * Where to connect, with options.
     *
     * @throws InvalidOptionException if it is malformed, or an option in it is wrong
     */
    public synchronized void setUrl(String value) {
        ConnectionUrl parsed = ConnectionUrl.parse(value);
        if (handle != null && !parsed.place().equals(parsedUrl.place())) {
            throw new InvalidOptionException("The factory is connected to " + parsedUrl.place()
                    + ". Close it before it is used for another place, or make another factory.");
        }
        parsedUrl = parsed;
        url = value;
    }

    /**
     * Sets an option by its name.
     *
     * @throws InvalidOptionException if there is no such option, or the value is wrong
     */
    public synchronized void setOption(String name, String value) {
        set = set.overriddenBy(OptionValues.parse(Map.of(name, value)));
    }

    /** All options that have been given, in the URL or by a setter. */
    public synchronized OptionValues options() {
        return place().options().overriddenBy(set);
    }

    private ConnectionUrl place() {
        return parsedUrl == null ? ConnectionUrl.parse(null) : parsedUrl;
    }

    private synchronized <T> void set(Option<T> option, T value) {
        set = set.with(option, value);
    }

    public void setCreate(boolean value) {
        set(Options.CREATE, value);
    }

    public void setMemoryBudget(Long value) {
        set(Options.MEMORY_BUDGET, value);
    }

    public void setDiskReserve(Long value) {
        set(Options.DISK_RESERVE, value);
    }

    public void setDeduplicationInterval(Duration value) {
        set(Options.DEDUPLICATION_INTERVAL, value);
    }

    public void setBackgroundDelay(Duration value) {
        set(Options.BACKGROUND_DELAY, value);
    }

    public void setClientId(String value) {
        set(Options.CLIENT_ID, value);
    }

    public void setAutoCreateQueues(boolean value) {
        set(Options.AUTO_CREATE_QUEUES, value);
    }

    public void setBlockingAcknowledge(boolean value) {
        set(Options.BLOCKING_ACKNOWLEDGE, value);
    }

    public void setLeaseLimit(Duration value) {
        set(Options.LEASE_LIMIT, value);
    }

    public void setRedeliveryDelay(Duration value) {
        set(Options.REDELIVERY_DELAY, value);
    }

    public void setTrustedPackages(List<String> value) {
        set(Options.TRUSTED_PACKAGES, value);
    }

    public void setVisibilityTimeout(Duration value) {
        set(Options.VISIBILITY_TIMEOUT, value);
    }

    public void setDelay(Duration value) {
        set(Options.DELAY, value);
    }

    public void setRetention(Duration value) {
        set(Options.RETENTION, value);
    }

    public void setReceiveWait(Duration value) {
        set(Options.RECEIVE_WAIT, value);
    }

    public void setMaximumMessageSize(Long value) {
        set(Options.MAXIMUM_MESSAGE_SIZE, value);
    }

    public void setMaxReceiveCount(int value) {
        set(Options.MAX_RECEIVE_COUNT, value);
    }

    public void setDeadLetterQueue(String value) {
        set(Options.DEAD_LETTER_QUEUE, value);
    }

    public void setContentBasedDeduplication(boolean value) {
        set(Options.CONTENT_BASED_DEDUPLICATION, value);
    }

    public void setDeduplicationScope(DeduplicationScope value) {
        set(Options.DEDUPLICATION_SCOPE, value);
    }

    // ---------------------------------------------------------------------------------------------- naming

    @Override
    public synchronized Reference getReference() {
        Reference reference = new Reference(
                LeaseMQConnectionFactory.class.getName(),
                new StringRefAddr(LeaseMQObjectFactory.URL, url),
                LeaseMQObjectFactory.class.getName(),
                null);
        set.asTexts().forEach((name, value) -> reference.add(new StringRefAddr(name, value)));
        return reference;
    }

    private synchronized void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeObject(new LinkedHashMap<>(set.asTexts()));
    }

    @SuppressWarnings("unchecked") // as written above
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        set = OptionValues.parse((Map<String, String>) in.readObject());
        parsedUrl = url == null ? null : ConnectionUrl.parse(url);
        engines = EmbeddedEngines.ofThisProcess();
    }

    @Override
    public String toString() {
        return "LeaseMQConnectionFactory[" + url + "]";
    }
}
