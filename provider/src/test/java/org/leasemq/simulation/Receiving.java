package org.leasemq.simulation;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.leasemq.engine.Body;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.NewMessage;
import org.leasemq.engine.Owner;
import org.leasemq.engine.ReceiveRequest;

/** Who receives in a simulation, and how. */
final class Receiving {
    private final World world;
    private final Sending sending;

    Receiving(World world, Sending sending) {
        this.world = world;
        this.sending = sending;
    }

    void receiveForSomeTime() {
        String queue = world.any(World.ALL);
        Duration visibility = Duration.ofSeconds(1 + world.random.nextInt(40));
        ReceiveRequest request = ReceiveRequest.from(queue)
                .upTo(1 + world.random.nextInt(10))
                .waiting(Duration.ofSeconds(world.random.nextInt(10)))
                .visibleAfter(visibility);
        receive(request, new Object(), visibility.toMillis());
    }

    void receiveAsOwner() {
        if (world.owners.size() < 4) {
            world.owners.add(world.engine.openOwner("owner " + world.owners.size()));
        }
        Owner owner = world.any(world.owners);
        Duration wait =
                world.random.nextInt(4) == 0 ? ReceiveRequest.FOREVER : Duration.ofSeconds(world.random.nextInt(5));
        ReceiveRequest request = ReceiveRequest.from(world.any(World.ALL))
                .upTo(1 + world.random.nextInt(4))
                .waiting(wait)
                .ownedBy(owner);
        receive(request, owner, 0);
    }

    /** One tenant has so much in flight that its next messages wait for those of others. */
    void makeNoise() {
        List<Letter> letters = Stream.generate(() -> world.newBody("m"))
                .limit(40)
                .map(body -> world.model.sending(
                        body, World.PLAIN, NewMessage.of(Body.text(body)).ofTenant("t0")))
                .toList();
        sending.send(World.PLAIN, letters);
        Duration visibility = Duration.ofSeconds(1 + world.random.nextInt(40));
        ReceiveRequest request = ReceiveRequest.from(World.PLAIN)
                .upTo(36)
                .waiting(Duration.ofSeconds(world.random.nextInt(10)))
                .visibleAfter(visibility);
        receive(request, new Object(), visibility.toMillis());
    }

    /** A lease counts from the hand-over; should the process die, from when it was recorded, at the earliest when it was asked for. */
    private void receive(ReceiveRequest request, Object holder, long visibility) {
        Completion<List<Delivery>> completion = world.engine.receive(request);
        world.waiting.add(completion);
        long asked = world.clock.millis();
        world.hear(completion, (deliveries, error) -> {
            world.waiting.remove(completion);
            if (error != null) {
                throw new AssertionError("a receive failed", error);
            }
            boolean timed = visibility != 0;
            long until = timed ? world.clock.millis() + visibility : Long.MAX_VALUE;
            for (Delivery delivery : deliveries) {
                Letter letter = handOver(request.queue(), delivery, holder, until);
                if (letter != null && timed) {
                    letter.recordedUntil = asked + visibility;
                }
            }
        });
    }

    private Letter handOver(String queue, Delivery delivery, Object holder, long until) {
        world.oldReceipts.add(delivery.receipt());
        world.trace.accept("delivered " + delivery.receipt() + " from " + queue + " to " + holder);
        try {
            return world.model.delivered(queue, delivery, holder, until, world.clock.millis(), world.life);
        } catch (EngineException.LeaseEnded e) {
            world.model.goneBeforeItWasSeen(delivery.sequenceNumber());
            return null;
        }
    }
}
