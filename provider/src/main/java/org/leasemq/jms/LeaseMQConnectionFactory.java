package org.leasemq.jms;

import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.options.InvalidOptionException;

/**
 * Makes connections to an embedded engine, which it shares with all factories of the process that name the same place.
 *
 * <pre>{@code
 * try (var factory = new LeaseMQConnectionFactory("leasemq:derby:/var/lib/orders?max-receive-count=3");
 *         Connection connection = factory.createConnection()) { ... }
 * }</pre>
 *
 * <p>The first connection opens the engine. It stays open until this factory and all its connections have been closed, or
 * the process ends. Safe for use by several threads.
 */
public final class LeaseMQConnectionFactory extends LeaseMQFactory {
    private static final long serialVersionUID = 1L;

    /** A factory that is told where to connect by {@link #setUrl}. */
    public LeaseMQConnectionFactory() {
        super(EmbeddedEngines.ofThisProcess());
    }

    /**
     * A factory for the given place.
     *
     * @param url such as {@code leasemq:derby:/path?visibility-timeout=30s} or {@code leasemq:mem:name}
     * @throws InvalidOptionException if it is malformed, or an option in it is wrong
     */
    public LeaseMQConnectionFactory(String url) {
        this(url, EmbeddedEngines.ofThisProcess());
    }

    /**
     * A factory whose engines are not those of the process.
     *
     * @throws InvalidOptionException if the URL is malformed, or an option in it is wrong
     */
    public LeaseMQConnectionFactory(String url, EmbeddedEngines engines) {
        super(engines);
        setUrl(url);
    }
}
