package org.leasemq.management;

import java.util.concurrent.Callable;
import org.leasemq.jms.LeaseMQConnectionFactory;

/** An application with classes of LeaseMQ of its own: opens an engine in memory, and is closed. */
public final class ForeignApplication implements Callable<Object>, AutoCloseable {
    private final LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory("leasemq:mem:shared-name");

    @Override
    public Object call() {
        factory.createContext().close();
        return null;
    }

    @Override
    public void close() {
        factory.close();
    }
}
