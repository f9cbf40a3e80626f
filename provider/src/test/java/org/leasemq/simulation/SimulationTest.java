package org.leasemq.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * Lives of engines, each decided by a seed. A failing seed is named in the failure; {@code -Dleasemq.simulation.seed=N}
 * replays it, {@code -Dleasemq.simulation.seeds=N} runs more of them, {@code -Dleasemq.simulation.first=N} others.
 */
class SimulationTest {
    private static final int STEPS = 300;

    @Test
    void thePromisesAreKeptWhateverHappens() {
        long only = Long.getLong("leasemq.simulation.seed", -1);
        long first = only >= 0 ? only : Long.getLong("leasemq.simulation.first", 1);
        long count = only >= 0 ? 1 : Long.getLong("leasemq.simulation.seeds", 3000);
        for (long seed = first; seed < first + count; seed++) {
            live(seed);
        }
        assertTrue(count > 0, "no seed was run");
    }

    private static void live(long seed) {
        try {
            new Simulation(seed).run(STEPS);
        } catch (Throwable e) {
            throw new AssertionError(
                    "Seed " + seed + " breaks a promise; replay it with -Dleasemq.simulation.seed=" + seed + ": "
                            + e.getMessage(),
                    e);
        }
    }
}
