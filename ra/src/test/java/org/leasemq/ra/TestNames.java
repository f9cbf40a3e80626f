package org.leasemq.ra;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.leasemq.jms.jndi.LeaseMQInitialContextFactory;

/** What servers have in JNDI: the queues of {@code jndi.properties}, and what tests bind. */
public final class TestNames implements InitialContextFactory {
    static final Map<String, Object> BOUND = new ConcurrentHashMap<>();

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
        Context usual = new LeaseMQInitialContextFactory().getInitialContext(environment);
        return (Context) Proxy.newProxyInstance(
                TestNames.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, args) -> {
                    Object bound = method.getName().equals("lookup") ? BOUND.get(args[0].toString()) : null;
                    try {
                        return bound == null ? method.invoke(usual, args) : bound;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
