package org.leasemq.tck.jakarta;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.leasemq.jms.jndi.LeaseMQInitialContextFactory;

/** The administered objects of the TCK, on a database for each process that runs tests. */
public final class TckContextFactory implements InitialContextFactory {
    private static final List<String> FACTORIES =
            List.of("MyConnectionFactory", "MyQueueConnectionFactory", "MyTopicConnectionFactory");
    private static final List<String> QUEUES =
            List.of("MY_QUEUE", "MY_QUEUE2", "testQ0", "testQ1", "testQ2", "testQueue2", "Q2");
    private static final List<String> TOPICS = List.of("MY_TOPIC", "MY_TOPIC2", "testT0", "testT1", "testT2");

    /** Where the database is, and who may connect to it. */
    static String url() {
        return "leasemq:derby:" + System.getProperty("leasemq.tck.directory") + "?users-file=" + users();
    }

    private static Path users() {
        try {
            return Path.of(
                    TckContextFactory.class.getResource("/users.properties").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the users file should be a file", e);
        }
    }

    @Override
    @SuppressWarnings("JdkObsolete") // the type that JNDI wants
    public Context getInitialContext(Hashtable<?, ?> given) throws NamingException {
        Hashtable<String, String> environment = new Hashtable<>();
        FACTORIES.forEach(name -> environment.put("connectionFactory." + name, url()));
        environment.put("connectionFactory.DURABLE_SUB_CONNECTION_FACTORY", url() + "&client-id=cts");
        QUEUES.forEach(name -> environment.put("queue." + name, name));
        TOPICS.forEach(name -> environment.put("topic." + name, name));
        return new LeaseMQInitialContextFactory().getInitialContext(environment);
    }
}
