package org.leasemq.ra;

import jakarta.resource.spi.InvalidPropertyException;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Finds what activation properties name in JNDI. */
final class Lookups {
    private Lookups() {}

    @SuppressWarnings("BanJNDI") // the name is the deployer's
    static <T> T find(String property, String name, Class<T> type) throws InvalidPropertyException {
        Object found;
        try {
            found = new InitialContext().lookup(name);
        } catch (NamingException e) {
            InvalidPropertyException problem = Problems.of(
                    LeaseMQActivationSpec.class,
                    property,
                    "Activation property " + property + ": there is no '" + name + "' in JNDI: " + e.getMessage());
            problem.initCause(e);
            throw problem;
        }
        if (!type.isInstance(found)) {
            throw Problems.of(
                    LeaseMQActivationSpec.class,
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
