package org.leasemq.tck.joram;

import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.options.OptionValues;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import org.objectweb.jtests.jms.admin.Admin;

/**
 * Gives JORAM's tests their connection factories and destinations: the same source for javax.jms and jakarta.jms. In one of the runs of
 * the build they are those of a server that listens on this machine, and lasts as long as the process.
 */
public final class LeaseMQAdmin implements Admin {
    private static final String PLACE = "leasemq:mem:joram";
    private static final String URL = Boolean.getBoolean("joram.server") ? started() : PLACE;

    private final Map<String, String> properties = new ConcurrentHashMap<>();
    private EngineHandle handle;

    private static String started() {
        SqsServer server = SqsServer.start(
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt(PLACE),
                EmbeddedEngines.ofServer("leasemq-server"));
        return "leasemq:tcp://127.0.0.1:" + server.uri().getPort();
    }

    @Override
    public String getName() {
        return "LeaseMQ";
    }

    @Override
    @SuppressWarnings({"BanJNDI", "JdkObsolete"}) // what JORAM's tests look things up with
    public Context createContext() throws NamingException {
        Hashtable<String, String> environment = new Hashtable<>(properties);
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "org.leasemq.jms.jndi.LeaseMQInitialContextFactory");
        return new InitialContext(environment);
    }

    @Override
    public void createConnectionFactory(String name) {
        properties.put("connectionFactory." + name, URL);
    }

    @Override
    public void createQueueConnectionFactory(String name) {
        createConnectionFactory(name);
    }

    @Override
    public void createTopicConnectionFactory(String name) {
        createConnectionFactory(name);
    }

    @Override
    public void createQueue(String name) {
        properties.put("queue." + name, name);
    }

    @Override
    public void createTopic(String name) {
        properties.put("topic." + name, name);
    }

    @Override
    public void deleteQueue(String name) {
        properties.remove("queue." + name);
        LeaseEngine engine = handle.engine();
        if (engine.findQueue(name).await().isPresent()) {
            engine.deleteQueue(name).await();
        }
    }

    @Override
    public void deleteTopic(String name) {
        properties.remove("topic." + name);
    }

    @Override
    public void deleteConnectionFactory(String name) {
        properties.remove("connectionFactory." + name);
    }

    @Override
    public void deleteQueueConnectionFactory(String name) {
        deleteConnectionFactory(name);
    }

    @Override
    public void deleteTopicConnectionFactory(String name) {
        deleteConnectionFactory(name);
    }

    /** Keeps the engine open over all tests of a class. */
    @Override
    public void startServer() {
        start();
    }

    @Override
    public void stopServer() {
        stop();
    }

    @Override
    public void start() {
        if (handle == null) {
            handle = EmbeddedEngines.ofThisProcess()
                    .open(ConnectionUrl.parse(URL).place(), OptionValues.defaults());
        }
    }

    @Override
    public void stop() {
        // the next test goes on with the same engine
    }
}
