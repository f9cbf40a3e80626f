package org.leasemq.management;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueuePrefix;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare.Use;

/**
 * Shows an engine of this process in JMX, and its queues as they come and go: on a thread of the engine's, that lasts as long as there
 * is something to do, so that nobody who creates or deletes a queue waits for it. Safe for use by several threads; closed before the
 * engine.
 */
public final class EngineManagement implements AutoCloseable {
    /** What a bean takes of the heap, besides its name. */
    private static final int WEIGHT = 800;

    private final LeaseEngine engine;
    private final Executor threads;
    private final Beans beans;
    private final String place;
    /** What tells engines of one place apart, such as those in memory of two applications; empty for the first. */
    private String instance;

    private ObjectName own;
    private boolean closed;
    /** By names of queues. */
    private final Map<String, ObjectName> shown = new HashMap<>();

    /** Names of queues that have come or gone; guards itself and what says whether a thread looks at them. */
    private final Set<String> changed = new LinkedHashSet<>();

    private boolean following;

    /**
     * For an engine that has just been opened.
     *
     * @param place as it is written in a URL
     * @param threads runs each task on a thread of its own, or refuses it
     */
    public EngineManagement(String place, LeaseEngine engine, Executor threads) {
        this(place, engine, threads, ManagementFactory::getPlatformMBeanServer);
    }

    EngineManagement(String place, LeaseEngine engine, Executor threads, Supplier<MBeanServer> server) {
        this.place = place;
        this.engine = engine;
        this.threads = threads;
        this.beans = new Beans(place, server);
    }

    /** Begins to show it, with the queues there are. */
    public void begin(String version, MemoryAccount account) {
        EngineBean bean = new EngineBean(place, version, engine, account);
        synchronized (this) {
            for (int number = 1; own == null && !beans.refused(); number++) {
                instance = number == 1 ? "" : ",instance=" + number;
                ObjectName name = name("Engine", "");
                own = beans.register(bean, name) ? name : null;
            }
        }
        engine.queues().stream().map(QueueInfo::name).forEach(this::changed);
    }

    private ObjectName name(String type, String more) {
        try {
            return new ObjectName("org.leasemq:type=" + type + ",place=" + ObjectName.quote(place) + more + instance);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException("A name of JMX is malformed, which indicates a bug", e);
        }
    }

    /** A queue has come or gone. Does not wait, and may be told by whoever brought that about. */
    public void changed(String queue) {
        if (beans.refused() || !QueuePrefix.isKnownByName(queue)) {
            return;
        }
        boolean begins;
        synchronized (changed) {
            changed.add(queue);
            begins = !following;
            following = true;
        }
        if (begins) {
            followSoon();
        }
    }

    private void followSoon() {
        try {
            threads.execute(this::follow);
        } catch (RejectedExecutionException e) {
            synchronized (changed) {
                following = false; // with the next change
            }
        }
    }

    private void follow() {
        String queue = next();
        while (queue != null) {
            follow(queue);
            queue = next();
        }
    }

    /** Null if there is none; then this thread ends. */
    private String next() {
        synchronized (changed) {
            String next = changed.isEmpty() ? null : changed.iterator().next();
            changed.remove(next);
            following = next != null;
            return next;
        }
    }

    private synchronized void follow(String queue) {
        if (!closed) {
            boolean isThere = isThere(queue);
            if (isThere && !shown.containsKey(queue)) {
                show(queue);
            } else if (!isThere) {
                hide(queue, shown.remove(queue));
            }
        }
    }

    private boolean isThere(String queue) {
        try {
            return engine.findQueue(queue).await().isPresent();
        } catch (EngineException e) {
            return false; // the engine has failed or is being closed
        }
    }

    private void show(String queue) {
        ObjectName name = name("Queue", ",name=" + ObjectName.quote(queue));
        if (beans.register(new QueueBean(queue, engine), name)) {
            shown.put(queue, name);
            engine.memory().take(Use.QUEUES, weight(queue));
        }
    }

    private void hide(String queue, ObjectName name) {
        if (name != null) {
            beans.unregister(name);
            engine.memory().giveBack(Use.QUEUES, weight(queue));
        }
    }

    private static long weight(String queue) {
        return WEIGHT + 2L * queue.length();
    }

    /** Shows nothing any more. */
    @Override
    public synchronized void close() {
        closed = true;
        shown.forEach(this::hide);
        shown.clear();
        if (own != null) {
            beans.unregister(own);
            own = null;
        }
    }
}
