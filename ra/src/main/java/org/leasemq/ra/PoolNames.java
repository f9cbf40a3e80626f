package org.leasemq.ra;

import jakarta.resource.spi.ConnectionManager;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import javax.transaction.xa.XAResource;

/**
 * The names of the server's pools, and of beans' resources. WildFly (IronJacamar) gives the XA resources of a pool its name in
 * JNDI, which the transaction manager writes into its log: after a crash it takes it as done when the resource of that name does
 * not know a branch any more. A resource without name, as beans have, would stay in the log for ever, although it is the same
 * engine that was asked: so it gets the name of a pool for the same place. It stays a branch of its own, as without a name. In
 * servers that have no such names nothing happens. Safe for use by several threads.
 */
final class PoolNames {
    private static final System.Logger LOG = System.getLogger(PoolNames.class.getName());

    private final Map<ConnectionManager, LeaseMQManagedConnectionFactory> pools = new WeakHashMap<>();

    /** There is a pool. It may get its name later. */
    synchronized void add(ConnectionManager pool, LeaseMQManagedConnectionFactory factory) {
        pools.put(pool, factory);
    }

    /**
     * The resource by the name of a pool for its place, if there is one that has a name.
     *
     * @param samePlace whether what a connection factory has for {@code url} is the place
     */
    XAResource named(XAResource resource, Predicate<String> samePlace) {
        TreeMap<String, ConnectionManager> byName = new TreeMap<>();
        for (Map.Entry<ConnectionManager, LeaseMQManagedConnectionFactory> pool :
                present().entrySet()) {
            String name = samePlace.test(pool.getValue().getUrl()) ? name(pool.getKey()) : null;
            if (name != null) {
                byName.put(name, pool.getKey());
            }
        }
        return byName.isEmpty()
                ? resource
                : wrapped(resource, byName.firstEntry().getValue(), byName.firstKey());
    }

    private synchronized Map<ConnectionManager, LeaseMQManagedConnectionFactory> present() {
        return new HashMap<>(pools);
    }

    private static String name(ConnectionManager pool) {
        try {
            Method getter = pool.getClass().getMethod("getJndiName");
            return (String) getter.invoke(pool);
        } catch (ReflectiveOperationException | ClassCastException e) {
            LOG.log(System.Logger.Level.DEBUG, "The server's pools have no names", e);
            return null;
        }
    }

    /** By the server's own {@code TransactionIntegration}, as it does with the resources of connections. */
    private static XAResource wrapped(XAResource resource, ConnectionManager pool, String name) {
        try {
            Object integration =
                    pool.getClass().getMethod("getTransactionIntegration").invoke(pool);
            for (Method method : integration.getClass().getMethods()) {
                if (method.getName().equals("createXAResourceWrapper") && method.getParameterCount() == 8) {
                    return (XAResource)
                            method.invoke(integration, resource, false, false, "LeaseMQ", version(), name, false, null);
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "The server does not name resources", e);
        }
        return resource;
    }

    private static String version() {
        return String.valueOf(PoolNames.class.getPackage().getImplementationVersion());
    }
}
