package org.leasemq.engine.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How something is written and read. Codecs are made once, not where something is written.
 *
 * @param write writes it
 * @param read reads it; throws {@link WireException} where it makes no sense
 */
record Codec<T>(BiConsumer<WireOut, T> write, Function<WireIn, T> read) {
    static final Codec<Void> NOTHING = of((out, value) -> {}, in -> null);
    static final Codec<Boolean> BOOLEAN = of(WireOut::writeBoolean, WireIn::readBoolean);
    static final Codec<Integer> INT = of(WireOut::writeInt, WireIn::readInt);
    static final Codec<Long> LONG = of(WireOut::writeLong, WireIn::readLong);
    static final Codec<String> TEXT = of(WireOut::writeText, WireIn::readText);
    static final Codec<UUID> ID = of(WireOut::writeId, WireIn::readId);
    static final Codec<Duration> DURATION = of(
            (out, value) -> {
                out.writeLong(value.getSeconds());
                out.writeInt(value.getNano());
            },
            in -> {
                long seconds = in.readLong();
                int nanos = in.readInt();
                if (nanos < 0 || nanos > 999_999_999) {
                    throw new WireException(nanos + " are no nanoseconds of a second");
                }
                return Duration.ofSeconds(seconds, nanos);
            });

    static final Codec<String> TEXT_OR_NULL = TEXT.orNull();
    static final Codec<UUID> ID_OR_NULL = ID.orNull();
    static final Codec<Duration> DURATION_OR_NULL = DURATION.orNull();
    static final Codec<List<String>> TEXTS = TEXT.list(Integer.BYTES);
    /** Texts by text, in their order. */
    static final Codec<Map<String, String>> TEXTS_BY_TEXT = of(
            (out, values) -> {
                out.writeInt(values.size());
                values.forEach((name, value) -> {
                    out.writeText(name);
                    out.writeText(value);
                });
            },
            in -> {
                int count = in.readCount(2 * Integer.BYTES);
                Map<String, String> values = new LinkedHashMap<>();
                for (int i = 0; i < count; i++) {
                    String name = in.readText();
                    values.put(name, in.readText());
                }
                return values;
            });

    static <T> Codec<T> of(BiConsumer<WireOut, T> write, Function<WireIn, T> read) {
        return new Codec<>(write, read);
    }

    void write(WireOut out, T value) {
        write.accept(out, value);
    }

    T read(WireIn in) {
        return read.apply(in);
    }

    /** The same, or null. */
    Codec<T> orNull() {
        return of(
                (out, value) -> {
                    out.writeBoolean(value != null);
                    if (value != null) {
                        write(out, value);
                    }
                },
                in -> in.readBoolean() ? read(in) : null);
    }

    Codec<Optional<T>> optional() {
        Codec<T> orNull = orNull();
        return of((out, value) -> orNull.write(out, value.orElse(null)), in -> Optional.ofNullable(orNull.read(in)));
    }

    /** @param least bytes that each element takes at least */
    Codec<List<T>> list(int least) {
        return of(
                (out, values) -> {
                    out.writeInt(values.size());
                    values.forEach(value -> write(out, value));
                },
                in -> {
                    int count = in.readCount(least);
                    List<T> values = new ArrayList<>(count);
                    for (int i = 0; i < count; i++) {
                        values.add(read(in));
                    }
                    return values;
                });
    }

    /** One of the values of an enumeration, by its name. */
    static <E extends Enum<E>> Codec<E> constant(Class<E> type) {
        Map<String, E> byName = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toUnmodifiableMap(Enum::name, value -> value));
        return of((out, value) -> out.writeText(value.name()), in -> {
            String name = in.readText();
            E value = byName.get(name);
            if (value == null) {
                throw new WireException("'" + name + "' is no " + type.getSimpleName());
            }
            return value;
        });
    }
}
