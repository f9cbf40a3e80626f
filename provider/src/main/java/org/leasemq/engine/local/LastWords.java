package org.leasemq.engine.local;

import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.EngineException;
import org.leasemq.store.Change;
import org.leasemq.store.Progress;

/** What is stored when the engine closes in good order: the true receive counts where more was recorded ahead of time. */
final class LastWords extends Operation<Integer> {
    LastWords(Kernel kernel) {
        super(kernel);
    }

    @Override
    boolean isBarrier() {
        return true;
    }

    @Override
    void encode(List<Change> changes) {
        List<Entry> ahead = new ArrayList<>();
        kernel.index.forEach(entry -> {
            if (entry.persistent && entry.recordedCount > entry.receiveCount) {
                ahead.add(entry);
            }
        });
        for (Entry entry : ahead) {
            changes.add(new Change.Update(entry.position, new Progress(entry.receiveCount, entry.firstReceivedAt, 0)));
        }
    }

    @Override
    void durable(long location) {
        complete(0);
    }

    @Override
    void refused(EngineException cause) {
        fail(cause);
    }
}
