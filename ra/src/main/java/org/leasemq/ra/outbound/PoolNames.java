package org.leasemq.ra.outbound;

import jakarta.resource.spi.ConnectionManager;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import javax.transaction.xa.XAResource;
import org.leasemq.log.Logs;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.options.InvalidOptionException;

/**
 * The names of the server's pools, and of beans' resources. WildFly (IronJacamar) gives the XA resources of a pool its name in
 * JNDI, which the transaction manager writes into its log: after a crash it takes it as done when the resource of that name does
 * not know a branch any more. A resource without name, as beans have, would stay in the log for ever, although it is the same
 * engine that was asked: so it gets the name of a pool for the same place, and of no other, which would be taken at its word.
 * What beans send by a pool for the place then belongs to their branch, as in other servers. In servers that have no such names
 * nothing happens. Safe for use by several threads.
 */
public final class PoolNames {
    private static final System.Logger LOG = Logs.of(PoolNames.class);

    private final Map<ConnectionManager, Pool> pools = new WeakHashMap<>();

    private record Pool(Supplier<String> place, Method name) {}

    /** There is a pool. It may get its name later, and its place. */
    public synchronized void add(ConnectionManager pool, Supplier<String> place) {
        try {
            pools.put(pool, new Pool(place, pool.getClass().getMethod("getJndiName")));
        } catch (NoSuchMethodException e) {
            LOG.log(System.Logger.Level.DEBUG, "The server's pools have no names", e);
        }
    }

    /** The resource by the name of a pool for its place, if there is one that has a name. */
    public XAResource named(XAResource resource, String place) {
        TreeMap<String, ConnectionManager> byName = new TreeMap<>();
        present().forEach((manager, pool) -> {
            String name = isSamePlace(pool.place.get(), place) ? name(manager, pool.name) : null;
            if (name != null) {
                byName.put(name, manager);
            }
        });
        return byName.isEmpty()
                ? resource
                : wrapped(resource, byName.firstEntry().getValue(), byName.firstKey());
    }

    /** Options do not matter. */
    private static boolean isSamePlace(String one, String other) {
        try {
            return one != null
                    && other != null
                    && ConnectionUrl.parse(one)
                            .place()
                            .equals(ConnectionUrl.parse(other).place());
        } catch (InvalidOptionException e) {
            LOG.log(System.Logger.Level.DEBUG, "A connection factory has an impossible url", e);
            return false;
        }
    }

    private synchronized Map<ConnectionManager, Pool> present() {
        return pools.isEmpty() ? Map.of() : new HashMap<>(pools);
    }

    private static String name(ConnectionManager pool, Method getter) {
        try {
            return (String) getter.invoke(pool);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "The server does not tell the name of a pool", e);
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
                            method.invoke(integration, resource, false, null, "LeaseMQ", version(), name, false, null);
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
