package org.leasemq.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.Browser;
import org.leasemq.engine.Client;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.Owner;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;

/** Who receives in a simulation, and how. */
final class Receiving {
    private static final int MOST_SELECTIONS = 6;

    private final World world;
    private final Sending sending;
    private final List<Selection> selections = new ArrayList<>();
    private int selectedIn;
    /** Who has owners and selections; of the life that it was opened in. */
    private Client client;

    private int openedIn;

    Receiving(World world, Sending sending) {
        this.world = world;
        this.sending = sending;
    }

    void receiveForSomeTime() {
        Duration visibility = world.oneIn(6) ? Duration.ZERO : Duration.ofSeconds(1 + world.random.nextInt(40));
        ReceiveRequest request = ReceiveRequest.from(world.any(World.ALL))
                .upTo(1 + world.random.nextInt(10))
                .waiting(Duration.ofSeconds(world.random.nextInt(10)));
        if (world.oneIn(10)) {
            receive(request, new Object(), 0); // for as long as the queue says, which may change
        } else {
            receive(request.visibleAfter(visibility), new Object(), visibility.toMillis());
        }
    }

    void receiveAsOwner() {
        Owner owner = anOwner();
        if (owner == null) {
            return;
        }
        Duration wait =
                world.random.nextInt(4) == 0 ? ReceiveRequest.FOREVER : Duration.ofSeconds(world.random.nextInt(5));
        ReceiveRequest request = ReceiveRequest.from(world.any(World.ALL))
                .upTo(1 + world.random.nextInt(4))
                .waiting(wait)
                .ownedBy(owner);
        receive(request, owner, Long.MAX_VALUE);
    }

    private Client client() {
        if (client == null || openedIn != world.life) {
            client = Client.open(world.engine, "client");
            openedIn = world.life;
        }
        return client;
    }

    /** Null if memory is too short for the first. */
    private Owner anOwner() {
        if (world.owners.size() < 4) {
            try {
                world.owners.add(client().openOwner("owner " + world.owners.size()));
            } catch (EngineException.NoRoom e) {
                world.trace.accept(() -> "no owner: " + e.getMessage());
            }
        }
        return world.owners.isEmpty() ? null : world.any(world.owners);
    }

    /** Receives a third of the messages, or ends such a selection. */
    void receiveSelected() {
        if (selectedIn != world.life) {
            selectedIn = world.life;
            selections.clear();
        }
        if (selections.size() == MOST_SELECTIONS || !selections.isEmpty() && world.oneIn(8)) {
            world.engine
                    .unselect(selections
                            .remove(world.random.nextInt(selections.size()))
                            .id())
                    .await();
            return;
        }
        if (selections.isEmpty() || world.oneIn(4)) {
            select();
            return;
        }
        Selection selection = world.any(selections);
        ReceiveRequest request = ReceiveRequest.from(selection.queue())
                .among(selection)
                .upTo(1 + world.random.nextInt(4))
                .waiting(world.oneIn(4) ? ReceiveRequest.FOREVER : Duration.ofSeconds(world.random.nextInt(5)));
        if (world.oneIn(3)) {
            Duration visibility = Duration.ofSeconds(1 + world.random.nextInt(40));
            receive(request.visibleAfter(visibility), new Object(), visibility.toMillis());
        } else {
            Owner owner = anOwner();
            if (owner != null) {
                receive(request.ownedBy(owner), owner, Long.MAX_VALUE);
            }
        }
    }

    private void select() {
        try {
            selections.add(client().select(world.any(World.ALL), Bodies.filter(world.random.nextInt(3))));
        } catch (EngineException.NoSuchQueue | EngineException.NoRoom e) {
            world.trace.accept(() -> "no selection: " + e);
        }
    }

    /** One tenant has so much in flight that its next messages wait for those of others. */
    void makeNoise() {
        List<Letter> letters = Stream.generate(() -> world.newBody("m"))
                .limit(40)
                .map(body -> world.model.sending(
                        body, World.PLAIN, Message.of(Body.text(body)).ofTenant("t0")))
                .toList();
        sending.send(World.PLAIN, letters);
        Duration visibility = Duration.ofSeconds(1 + world.random.nextInt(40));
        ReceiveRequest request = ReceiveRequest.from(World.PLAIN)
                .upTo(36)
                .waiting(Duration.ofSeconds(world.random.nextInt(10)))
                .visibleAfter(visibility);
        receive(request, new Object(), visibility.toMillis());
    }

    /**
     * The end of a lease counts from the hand-over, which is when the answer comes; what is stored counts from some moment
     * before: the model takes the earliest.
     *
     * @param visibility how long the leases last at least; {@link Long#MAX_VALUE} if they do not end by time
     */
    private void receive(ReceiveRequest request, Object holder, long visibility) {
        Completion<List<Delivery>> completion;
        try {
            completion = world.engine.receive(request);
        } catch (EngineException.NoSuchQueue e) {
            world.trace.accept(() -> "no receive: " + e);
            return;
        } catch (EngineException.NoRoom e) {
            Model.check(world.memoryIsShort, null, "no receive: " + e);
            return;
        } catch (EngineException.StoreFailed | Fault.Unforeseen | Fault.Exhaustion e) {
            // by a filter, or since what it is asked about cannot be read
            Model.check(request.selection() != null, null, "a receive failed: " + e);
            return;
        }
        if (ReceiveRequest.FOREVER.equals(request.waitTime())) {
            world.waiting.put(completion, request);
        }
        long asked = world.dates.elapsed();
        Predicate<Message> filter = request.selection() == null
                ? Model.EVERYTHING
                : Bodies.condition(request.selection().filter());
        world.hear(completion, (deliveries, error) -> {
            world.waiting.remove(completion);
            if (error != null) {
                throw new AssertionError("a receive failed", error);
            }
            boolean byTime = visibility != Long.MAX_VALUE;
            long until = byTime ? world.dates.elapsed() + visibility : Long.MAX_VALUE;
            long stored = byTime ? asked + visibility : Long.MAX_VALUE;
            requireOrderOfPriorities(deliveries);
            for (Delivery delivery : deliveries) {
                handOver(request.queue(), delivery, holder, until, stored, filter);
            }
        });
    }

    private void handOver(
            String queue, Delivery delivery, Object holder, long until, long stored, Predicate<Message> filter) {
        world.oldReceipts.add(delivery.receipt());
        world.trace.accept(() -> "delivered " + delivery.receipt() + " from " + queue + " to " + holder);
        try {
            read(delivery);
            world.model.delivered(queue, delivery, holder, until, world.life, filter).storedUntil = stored;
        } catch (EngineException.LeaseEnded e) {
            world.model.goneBeforeItWasSeen(delivery.sequenceNumber());
        }
    }

    /** What cannot be read now can be read later, and is kept then. */
    private static Message read(Delivery delivery) {
        while (true) {
            try {
                return delivery.message();
            } catch (EngineException.StoreFailed | Fault.Unforeseen | Fault.Exhaustion e) {
                continue;
            }
        }
    }

    /** What one receive got was there at the same time. */
    private static void requireOrderOfPriorities(List<Delivery> deliveries) {
        Delivery last = null;
        for (Delivery delivery : deliveries) {
            try {
                if (read(delivery).groupId() != null) {
                    continue;
                }
                int difference = last == null
                        ? 1
                        : last.message().priority() - delivery.message().priority();
                if (difference < 0 || difference == 0 && last.sequenceNumber() > delivery.sequenceNumber()) {
                    throw new AssertionError(delivery.receipt() + " came after " + last.receipt());
                }
                last = delivery;
            } catch (EngineException.LeaseEnded e) {
                last = null; // deleted meanwhile
            }
        }
    }

    /** Somebody looks at what is in a queue. */
    void browse() {
        String queue = world.any(World.ALL);
        try (Browser browser = Browser.of(world.engine, queue)) {
            long last = -1;
            int priority = Integer.MAX_VALUE;
            for (BrowseItem item : browser.next(Integer.MAX_VALUE)) {
                world.model.seen(queue, item.message().body().asText());
                if (item.message().groupId() != null) {
                    continue;
                }
                int its = queue.endsWith(".fifo") ? 0 : item.message().priority();
                if (its > priority || its == priority && item.sequenceNumber() <= last) {
                    throw new AssertionError("Browsing " + queue + " shows " + item + " after " + last);
                }
                last = item.sequenceNumber();
                priority = its;
            }
        } catch (EngineException.NoSuchQueue e) {
            world.trace.accept(() -> "no browser: " + e);
        } catch (EngineException.StoreFailed | Fault.Unforeseen | Fault.Exhaustion e) {
            world.trace.accept(() -> "a browser sees no more: " + e);
        }
    }
}
