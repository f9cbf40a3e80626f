package org.leasemq.tck.jakarta;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.jms.jndi.LeaseMQInitialContextFactory;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/**
 * The administered objects of the TCK, on a database for each process that runs tests; if the build says so, by way of a server that
 * listens on this machine.
 */
public final class TckContextFactory implements InitialContextFactory {
    private static final List<String> FACTORIES =
            List.of("MyConnectionFactory", "MyQueueConnectionFactory", "MyTopicConnectionFactory");
    private static final List<String> QUEUES =
            List.of("MY_QUEUE", "MY_QUEUE2", "testQ0", "testQ1", "testQ2", "testQueue2", "Q2");
    private static final List<String> TOPICS = List.of("MY_TOPIC", "MY_TOPIC2", "testT0", "testT1", "testT2");

    private static final String URL =
            Boolean.getBoolean("leasemq.tck.server") ? started() : place() + "?users-file=" + users();

    /** Where tests connect to. */
    static String url() {
        return URL;
    }

    /** One more option. */
    private static String with(String option) {
        return URL + (URL.contains("?") ? "&" : "?") + option;
    }

    private static String place() {
        return "leasemq:derby:" + System.getProperty("leasemq.tck.directory");
    }

    /** Lasts as long as the process. */
    private static String started() {
        SqsServer server = SqsServer.start(
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt(place() + "?users-file=" + users()),
                EmbeddedEngines.ofServer("leasemq-server"));
        return "leasemq:tcp://127.0.0.1:" + server.uri().getPort();
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
        environment.put("connectionFactory.DURABLE_SUB_CONNECTION_FACTORY", with("client-id=cts"));
        QUEUES.forEach(name -> environment.put("queue." + name, name));
        TOPICS.forEach(name -> environment.put("topic." + name, name));
        return new LeaseMQInitialContextFactory().getInitialContext(environment);
    }
}
