package org.leasemq.jms.object;

import java.io.ObjectInputFilter;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.options.Option;
import org.leasemq.options.Options;

/**
 * Watches over the reading of one serialized object, and keeps in words why it was refused. Besides what the stream says of
 * itself it counts what the stream makes of it: a few hundred bytes can hold sets in sets whose hash code takes hours, since
 * each is reached by many ways, and the sets ask for it while they are read. For one thread.
 */
final class ObjectGuard implements ObjectInputFilter {
    /** A slot of an array or a hash table comes from at least so much of a byte. */
    private static final int SLOTS_PER_BYTE = 8;

    private static final int SMALL_TABLES = 1_024;

    private final ObjectLimits limits;
    private final long bytes;
    /** What the process filters anyway (jdk.serialFilter), or null. */
    private final ObjectInputFilter outer;
    /** How many references are reached from a collection that has been read. */
    private final IdentityHashMap<Object, Long> weights = new IdentityHashMap<>();

    /** What may be in hash tables, by hash code. */
    private final Map<Integer, Alike> byHash = new HashMap<>();

    private long slots;
    private long reached;
    /** The class that was named last; references name none, and arrays belong to something. */
    private Class<?> latest;

    private String refusal;

    /** Objects with one hash code, which a hash table compares with each other. */
    private static final class Alike {
        final Object first;
        /** How many are not equal to the first. */
        int others;

        Alike(Object first) {
            this.first = first;
        }
    }

    ObjectGuard(ObjectLimits limits, long bytes, ObjectInputFilter outer) {
        this.limits = limits;
        this.bytes = bytes;
        this.outer = outer;
    }

    /** Why the object was refused; null if it was not. */
    String refusal() {
        return refusal;
    }

    @Override
    public Status checkInput(FilterInfo info) {
        Class<?> type = info.serialClass() == null ? latest : info.serialClass();
        latest = type == null || type.isArray() ? latest : type;
        if (info.depth() > limits.depth()) {
            return refuse("it is nested deeper than " + limits.depth(), type, Options.OBJECT_DEPTH_LIMIT);
        }
        if (info.references() > limits.references()) {
            return tooManyReferences(type);
        }
        if (info.arrayLength() > limits.arrayLength()) {
            return refuse(
                    "it has an array of " + info.arrayLength() + " elements, more than " + limits.arrayLength(),
                    type,
                    Options.OBJECT_ARRAY_LIMIT);
        }
        slots += Math.max(0, info.arrayLength());
        if (slots > SLOTS_PER_BYTE * bytes + SMALL_TABLES) {
            return refuse("its arrays are said to have " + slots + " elements, which its " + bytes
                    + " bytes cannot hold (" + name(type) + "). Its sender is broken, or means harm.");
        }
        if (type != null && !limits.trusted().trusts(type)) {
            return refuse(
                    "it holds " + name(type) + ", whose package is not trusted. If it is to be, add that to the option "
                            + Options.TRUSTED_PACKAGES + ".");
        }
        if (outer != null && outer.checkInput(info) == Status.REJECTED) {
            return refuse("the filter of the process (jdk.serialFilter) refuses " + name(type) + ".");
        }
        return Status.ALLOWED;
    }

    /** An object of the stream has been read, and what it refers to. Tells whether that can go on. */
    boolean completed(Object object) {
        long weight = 1;
        if (object instanceof Object[] array) {
            weight = weight(List.of(), array);
        } else if (object.getClass().getName().startsWith("java.util.")) {
            weight = weightOfCollection(object);
        }
        if (weight > 1) {
            weights.put(object, weight);
            reached += weight;
        }
        if (reached <= limits.references()) {
            reached += weight * collisions(object);
        }
        if (reached > limits.references()) {
            tooManyReferences(object.getClass());
        }
        return refusal == null;
    }

    /**
     * How many others a hash table would compare it with. Strings and numbers it finds by their order; hash codes of the
     * application's own classes are its own affair.
     */
    private int collisions(Object object) {
        if (object instanceof Comparable || !object.getClass().getName().startsWith("java.")) {
            return 0;
        }
        try {
            Alike alike = byHash.computeIfAbsent(object.hashCode(), hash -> new Alike(object));
            return alike.first.equals(object) ? 0 : ++alike.others;
        } catch (RuntimeException | StackOverflowError e) {
            return 0; // it cannot be in a hash table, then
        }
    }

    private long weightOfCollection(Object object) {
        if (object instanceof Collection<?> collection) {
            return weight(collection);
        }
        if (object instanceof Map<?, ?> map) {
            return weight(map.keySet()) + weight(map.values());
        }
        return object instanceof Map.Entry<?, ?> entry ? weight(List.of(), entry.getKey(), entry.getValue()) : 1;
    }

    private long weight(Collection<?> elements, Object... more) {
        long weight = 1L + more.length + elements.size();
        if (weights.isEmpty()) {
            return weight;
        }
        for (Object element : more) {
            weight += weights.getOrDefault(element, 0L);
        }
        for (Object element : elements) {
            weight += weights.getOrDefault(element, 0L);
            if (weight > limits.references()) {
                break; // enough is known
            }
        }
        return weight;
    }

    private Status tooManyReferences(Class<?> type) {
        return refuse(
                "more than " + limits.references() + " references are reached from it",
                type,
                Options.OBJECT_REFERENCE_LIMIT);
    }

    private Status refuse(String why, Class<?> type, Option<?> option) {
        return refuse(why + " (" + name(type) + "). If it is to be read, raise the option " + option + ".");
    }

    private Status refuse(String why) {
        refusal = refusal == null ? why : refusal;
        return Status.REJECTED;
    }

    private static String name(Class<?> type) {
        return type == null ? "a reference" : type.getTypeName();
    }
}
