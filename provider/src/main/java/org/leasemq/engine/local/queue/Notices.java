package org.leasemq.engine.local.queue;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import org.leasemq.engine.local.order.EntryHome;
import org.leasemq.engine.local.runtime.EngineLock;
import org.leasemq.engine.local.runtime.Moments;
import org.leasemq.log.Logs;

/**
 * What operators are told by the log. Of dead letters there is a line for a queue at once, and then one for all that follow
 * within some seconds. Guarded by the engine's lock; the lines are written without it.
 */
public final class Notices {
    private static final System.Logger LOG = Logs.of(Notices.class);
    private static final long PAUSE_MILLIS = 10_000;

    /** How many dead letters of a queue nobody has been told of yet. */
    private static final class Untold {
        final EntryHome source;
        String target;
        int deadLetters;

        Untold(EntryHome source) {
            this.source = source;
        }
    }

    private final EngineLock lock;
    private final Moments time;
    private final Map<EntryHome, Untold> paused = new HashMap<>();

    public Notices(EngineLock lock, Moments time) {
        this.lock = lock;
        this.time = time;
    }

    /** A message has gone to the dead-letter queue. */
    public void deadLetter(EntryHome source, EntryHome target) {
        Untold untold = paused.get(source);
        boolean first = untold == null;
        if (first) {
            untold = new Untold(source);
            paused.put(source, untold);
        }
        untold.target = target.name();
        untold.deadLetters++;
        if (first) {
            tell(untold);
        }
    }

    private void tell(Untold untold) {
        String text = (untold.deadLetters == 1 ? "A message of queue '" : untold.deadLetters + " messages of queue '")
                + untold.source.name() + "' went to the dead-letter queue '" + untold.target
                + "': not deleted after all the deliveries that its redrive policy allows";
        untold.deadLetters = 0;
        lock.later(() -> LOG.log(Level.WARNING, text));
        time.timers().schedule(time.elapsed() + PAUSE_MILLIS, () -> {
            if (untold.deadLetters > 0) {
                tell(untold);
            } else {
                paused.remove(untold.source);
            }
        });
    }

    /** The engine closes: nothing is kept to be told later. */
    public void tellAll() {
        paused.values().stream().filter(untold -> untold.deadLetters > 0).forEach(this::tell);
    }

    /** Messages of a queue that outlives the process have been removed because somebody asked for it. */
    public void removed(EntryHome queue, int messages, boolean withQueue) {
        if (messages > 0 && queue.attributes().durable()) {
            String text = withQueue
                    ? "Queue '" + queue.name() + "' was deleted with its " + messages + " messages"
                    : "Queue '" + queue.name() + "' was purged: " + messages + " messages were removed";
            lock.later(() -> LOG.log(Level.INFO, text));
        }
    }
}
