package org.leasemq.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.Browser;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.simulation.Letter.Certainty;

/** The end of a simulation: everything that must be there comes out once, and nothing else. */
final class Rest {
    private final World world;

    Rest(World world) {
        this.world = world;
    }

    void everythingIsThere() {
        for (String queue : World.ALL) {
            drain(queue);
        }
        for (Letter letter : world.model.letters()) {
            Model.check(!world.model.mustExist(letter), letter, "is lost");
        }
        for (String queue : World.ALL) {
            QueueStatistics left = world.engine.statistics(queue).await();
            Model.check(
                    left.available() == 0 && left.inFlight() == 0 && left.delayed() == 0,
                    null,
                    "counts are left in " + queue + ": " + left);
        }
        world.elsewhere.end();
        world.environment.settle();
        Map<Use, Long> taken = world.memory.uses();
        for (Use use : List.of(
                Use.MESSAGES, Use.CONTENTS, Use.GROUPS, Use.LEASES, Use.SENDS, Use.DEDUPLICATION, Use.REMEMBERED)) {
            Model.check(!taken.containsKey(use), null, "memory is taken for nothing: " + taken);
        }
        world.engine.close();
        Model.check(world.memory.used() == 0, null, "memory is not given back: " + world.memory);
    }

    /** Who waits for ever waits for nothing that is there, as far as no group stands before it. */
    void nobodyWaitsInVain() {
        for (ReceiveRequest request : world.waiting.values()) {
            try (Browser browser = Browser.of(world.engine, request.queue())) {
                for (BrowseItem item : browser.next(Integer.MAX_VALUE)) {
                    boolean free = item.state() == BrowseItem.State.AVAILABLE && !isInGroup(request.queue(), item);
                    if (free && wants(request, item)) {
                        throw new AssertionError("There is " + item + ", but somebody waits for " + request);
                    }
                }
            }
        }
    }

    private static boolean isInGroup(String queue, BrowseItem item) {
        return queue.endsWith(".fifo") || item.message().exclusiveGroup();
    }

    private static boolean wants(ReceiveRequest request, BrowseItem item) {
        return request.selection() == null
                || Bodies.condition(request.selection().filter().text(), passes -> {})
                        .test(item.message());
    }

    private void drain(String queue) {
        while (true) {
            Object holder = new Object();
            ReceiveRequest request = ReceiveRequest.from(queue).upTo(10).waiting(Duration.ZERO);
            List<Delivery> deliveries = world.engine.receive(request).await();
            world.environment.settle();
            if (deliveries.isEmpty()) {
                return;
            }
            for (Delivery delivery : deliveries) {
                Letter letter =
                        world.model.delivered(queue, delivery, holder, world.dates.elapsed() + 30_000, world.life);
                world.engine
                        .delete(queue, List.of(delivery.receipt()))
                        .await()
                        .get(0)
                        .get();
                letter.deleted = Certainty.YES;
            }
        }
    }
}
