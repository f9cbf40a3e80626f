package org.leasemq.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Lives of engines, each decided by a seed. A failing seed is named in the failure; {@code -Dleasemq.simulation.seed=N}
 * replays it and prints what happens, {@code -Dleasemq.simulation.seeds=N} runs more of them, {@code -Dleasemq.simulation.first=N} others.
 */
class SimulationTest {
    private static final int STEPS = 250;
    /** Held on to, since a logger that nobody holds forgets its level. */
    private static final Logger ENGINE = Logger.getLogger("org.leasemq.engine");

    private Level level;

    /** What is thrown at the engine on purpose fills the log. */
    @BeforeEach
    void silence() {
        level = ENGINE.getLevel();
        ENGINE.setLevel(Level.OFF);
    }

    @AfterEach
    void unsilence() {
        ENGINE.setLevel(level);
    }

    @Test
    void thePromisesAreKeptWhateverHappens() {
        long only = Long.getLong("leasemq.simulation.seed", -1);
        long first = only >= 0 ? only : Long.getLong("leasemq.simulation.first", 1);
        long count = only >= 0 ? 1 : Long.getLong("leasemq.simulation.seeds", 2000);
        for (long seed = first; seed < first + count; seed++) {
            live(seed, only >= 0 ? event -> System.out.println(event.get()) : event -> {});
        }
        assertTrue(count > 0, "no seed was run");
    }

    private static void live(long seed, Consumer<Supplier<String>> trace) {
        try {
            new Simulation(seed, trace).run(STEPS);
        } catch (Throwable e) {
            throw new AssertionError(
                    "Seed " + seed + " breaks a promise; replay it with -Dleasemq.simulation.seed=" + seed + ": "
                            + e.getMessage(),
                    e);
        }
    }
}
