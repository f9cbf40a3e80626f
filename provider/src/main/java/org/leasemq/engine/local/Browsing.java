package org.leasemq.engine.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.BrowsePage;
import org.leasemq.engine.BrowseRequest;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.local.queue.QueueState;

/**
 * Pages of queues. Whoever asks for a page says behind which message it begins, so that nothing has to be kept for browsers; but
 * the last walks are, since where that message has gone its place is found by walking only.
 */
final class Browsing {
    private static final int MOST_KEPT = 64;

    private record Key(int queue, String place) {}

    private final Kernel kernel;
    /** Walks that may be gone on with, by where they stand, the oldest first. Guarded by the engine's lock. */
    private final Map<Key, QueueWalk> kept = new LinkedHashMap<>();

    Browsing(Kernel kernel) {
        this.kernel = kernel;
    }

    BrowsePage page(BrowseRequest request) {
        long upTo = request.upTo() < 0 ? kernel.locked(kernel.numbers()::lastPosition) : request.upTo();
        QueueWalk walk = kernel.locked(() -> begin(request));
        boolean goesOn = false;
        try {
            if (request.after() != null && !request.after().equals(walk.place())) {
                walk.goBehind(request.after());
            }
            BrowsePage page = walk.page(request, upTo);
            goesOn = walk.place().equals(page.next()) && !page.items().isEmpty();
            return page;
        } finally {
            boolean keep = goesOn;
            kernel.locked(() -> end(walk, keep));
        }
    }

    private QueueWalk begin(BrowseRequest request) {
        QueueState queue = kernel.queue(request.queue());
        QueueWalk known = request.after() == null ? null : kept.remove(new Key(queue.number(), request.after()));
        return known != null ? known : new QueueWalk(kernel, queue);
    }

    private Void end(QueueWalk walk, boolean keep) {
        List<QueueWalk> over = new ArrayList<>(2);
        if (keep) {
            QueueWalk other = kept.put(new Key(walk.queue.number(), walk.place()), walk);
            if (other != null) {
                over.add(other);
            }
            if (kept.size() > MOST_KEPT) {
                Key oldest = kept.keySet().iterator().next();
                over.add(kept.remove(oldest));
            }
        } else {
            over.add(walk);
        }
        over.forEach(QueueWalk::close);
        return null;
    }
}
