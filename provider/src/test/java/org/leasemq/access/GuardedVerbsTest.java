package org.leasemq.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.wire.Examples;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** Whatever can be asked needs a right, or is about one's own: somebody without any right asks for all that there is. */
class GuardedVerbsTest {
    private final SettableClock clock = new SettableClock();
    private final ManualEnvironment environment = new ManualEnvironment(
            clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
    private final LocalEngine local =
            LocalEngine.open(new FakeStore(new Disk(), clock), EngineSettings.defaults(), environment);
    private final LeaseEngine guarded =
            new GuardedEngine(local, new Guard(new Rights(List.of(), "mallory"), "mallory", local, local));

    /** Verbs, by what came of them. */
    private final Map<String, Set<String>> outcomes = new TreeMap<>();

    @AfterEach
    void close() {
        local.close();
    }

    private <R> String outcome(Examples.Request<R> request) {
        try {
            return String.valueOf(request.verb().ask(guarded, request.value()).await());
        } catch (EngineException e) {
            return e.getClass().getSimpleName();
        }
    }

    private Set<String> verbs(String outcome) {
        return outcomes.getOrDefault(outcome, Set.of());
    }

    @BeforeEach
    void askForAllThatThereIs() {
        local.createQueue("work", QueueAttributes.standardQueue()).await();
        for (Examples.Request<?> request : Examples.requests()) {
            outcomes.computeIfAbsent(outcome(request), known -> new TreeSet<>())
                    .add(request.verb().toString());
        }
    }

    @Test
    void lookingShowsNothing() {
        assertEquals(Set.of("branches", "queues"), verbs("[]"));
        assertEquals(Set.of("setAside"), verbs("{}"));
        assertEquals(Set.of("findBranch"), verbs("Optional.empty"));
    }

    @Test
    void whatIsAnothersIsAsThoughItHadEnded() {
        assertEquals(
                Set.of(
                        "claimName",
                        "createTemporaryQueue",
                        "leaveSubscription",
                        "openOwner",
                        "select",
                        "useSubscription"),
                verbs("Closed"));
        assertEquals(Set.of("branchWork", "decide", "forget", "settle"), verbs("NoSuchBranch"));
        assertEquals(Set.of("read"), verbs("LeaseEnded"));
    }

    @Test
    void whatEndsTwiceOrIsNotThereIsPassedOver() {
        assertEquals(
                Set.of(
                        "checkHealth",
                        "closeClient",
                        "closeOwner",
                        "freeName",
                        "giveBack",
                        "openClient",
                        "release",
                        "unselect"),
                verbs("null"));
    }

    @Test
    void everythingElseIsRefused() {
        assertEquals(
                Set.of("[]", "{}", "Optional.empty", "Closed", "NoSuchBranch", "LeaseEnded", "null", "AccessDenied"),
                outcomes.keySet());
    }
}
