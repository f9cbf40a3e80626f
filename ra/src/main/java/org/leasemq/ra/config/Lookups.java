package org.leasemq.ra.config;

import jakarta.resource.spi.InvalidPropertyException;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.leasemq.log.Logs;

/** Finds what properties of beans name in JNDI. */
public final class Lookups {
    private Lookups() {}

    public static <T> T find(Class<?> bean, String property, String name, Class<T> type)
            throws InvalidPropertyException {
        try {
            return cast(bean, property, name, type, lookup(name));
        } catch (NamingException e) {
            InvalidPropertyException problem = Problems.of(
                    bean,
                    property,
                    "Activation property " + property + ": there is no '" + name + "' in JNDI: " + e.getMessage());
            problem.initCause(e);
            throw problem;
        }
    }

    /** As {@link #find}, for a name that need not be one in JNDI. */
    public static <T> Optional<T> findIfThere(Class<?> bean, String property, String name, Class<T> type)
            throws InvalidPropertyException {
        Object found;
        try {
            found = lookup(name);
        } catch (NamingException e) {
            Logs.of(Lookups.class)
                    .log(System.Logger.Level.DEBUG, "'" + name + "' is not in JNDI: the destination has that name", e);
            return Optional.empty();
        }
        return Optional.of(cast(bean, property, name, type, found));
    }

    @SuppressWarnings("BanJNDI") // the name is the deployer's
    private static Object lookup(String name) throws NamingException {
        return new InitialContext().lookup(name);
    }

    private static <T> T cast(Class<?> bean, String property, String name, Class<T> type, Object found)
            throws InvalidPropertyException {
        if (!type.isInstance(found)) {
            throw Problems.of(
                    bean,
                    property,
                    "Activation property " + property + ": '" + name + "' in JNDI is "
                            + (found == null
                                    ? "nothing"
                                    : "a " + found.getClass().getName())
                            + ", not a " + type.getName() + ".");
        }
        return type.cast(found);
    }
}
