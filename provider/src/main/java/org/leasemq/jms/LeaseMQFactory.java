package org.leasemq.jms;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.model.EngineException;
import org.leasemq.jms.destination.Destinations;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.jms.error.RuntimeErrors;
import org.leasemq.jms.session.ConnectionCore;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.options.Option;
import org.leasemq.options.OptionSetters;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;
import org.leasemq.stack.StackReserve;

/**
 * What all connection factories have: a place, options, a hold on the engine, and a form in which directories keep them. Every
 * setter is an option of {@link Options}; options set here win over those in the URL and hold for connections created
 * afterwards. Those of the engine hold from its opening: other values are refused by the next connection, as they are to
 * another factory. Safe for use by several threads.
 */
public abstract class LeaseMQFactory extends OptionSetters
        implements ConnectionFactory,
                QueueConnectionFactory,
                TopicConnectionFactory,
                Serializable,
                Referenceable,
                AutoCloseable {
    private static final long serialVersionUID = 1L;
    private static final Destinations DESTINATIONS = new OwnDestinations();

    private String url;
    private transient ConnectionUrl parsedUrl;
    private transient OptionValues set = OptionValues.defaults();
    private transient EmbeddedEngines engines;
    private transient EngineHandle handle;

    LeaseMQFactory(EmbeddedEngines engines) {
        this.engines = engines;
    }

    // ----------------------------------------------------------------------------------------- connections

    @Override
    public final Connection createConnection() throws JMSException {
        return new LeaseMQConnection(connect());
    }

    @Override
    public final Connection createConnection(String user, String password) throws JMSException {
        return new LeaseMQConnection(connect(user, password));
    }

    @Override
    public final QueueConnection createQueueConnection() throws JMSException {
        return new LeaseMQQueueConnection(connect());
    }

    @Override
    public final QueueConnection createQueueConnection(String user, String password) throws JMSException {
        return new LeaseMQQueueConnection(connect(user, password));
    }

    @Override
    public final TopicConnection createTopicConnection() throws JMSException {
        return new LeaseMQConnection(connect());
    }

    @Override
    public final TopicConnection createTopicConnection(String user, String password) throws JMSException {
        return new LeaseMQConnection(connect(user, password));
    }

    @Override
    public final JMSContext createContext() {
        return createContext(JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Override
    public final JMSContext createContext(String user, String password) {
        return createContext(user, password, JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Override
    public final JMSContext createContext(String user, String password, int mode) {
        return RuntimeErrors.get(() -> LeaseMQJMSContext.first(new LeaseMQConnection(connect(user, password)), mode));
    }

    @Override
    public final JMSContext createContext(int mode) {
        return RuntimeErrors.get(() -> LeaseMQJMSContext.first(new LeaseMQConnection(connect()), mode));
    }
    /** The working part of a new connection, whose client id has been claimed if one is configured. */
    final ConnectionCore connect() throws JMSException {
        return asked(options -> connect(options, options.get(Options.USER), options.get(Options.PASSWORD)));
    }

    /** As {@link #connect()}, as a certain user. */
    final ConnectionCore connect(String user, String password) throws JMSException {
        return asked(options -> connect(options, user, password));
    }

    /** A hold on the engine; as the user in the options if none is given. */
    final EngineHandle openHandle(String user, String password) throws JMSException {
        return asked(options -> user == null
                ? connectionHandle(options, options.get(Options.USER), options.get(Options.PASSWORD))
                : connectionHandle(options, user, password));
    }

    private interface Question<T> {
        T ask(OptionValues options) throws JMSException;
    }

    private <T> T asked(Question<T> question) throws JMSException {
        try {
            return question.ask(options());
        } catch (InvalidOptionException e) {
            throw JmsErrors.failure(e.getMessage(), "LEASEMQ-INVALID-OPTION", e);
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    private ConnectionCore connect(OptionValues options, String user, String password) throws JMSException {
        EngineHandle held = connectionHandle(options, user, password);
        boolean connected = false;
        try {
            ConnectionCore core = new ConnectionCore(held, options, DESTINATIONS);
            String clientId = options.get(Options.CLIENT_ID);
            if (clientId != null) {
                core.claimClientId(clientId);
            }
            connected = true;
            return core;
        } finally {
            if (!connected) {
                held.close();
            }
        }
    }

    /** A hold on the engine for one connection of a user. */
    private EngineHandle connectionHandle(OptionValues options, String user, String password) {
        try (EngineHandle shared = sharedHandle(options, user, password)) {
            return shared.another(options, user, password);
        }
    }

    /** The factory has a hold of its own, that of who connected first, so that the engine lasts. */
    private synchronized EngineHandle sharedHandle(OptionValues options, String user, String password) {
        StackReserve.forStore();
        if (handle != null && handle.hasFailed()) {
            close();
        }
        if (handle == null) {
            handle = engines.open(place().place(), options, user, password);
        }
        return handle.isFor(user) ? handle.another(options) : engines.open(place().place(), options, user, password);
    }

    /** Lets the engine go, which is closed when no connection uses it any more. The next connection opens it again. */
    @Override
    public final synchronized void close() {
        StackReserve.forStore();
        if (handle != null) {
            handle.close();
            handle = null;
        }
    }

    // --------------------------------------------------------------------------------------------- options

    /** Where to connect, or null. */
    public final synchronized String getUrl() {
        return url;
    }

    /**
     * Where to connect, with options.
     *
     * @throws InvalidOptionException if it is malformed, or an option in it is wrong
     */
    public final synchronized void setUrl(String value) {
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
    public final synchronized void setOption(String name, String value) {
        set = set.overriddenBy(OptionValues.parse(Collections.singletonMap(name, value)));
    }

    /** All options that have been given, in the URL or by a setter. */
    public final synchronized OptionValues options() {
        return place().options().overriddenBy(set);
    }

    private ConnectionUrl place() {
        return parsedUrl == null ? ConnectionUrl.parse(null) : parsedUrl;
    }

    @Override
    protected final synchronized <T> void set(Option<T> option, T value) {
        set = set.with(option, value);
    }

    // ---------------------------------------------------------------------------------------------- naming

    @Override
    public final synchronized Reference getReference() {
        Reference reference = References.to(getClass(), References.URL, url);
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
    public final synchronized String toString() {
        return getClass().getSimpleName() + "[" + (parsedUrl == null ? "not set up" : parsedUrl.place()) + "]";
    }
}
