package org.leasemq.restart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Sent;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.options.ConnectionUrl.Memory;
import org.leasemq.options.OptionValues;
import org.leasemq.store.Store;
import org.leasemq.thread.DaemonThreads;

/** An engine that is closed or killed after each step and opened again, which nobody is to notice. */
final class Restarts {
    /** How the process ends. */
    enum Ending {
        CLOSED,
        /** As by kill -9: the engine has no chance to store anything more. */
        KILLED
    }

    /** What is done between two lives of the engine. */
    interface Step {
        void run() throws Exception;
    }

    private static final Memory PLACE = new Memory("restarts");
    private static final String QUIET = "quiet";

    private final Supplier<Store> stores;
    private Store store;
    private EngineHandle handle;
    private LeaseMQConnectionFactory factory;
    private EmbeddedEngines engines;
    private final List<EmbeddedEngines> killed = new ArrayList<>();

    Restarts(Supplier<Store> stores) {
        this.stores = stores;
        open();
    }

    private void open() {
        engines = new EmbeddedEngines(
                (place, options, clock) -> store = stores.get(),
                new DaemonThreads("restarts"),
                ThreadedEnvironment.systemClock());
        handle = engines.open(PLACE, OptionValues.defaults());
        factory = new LeaseMQConnectionFactory(PLACE.toString(), engines);
        factory.setBlockingAcknowledge(true);
    }

    LeaseEngine engine() {
        return handle.engine();
    }

    Connection connect(String clientId) throws JMSException {
        Connection connection = factory.createConnection();
        if (clientId != null) {
            connection.setClientID(clientId);
        }
        connection.start();
        return connection;
    }

    /** Work with Jakarta Messaging that has ended when this returns. */
    interface Work {
        void in(Session session) throws JMSException;
    }

    void inSession(String clientId, int mode, Work work) throws JMSException {
        try (Connection connection = connect(clientId);
                Session session = connection.createSession(mode)) {
            work.in(session);
        }
    }

    Sent send(String queue, Message message) {
        return engine().send(queue, List.of(message)).await().get(0).get();
    }

    /** Runs a step, then ends the engine in each of these ways, and compares what is there afterwards. */
    void step(String what, List<Ending> endings, Step step) throws Exception {
        step.run();
        awaitQuiet();
        List<String> before = snapshot();
        for (Ending ending : endings) {
            end(ending);
            open();
            List<String> after = snapshot();
            for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
                assertEquals(before.get(i), after.get(i), what + ", " + ending);
            }
            assertEquals(before.size(), after.size(), what + ", " + ending);
        }
    }

    /** What nobody waits for, such as moves to a dead-letter queue, has been stored when this has. */
    private void awaitQuiet() {
        engine().createQueue(QUIET, QueueAttributes.standardQueue()).await();
        engine().purge(QUIET).await();
    }

    private List<String> snapshot() throws JMSException {
        try (Connection connection = connect(null)) {
            return Snapshot.of(engine(), connection);
        }
    }

    private void end(Ending ending) {
        if (ending == Ending.KILLED) {
            store.close();
            killed.add(engines);
            return;
        }
        factory.close();
        handle.close();
    }

    /** Also what is left of those that were killed: their threads. */
    void close() {
        end(Ending.CLOSED);
        killed.forEach(EmbeddedEngines::closeAll);
    }
}
