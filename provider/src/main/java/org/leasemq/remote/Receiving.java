package org.leasemq.remote;

import java.time.Duration;
import java.util.List;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.EngineException;

/** A receive of one message that asks for more: the first is for who asks, the others for when he asks again. */
final class Receiving extends Pending<List<Delivery>> {
    private final Prefetches all;
    private final Prefetch prefetch;
    private final ReceiveRequest request;

    @GuardedBy("this")
    private Completion<?> call;

    @GuardedBy("this")
    private boolean cancelled;

    /** @param request for as many as there may be */
    Receiving(Waiting waiting, Prefetches all, Prefetch prefetch, ReceiveRequest request) {
        super(waiting);
        this.all = all;
        this.prefetch = prefetch;
        this.request = request;
    }

    /** Asks; if other receivers of this process have messages of the queue, they keep them only while there are others. */
    Receiving begun(boolean othersKeep) {
        ask(othersKeep ? request.waiting(Duration.ZERO) : request, othersKeep);
        return this;
    }

    private void ask(ReceiveRequest asked, boolean first) {
        Pending<List<Delivery>> asking = all.ask(asked);
        boolean unwanted;
        synchronized (this) {
            call = asking;
            unwanted = cancelled;
        }
        if (unwanted) {
            asking.cancel();
        }
        asking.tell((deliveries, error) -> came(deliveries, error, first));
    }

    private void came(List<Delivery> deliveries, EngineException error, boolean first) {
        if (error != null) {
            finish(null, error);
        } else if (deliveries.isEmpty()) {
            nothingCame(first);
        } else {
            List<Delivery> own = all.readable(deliveries);
            all.keep(prefetch, request, own.subList(1, own.size()));
            finish(List.of(own.get(0)), null);
        }
    }

    private void nothingCame(boolean first) {
        boolean again;
        synchronized (this) {
            again = first && !cancelled;
        }
        if (!again) {
            finish(List.of(), null);
            return;
        }
        try {
            all.recallKept(request.queue());
            ask(request, false);
        } catch (EngineException e) {
            finish(null, e);
        }
    }

    @Override
    public void background() {
        // it goes on
    }

    @Override
    public void cancel() {
        Completion<?> present;
        synchronized (this) {
            cancelled = true;
            present = call;
        }
        if (present != null) {
            present.cancel();
        }
    }
}
