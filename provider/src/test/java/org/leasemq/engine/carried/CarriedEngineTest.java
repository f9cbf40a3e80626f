package org.leasemq.engine.carried;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.AnswerMemory;
import org.leasemq.engine.EngineExercise;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Target;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** What every engine has to do, over a network that is cut again and again. */
class CarriedEngineTest extends EngineExercise {
    private final SettableClock clock = new SettableClock();
    private final Disk disk = new Disk();
    private final RandomGenerator random = generator(7);
    private ManualEnvironment environment;
    private CarriedEngine carried;
    private LocalEngine local;
    private LeaseEngine face;

    private static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @Override
    protected LeaseEngine open() {
        environment = new ManualEnvironment(clock, generator(1));
        local = LocalEngine.open(new FakeStore(disk, clock), EngineSettings.defaults(), environment);
        carried = CarriedEngine.driven(local, clock, random, environment::settle);
        face = carried.face();
        return face;
    }

    @Override
    public AnswerMemory answers() {
        return local;
    }

    @Override
    protected void crash(LeaseEngine victim) {
        // nothing: what was not on the disk is forgotten
    }

    @Override
    public void advance(Duration duration) {
        carried.settle();
        environment.advance(duration);
        carried.settle();
    }

    @Override
    public void settle() {
        carried.settle();
    }

    @Test
    void whatIsSentOverABrokenNetworkIsThereOnce() {
        for (int i = 0; i < 500; i++) {
            face.send(Target.queue(QUEUE), List.of(Message.of(Body.text("m" + i))))
                    .await();
        }
        assertTrue(carried.cuts() > 10, "cuts: " + carried.cuts());
        assertEquals(500, face.statistics(QUEUE).await().available());
    }
}
