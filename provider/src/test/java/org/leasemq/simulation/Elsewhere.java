package org.leasemq.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.leasemq.engine.AnswerMemory;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.NumberedCall;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Verb;

/**
 * A client elsewhere, which outlives the process of the engine. What it asks for has a number, and when there is no answer before
 * the process dies it asks the next one for the same: so all of it is certain in the end.
 */
final class Elsewhere {
    /** A change that it asks for. */
    abstract static class Asked<A> {
        private final Verb<?, A> verb;
        private long number;

        Asked(Verb<?, A> verb) {
            this.verb = verb;
        }

        /** Asks an engine: the first one, or another that has done nothing of it. */
        abstract Completion<A> ask(LeaseEngine engine);

        /** There is an answer. */
        abstract void answered(A value, EngineException error);

        /** Whether something was stored that an answer has to be remembered with. */
        abstract boolean isStored(A value);

        /** The letters that it sends. */
        abstract List<Letter> letters();
    }

    private final World world;
    /** What has no answer yet, by number. */
    private final TreeMap<Long, Asked<?>> open = new TreeMap<>();

    private UUID id = new UUID(9, 1);
    private long next = 1;

    Elsewhere(World world) {
        this.world = world;
    }

    private AnswerMemory memory() {
        return world.engine;
    }

    private long known() {
        return open.isEmpty() ? next : open.firstKey();
    }

    void ask(Asked<?> asked) {
        asked.number = next++;
        open.put(asked.number, asked);
        begin(asked);
    }

    private <A> void begin(Asked<A> asked) {
        long number = asked.number;
        world.trace.accept(() -> "change " + number + " is asked for");
        Completion<A> completion;
        try {
            completion = asked.ask(memory().remembering(new NumberedCall(id, number, known(), asked.verb.number())));
        } catch (EngineException e) {
            open.remove(number);
            asked.answered(null, e);
            return;
        }
        world.hear(completion, (value, error) -> {
            if (error == null) {
                requireRemembered(asked, value);
            }
            open.remove(number);
            asked.answered(value, error);
        });
    }

    private <A> void requireRemembered(Asked<A> asked, A value) {
        byte[] remembered = memory().answer(id, asked.number);
        if (remembered == null ? asked.isStored(value) : !Arrays.equals(remembered, Frames.answer(asked.verb, value))) {
            throw new AssertionError("The answer to change " + asked.number + " is not remembered: " + value);
        }
    }

    /** There is a new process. */
    void comesBack() {
        world.engine.openClient(id, "elsewhere").await();
        new ArrayList<>(open.values()).forEach(this::askAgain);
    }

    private <A> void askAgain(Asked<A> asked) {
        byte[] remembered = memory().answer(id, asked.number);
        world.trace.accept(() -> "change " + asked.number + (remembered == null ? " was not made" : " was made"));
        if (remembered == null) {
            begin(asked);
        } else {
            open.remove(asked.number);
            asked.answered(Frames.readAnswer(asked.verb, remembered), null);
            world.model.wereThereAtTheRestart(asked.letters());
        }
    }

    /** It says what it knows, or another comes in its place, if it knows everything. */
    void knowsOrEnds() {
        if (world.oneIn(3) && open.isEmpty()) {
            end();
            id = new UUID(9, id.getLeastSignificantBits() + 1);
            next = 1;
            world.engine.openClient(id, "elsewhere").await();
        } else {
            memory().know(id, known());
        }
    }

    void end() {
        world.engine.closeClient(id).await();
    }
}
