package org.leasemq.engine.local.recovery;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.model.Message;
import org.leasemq.store.Change;
import org.leasemq.store.Progress;

/**
 * Messages that have moved to a living queue out of one that is gone: dead letters whose source was deleted, and what a
 * transaction sent. Recovery passes over all that is in queues that are gone, so that it takes no memory; where such a
 * message came from is among the last that were passed over, or is looked for by playing everything once more.
 */
final class Strays {
    private static final int REMEMBERED = 4096;

    /**
     * What was passed over.
     *
     * @param content the number of its content
     * @param message without its body and attributes
     * @param size what it costs to keep it in memory
     * @param location where it is
     */
    record Origin(long content, Message message, int size, long location) {
        private static Origin of(Change.Storing stored, long location) {
            Message message = stored.message();
            return new Origin(stored.content(), message.withoutContent(), Footprint.ofStored(message), location);
        }
    }

    /** A message of which is known where it is, but not what. */
    static final class Stray {
        final Change.Move arrival;
        /** Where it was before it moved, as far back as is known. */
        private long from;

        private Progress progress = Progress.NONE;

        private Stray(Change.Move arrival, long from) {
            this.arrival = arrival;
            this.from = from;
        }

        Progress progress() {
            return progress;
        }
    }

    private final Map<Long, Origin> passedOver = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Origin> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** By where they are now. */
    private final Map<Long, Stray> strays = new HashMap<>();

    /** Those that are being looked for, by where they came from. */
    private Map<Long, Stray> wanted = Map.of();

    private boolean looking;

    // ------------------------------------------------------------------------- while everything is played at first

    void passedOver(long position, Change.Storing stored, long location) {
        passedOver.put(position, Origin.of(stored, location));
    }

    /** What has just moved out of a queue that is gone; null if it is not remembered, so that it has to be looked for. */
    Origin moved(Change.Move move) {
        Origin origin = passedOver.remove(move.from());
        if (origin == null) {
            Stray known = strays.remove(move.from());
            strays.put(move.position(), new Stray(move, known == null ? move.from() : known.from));
        }
        return origin;
    }

    void update(Change.Update update) {
        Stray stray = strays.get(update.position());
        if (stray != null) {
            stray.progress = update.progress();
        }
    }

    void remove(long position) {
        strays.remove(position);
    }

    void purge(Change.Purge purge) {
        strays.values()
                .removeIf(stray -> stray.arrival.queue() == purge.queue() && stray.arrival.position() <= purge.upTo());
    }

    // ------------------------------------------------------------------------------- while it is played once more

    /** Whether everything has to be played once more: called after each time. */
    boolean lookAgain() {
        Map<Long, Stray> before = wanted;
        wanted = new HashMap<>();
        for (Stray stray : strays.values()) {
            // what was looked for in vain is nowhere: it has been deleted since
            if (before.get(stray.from) != stray) {
                wanted.put(stray.from, stray);
            }
        }
        looking = true;
        return !wanted.isEmpty();
    }

    boolean areLookedFor() {
        return looking;
    }

    /** What is looked for and was at this position, or null. */
    Stray wanted(long position) {
        return wanted.get(position);
    }

    void found(Stray stray) {
        strays.remove(stray.arrival.position());
    }

    /** It had moved before, too; where it came from then was played earlier, so that it takes another time. */
    void trace(Change.Move move) {
        Stray stray = wanted.get(move.position());
        if (stray != null) {
            stray.from = move.from();
        }
    }
}
