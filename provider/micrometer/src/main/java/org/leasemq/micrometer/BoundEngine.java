package org.leasemq.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.leasemq.engine.model.Branch;
import org.leasemq.management.EngineFigures;
import org.leasemq.management.EngineState;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare.Use;

/** The meters of an engine as a whole in one registry. Called by one thread at a time, but for what meters tell. */
final class BoundEngine {
    private final MeterRegistry registry;
    private final Iterable<Tag> tags;
    private final Supplier<EngineState> state;
    private final Supplier<MemoryAccount> memory;
    private final List<Meter> meters = new ArrayList<>();

    /**
     * @param state how the engine is now
     * @param memory what counts the memory of its clients; null without an engine
     */
    BoundEngine(
            MeterRegistry registry, Iterable<Tag> tags, Supplier<EngineState> state, Supplier<MemoryAccount> memory) {
        this.registry = registry;
        this.tags = tags;
        this.state = state;
        this.memory = memory;
        bind();
    }

    private void bind() {
        meters.add(gauge("leasemq.build.info", "The version of LeaseMQ, as a label.", () -> 1)
                .tag("version", EngineFigures.version())
                .register(registry));
        meters.add(gauge(
                        "leasemq.store.up",
                        "Whether what is sent can be stored.",
                        () -> state.get().storeUp() ? 1 : 0)
                .register(registry));
        meters.add(gauge(
                        "leasemq.queues.set.aside",
                        "Queues whose definition cannot be read.",
                        () -> state.get().setAside())
                .register(registry));
        for (Branch.State each : Branch.State.values()) {
            meters.add(gauge(
                            "leasemq.transactions",
                            "Transactions that are prepared or decided by hand.",
                            () -> state.get().transactions().get(each))
                    .tag("state", each.name().toLowerCase(Locale.ROOT))
                    .register(registry));
        }
        meters.add(TimeGauge.builder(
                        "leasemq.oldest.prepared.transaction.age", this::oldestPrepared, TimeUnit.MILLISECONDS)
                .description("How long the oldest transaction has been prepared for which nothing is decided.")
                .tags(tags)
                .strongReference(true)
                .register(registry));
        for (Use use : Use.values()) {
            meters.add(gauge(
                            "leasemq.memory",
                            "Memory that clients made grow, by use.",
                            () -> bytes(account -> account.uses().getOrDefault(use, 0L)))
                    .baseUnit(BaseUnits.BYTES)
                    .tag("use", use.name().toLowerCase(Locale.ROOT))
                    .register(registry));
        }
        meters.add(
                gauge("leasemq.memory.limit", "Memory that clients may make grow.", () -> bytes(MemoryAccount::limit))
                        .baseUnit(BaseUnits.BYTES)
                        .register(registry));
    }

    private Gauge.Builder<Supplier<Number>> gauge(String name, String description, Supplier<Number> value) {
        return Gauge.builder(name, value).description(description).tags(tags).strongReference(true);
    }

    private Number oldestPrepared() {
        return state.get().oldestPrepared().toMillis();
    }

    private Number bytes(Function<MemoryAccount, Long> figure) {
        MemoryAccount account = memory.get();
        return account == null ? Double.NaN : figure.apply(account);
    }

    void remove() {
        meters.forEach(registry::remove);
    }
}
