package org.leasemq.management;

import java.lang.System.Logger.Level;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.function.Supplier;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.leasemq.log.Logs;
import org.leasemq.log.Thrown;

/**
 * The process's MBean server. One that refuses a bean is asked for none any more: it says so once, and nothing depends on it.
 */
final class Beans {
    private static final System.Logger LOG = Logs.of(Beans.class);

    private final String place;
    private final Supplier<MBeanServer> server;
    private volatile boolean refused;

    /** @param server of this process; looked for when it is needed, as it may not be allowed to */
    Beans(String place, Supplier<MBeanServer> server) {
        this.place = place;
        this.server = server;
    }

    /** Whether the server has refused one. */
    boolean refused() {
        return refused;
    }

    /** @return whether it is there now; false if another has its name, or it is refused */
    boolean register(Object bean, ObjectName name) {
        if (refused) {
            return false;
        }
        try {
            call(beans -> beans.registerMBean(bean, name));
            return true;
        } catch (InstanceAlreadyExistsException e) {
            return false;
        } catch (JMException | RuntimeException e) {
            refused = true;
            LOG.log(
                    Level.WARNING,
                    "JMX does not show the engine of " + place + ", since " + name + " is refused: " + Thrown.text(e)
                            + ". Everything else works.");
            return false;
        }
    }

    void unregister(ObjectName name) {
        try {
            call(beans -> {
                beans.unregisterMBean(name);
                return null;
            });
        } catch (InstanceNotFoundException e) {
            LOG.log(Level.DEBUG, "Somebody else has taken " + name + " out of JMX");
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.WARNING, name + " stays in JMX, though it shows nothing any more: " + Thrown.text(e));
        }
    }

    private interface Call<T> {
        T on(MBeanServer beans) throws JMException;
    }

    /** Whoever brings it about need not have the right to. */
    @SuppressWarnings("removal") // as long as there are security managers
    private <T> T call(Call<T> call) throws JMException {
        PrivilegedExceptionAction<T> action = () -> call.on(server.get());
        try {
            return AccessController.doPrivileged(action);
        } catch (PrivilegedActionException e) {
            throw (JMException) e.getCause();
        }
    }
}
