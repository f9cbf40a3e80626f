package org.leasemq.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.wire.Verbs;

/** What is sent and published in a simulation. */
final class Sending {
    private final World world;

    Sending(World world) {
        this.world = world;
    }

    void send() {
        String queue = world.any(World.SENDABLE);
        List<Letter> letters = new ArrayList<>();
        int count = 1 + world.random.nextInt(2);
        for (int i = 0; i < count; i++) {
            letters.add(newLetter(queue));
        }
        send(queue, letters);
    }

    void send(String queue, List<Letter> letters) {
        if (world.oneIn(3) && letters.stream().allMatch(Letter::isPersistent)) {
            world.elsewhere.ask(new SentElsewhere(queue, letters));
            return;
        }
        boolean mayLackRoom = world.mayLackRoomFor(letters);
        Completion<List<Outcome<Sent>>> completion;
        try {
            completion = world.engine.send(
                    queue, letters.stream().map(letter -> letter.message).toList());
        } catch (EngineException e) {
            letters.forEach(letter -> sent(letter, new Outcome.Refused<>(e), mayLackRoom));
            return;
        }
        world.hear(completion, (outcomes, error) -> {
            for (int i = 0; i < letters.size(); i++) {
                sent(letters.get(i), error == null ? outcomes.get(i) : new Outcome.Refused<>(error), mayLackRoom);
            }
        });
    }

    /** What a client elsewhere sends. */
    private final class SentElsewhere extends Elsewhere.Asked<List<Outcome<Sent>>> {
        private final String queue;
        private final List<Letter> letters;
        private boolean mayLackRoom;

        SentElsewhere(String queue, List<Letter> letters) {
            super(Verbs.SEND);
            this.queue = queue;
            this.letters = letters;
        }

        @Override
        Completion<List<Outcome<Sent>>> ask(LeaseEngine engine) {
            mayLackRoom = world.mayLackRoomFor(letters);
            letters.forEach(letter -> letter.isAskedFor(world.dates));
            return engine.send(
                    queue, letters.stream().map(letter -> letter.message).toList());
        }

        @Override
        void answered(List<Outcome<Sent>> outcomes, EngineException error) {
            for (int i = 0; i < letters.size(); i++) {
                sent(letters.get(i), error == null ? outcomes.get(i) : new Outcome.Refused<>(error), mayLackRoom);
            }
        }

        @Override
        boolean isStored(List<Outcome<Sent>> outcomes) {
            return outcomes.stream()
                    .anyMatch(outcome -> outcome instanceof Outcome.Done<Sent> done
                            && !done.value().duplicate());
        }

        @Override
        List<Letter> letters() {
            return letters;
        }
    }

    /** @param mayLackRoom whether it may be refused for want of room */
    void sent(Letter letter, Outcome<Sent> outcome, boolean mayLackRoom) {
        if (outcome instanceof Outcome.Done<Sent> done) {
            world.model.sent(letter, done.value());
        } else {
            refused(letter, outcome, mayLackRoom);
        }
    }

    void refused(Letter letter, Outcome<Sent> outcome, boolean mayLackRoom) {
        EngineException error = ((Outcome.Refused<Sent>) outcome).error();
        World.requireThatItGoesOn(error);
        boolean lacksRoom = error instanceof EngineException.NoRoom;
        Model.check(mayLackRoom || !lacksRoom, letter, "is said to have no room, but there is some");
        world.model.refused(letter);
    }

    Letter newLetter(String queue) {
        String body = world.newBody("m");
        return world.model.sending(body, queue, newMessage(body, queue));
    }

    Message newMessage(String body, String queue) {
        Message message = Message.of(Body.text(body));
        if (queue.equals(World.FIFO)) {
            message = message.inGroup("g" + world.random.nextInt(3));
            if (world.random.nextInt(3) == 0) {
                message = message.withDeduplicationId("d" + world.random.nextInt(20));
            }
        } else if (world.random.nextInt(3) == 0) {
            message = message.inGroup("g" + world.random.nextInt(2));
        } else if (world.random.nextInt(3) == 0) {
            message = message.ofTenant("t" + world.random.nextInt(3));
        }
        if (world.random.nextInt(8) == 0) {
            message = message.delayedBy(Duration.ofSeconds(world.random.nextInt(30)));
        }
        if (world.random.nextInt(10) == 0) {
            message = message.expiringAfter(Duration.ofSeconds(1 + world.random.nextInt(60)));
        }
        if (!queue.equals(World.FIFO) && world.random.nextInt(10) == 0) {
            message = message.persistent(false);
        }
        if (world.oneIn(3)) {
            message = message.withPriority(world.random.nextInt(3) * 4);
        }
        return message;
    }
}
