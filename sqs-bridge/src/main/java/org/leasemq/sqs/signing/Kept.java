package org.leasemq.sqs.signing;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.leasemq.engine.AttributeChange;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;

/**
 * A secret of the database: made when it is first needed, and kept with the queues, so that it outlives the process and is the
 * same for all servers on them. It is with a queue without messages, which nobody sees. Safe for use by several threads.
 */
final class Kept<T> {
    private final LeaseEngine engine;
    private final String home;
    private final Supplier<Map<String, String>> maker;
    private final Function<Map<String, String>, T> reader;
    private volatile T current;

    /**
     * @param home name of the queue: one that clients cannot say
     * @param maker makes what is kept
     * @param reader makes the secret of what is kept; null of anything else
     */
    Kept(
            LeaseEngine engine,
            String home,
            Supplier<Map<String, String>> maker,
            Function<Map<String, String>, T> reader) {
        this.engine = engine;
        this.home = home;
        this.maker = maker;
        this.reader = reader;
    }

    /** The secret; null if none has been needed yet. Does not wait. */
    T current() {
        if (current == null) {
            engine.findQueue(home).await().ifPresent(queue -> current = read(queue.attributes()));
        }
        return current;
    }

    private T read(QueueAttributes attributes) {
        return reader.apply(attributes.labels());
    }

    /**
     * The secret. Waits until it is kept, if it is new.
     *
     * @throws EngineException if it cannot be
     */
    T ensure() {
        T present = current();
        if (present != null) {
            return present;
        }
        Map<String, String> made = maker.get();
        try {
            engine.createQueue(home, QueueAttributes.standardQueue().withLabels(made))
                    .await();
        } catch (EngineException.QueueExists | EngineException.QueueSetAside e) {
            // somebody else was faster; or a queue of Jakarta Messaging is called so, or what was kept cannot be read
            AttributeChange.apply(engine, home, found -> read(found) == null ? found.withLabels(made) : found);
        }
        return current();
    }
}
