package org.leasemq.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.leasemq.engine.Completion;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;

/**
 * A topic in a simulation, and who subscribes to it: two to everything, one to a third of it, one who comes and goes, and one
 * who lives as long as the process and may be too slow.
 */
final class Topic {
    private static final String CHOSEN = "chosen";

    private final World world;
    private final Sending sending;
    /** In the order in which they get a message, whose places in the queues follow each other. */
    private final List<String> subscribers = new ArrayList<>();
    /** What one of them wants. */
    private Filter wanted;
    /** What is there only if the one who comes or goes stays; null while nothing is on its way. */
    private List<Letter> inDoubt;

    Topic(World world, Sending sending) {
        this.world = world;
        this.sending = sending;
    }

    static QueueAttributes choosing(Filter filter) {
        return QueueAttributes.standardQueue()
                .withSubscriptions(List.of(new Subscription(World.TOPIC, filter, null, CHOSEN)));
    }

    /** Whether a message says by which subscription it came, as it has to. */
    static boolean isLabelled(String queue, Message message) {
        Attribute label = message.attributes().get(Attribute.SUBSCRIPTION);
        return queue.equals(World.CHOOSY) ? label != null && label.asText().equals(CHOSEN) : label == null;
    }

    /** Looks at who is there when a process starts. */
    void started() {
        subscribers.clear();
        World.SUBSCRIBERS.stream()
                .map(name -> world.engine.findQueue(name).await().orElseThrow())
                .sorted(Comparator.comparingInt(QueueInfo::number))
                .forEach(queue -> subscribers.add(queue.name()));
        QueueInfo choosy = world.engine.findQueue(World.CHOOSY).await().orElseThrow();
        wanted = choosy.attributes().subscriptions().get(0).filter();
        inDoubt = null;
    }

    /** One message for all who want it. */
    void publish() {
        Publication publication = newPublication();
        Completion<List<Outcome<Sent>>> completion;
        try {
            completion = world.engine.send(Target.topic(World.TOPIC), List.of(publication.message));
        } catch (EngineException e) {
            publication.refused(e);
            return;
        } catch (Fault.Unforeseen | Fault.Exhaustion e) {
            publication.failed(); // by a filter
            return;
        }
        publication.accepted();
        world.hear(
                completion,
                (outcomes, error) ->
                        publication.answered(error == null ? outcomes.get(0) : new Outcome.Refused<>(error)));
    }

    /** A message, and a letter for each who wants it. */
    Publication newPublication() {
        Message message = sending.newMessage(world.newBody("m"), World.TOPIC);
        if (world.oneIn(3)) {
            message = message.withDeduplicationId("d" + world.random.nextInt(20));
        }
        List<Letter> letters = new ArrayList<>();
        for (String subscriber : subscribers) {
            boolean wants =
                    !subscriber.equals(World.CHOOSY) || Bodies.condition(wanted).test(message);
            if (wants) {
                letters.add(world.model.publishing(subscriber, message));
            }
        }
        doubt(letters);
        return new Publication(world, sending, message, letters);
    }

    /** What is sent to the one who comes or goes, while it does, is there only if it stays. */
    private void doubt(List<Letter> letters) {
        if (inDoubt != null) {
            letters.stream()
                    .filter(letter -> letter.queue.equals(World.PASSENGER))
                    .forEach(letter -> {
                        letter.askDeletion(world.life);
                        letter.goesWithQueue++;
                        inDoubt.add(letter);
                    });
        }
    }

    /** One wants others than before, as soon as that is durable. */
    void changeWhatIsWanted() {
        Filter next = Bodies.filter(world.random.nextInt(3));
        world.hear(
                world.engine.setAttributes(
                        world.engine.findQueue(World.CHOOSY).await().orElseThrow(), choosing(next)),
                (info, error) -> {
                    world.trace.accept(() -> "wanted is " + next + ": " + error);
                    if (error == null) {
                        wanted = next;
                        subscribers.remove(World.CHOOSY);
                        subscribers.add(World.CHOOSY);
                    }
                });
    }

    /** One subscribes, or no longer. What the store refuses has not happened, and nothing published meanwhile is missing. */
    void comeOrGo() {
        if (inDoubt != null) {
            return;
        }
        boolean there = subscribers.contains(World.PASSENGER);
        Completion<QueueInfo> completion = there ? go() : come();
        if (completion == null) {
            return;
        }
        world.hear(completion, (info, error) -> {
            world.trace.accept(() -> (there ? "went: " : "came: ") + error);
            boolean stays = there == (error != null);
            List<Letter> letters = inDoubt;
            inDoubt = null;
            if (!stays) {
                subscribers.remove(World.PASSENGER);
            }
            letters.forEach(letter -> {
                letter.goesWithQueue--;
                letter.deletionAnswered(!stays);
            });
        });
    }

    private Completion<QueueInfo> come() {
        try {
            Completion<QueueInfo> completion = world.engine.createQueue(World.PASSENGER, all());
            subscribers.add(World.PASSENGER);
            inDoubt = new ArrayList<>();
            return completion;
        } catch (EngineException.NoRoom e) {
            Model.check(world.memoryIsShort, null, "no queue: " + e);
            return null;
        }
    }

    private Completion<QueueInfo> go() {
        inDoubt = new ArrayList<>();
        doubt(world.model.letters().stream().filter(letter -> !letter.isOver()).toList());
        return world.engine.deleteQueue(World.PASSENGER);
    }

    static QueueAttributes all() {
        return QueueAttributes.standardQueue().withSubscriptions(List.of(Subscription.to(World.TOPIC)));
    }
}
