package org.leasemq.samples.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** All measurements, and what they say: medians over the rounds, and LeaseMQ against the best of the others, which run as it does. */
final class Results {
    private final Map<Row, Map<Providers, List<Measurement>>> all = new EnumMap<>(Row.class);

    void add(Row row, Providers provider, Measurement measurement) {
        all.computeIfAbsent(row, key -> new EnumMap<>(Providers.class))
                .computeIfAbsent(provider, key -> new ArrayList<>())
                .add(measurement);
    }

    /** The median of a provider in a row, or nothing if it was not measured. */
    Optional<Measurement> median(Row row, Providers provider) {
        return Optional.ofNullable(all.getOrDefault(row, Map.of()).get(provider))
                .map(Measurement::median);
    }

    /** How many times the rate of the fastest other provider LeaseMQ reaches. */
    Optional<Double> rateRatio(Row row, Providers own) {
        return ratio(row, own, Measurement::rate, Comparator.naturalOrder());
    }

    /** LeaseMQ's CPU per message, as a share of that of the most frugal other provider. */
    Optional<Double> cpuRatio(Row row, Providers own) {
        return ratio(row, own, Measurement::cpu, Comparator.reverseOrder());
    }

    private Optional<Double> ratio(
            Row row, Providers own, ToDoubleFunction<Measurement> value, Comparator<Double> better) {
        Optional<Double> best = all.getOrDefault(row, Map.of()).keySet().stream()
                .filter(provider -> provider != own && provider.isApart() == own.isApart())
                .flatMap(provider -> median(row, provider).stream())
                .map(value::applyAsDouble)
                .max(better);
        return median(row, own).flatMap(median -> best.map(other -> value.applyAsDouble(median) / other));
    }
}
