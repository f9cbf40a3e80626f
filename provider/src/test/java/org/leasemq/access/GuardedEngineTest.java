package org.leasemq.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.AnswerMemory;
import org.leasemq.engine.EngineExercise;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** To whoever has every right by his roles an engine is as any other. */
class GuardedEngineTest extends EngineExercise {
    /** What the port makes out of what else can be asked. */
    private static final Set<String> COMPOSED = Set.of("queues[]", "send[String, List]");

    private final SettableClock clock = new SettableClock();
    private final Disk disk = new Disk();
    private ManualEnvironment environment;
    private LocalEngine local;

    @Override
    protected LeaseEngine open() {
        environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        local = LocalEngine.open(new FakeStore(disk, clock), EngineSettings.defaults(), environment);
        Map<Right, List<NamePattern>> everything = new EnumMap<>(Right.class);
        for (Right right : Right.values()) {
            everything.put(right, List.of(NamePattern.parse("*")));
        }
        Rights rights = new Rights(List.of(new Role("all", Set.of("alice"), everything)), "alice");
        return new GuardedEngine(local, new Guard(rights, "alice", local, local));
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
        environment.advance(duration);
    }

    @Override
    public void settle() {
        environment.settle();
    }

    /** The compiler asks for what has no body in the port, and for nothing else. */
    @Test
    void nothingThatCanBeAskedPassesTheGuardBy() {
        Set<String> missing = Arrays.stream(GuardedEngine.class.getMethods())
                .filter(method -> method.getDeclaringClass().isInterface())
                .map(GuardedEngineTest::signature)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(COMPOSED), missing);
    }

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList();
    }
}
