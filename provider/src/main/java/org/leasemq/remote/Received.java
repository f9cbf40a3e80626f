package org.leasemq.remote;

import java.util.List;
import java.util.function.BiConsumer;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.wire.ToldDelivery;

/** Deliveries that a server tells, which are read back from it where they have to be. */
record Received(Completion<List<Delivery>> told, LeaseEngine engine) implements Completion<List<Delivery>> {

    private List<Delivery> own(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(delivery -> (Delivery) ((ToldDelivery) delivery)
                        .with(receipt -> engine.read(receipt).await()))
                .toList();
    }

    @Override
    public List<Delivery> await() {
        return own(told.await());
    }

    @Override
    public void whenDone(BiConsumer<? super List<Delivery>, ? super EngineException> callback) {
        told.whenDone((deliveries, error) -> callback.accept(error == null ? own(deliveries) : null, error));
    }

    @Override
    public void background() {
        told.background();
    }

    @Override
    public void cancel() {
        told.cancel();
    }

    @Override
    public boolean isDone() {
        return told.isDone();
    }
}
