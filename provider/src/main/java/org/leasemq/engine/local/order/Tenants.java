package org.leasemq.engine.local.order;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.leasemq.engine.local.memory.EngineMemory;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.runtime.Moments;
import org.leasemq.memory.MemoryShare.Use;

/**
 * The tenants of a standard queue, and whose turn it is: those that take more than their share of what is in flight, or of
 * the time that has been spent on messages lately, are noisy, and wait while others have messages. A noisy tenant stays so
 * until its last ready message is taken, or until it has sent nothing for some time.
 *
 * @param <E> the messages
 */
final class Tenants<E extends Placed<E>> {
    /** How long a noisy tenant must not send to be quiet again, in milliseconds. */
    static final long QUIET_AFTER = Duration.ofMinutes(5).toMillis();

    /** With fewer messages in flight nobody is noisy. */
    private static final int MANY = 30;
    /** With less processing time nobody is noisy, in milliseconds. */
    private static final long LONG = Duration.ofMinutes(1).toMillis();
    /** More than this part of what is in flight, or of processing time, is too much. */
    private static final int PART = 10;

    final Moments time;
    private final EngineMemory memory;

    /** Of all messages of the queue. */
    private final ProcessingTime processing;

    /** Quiet tenants with ready messages. */
    final TreeSet<Tenant<E>> quiet = new TreeSet<>(Tenant.IN_ORDER);
    /** Noisy tenants with ready messages. */
    final TreeSet<Tenant<E>> noisy = new TreeSet<>(Tenant.FEWEST_IN_FLIGHT);

    private final Map<String, Tenant<E>> tenants = new HashMap<>();

    Tenants(Moments time, EngineMemory memory, ProcessingTime processing) {
        this.time = time;
        this.memory = memory;
        this.processing = processing;
    }

    /** The tenant of one more message, who is made if need be. */
    Tenant<E> join(String id, long retainedFrom) {
        Tenant<E> tenant = tenants.computeIfAbsent(id, key -> {
            memory.take(Use.GROUPS, Footprint.ofTenant(id));
            return new Tenant<>(id, this);
        });
        tenant.join(retainedFrom);
        return tenant;
    }

    void leave(Tenant<E> tenant) {
        if (tenant.leave()) {
            tenants.remove(tenant.id);
            memory.giveBack(Use.GROUPS, Footprint.ofTenant(tenant.id));
        }
    }

    void forAll(Consumer<SeenGroup> action) {
        tenants.values().forEach(action);
    }

    boolean hasReady() {
        return !quiet.isEmpty() || !noisy.isEmpty();
    }

    /**
     * The first message of a quiet tenant, or null. Whether a tenant is noisy shows here, when it would have its turn: so
     * nothing need be looked at when others' messages come and go.
     */
    E firstQuiet() {
        while (!quiet.isEmpty()) {
            Tenant<E> first = quiet.first();
            if (!hasTooMuch(first)) {
                return first.head();
            }
            first.becomeNoisy();
        }
        return null;
    }

    /** The first message of the noisy tenant with the fewest in flight, or null. */
    E firstNoisy() {
        return noisy.isEmpty() ? null : noisy.first().head();
    }

    private boolean hasTooMuch(Tenant<E> tenant) {
        long now = time.elapsed();
        long own = tenant.inFlight();
        boolean crowds = own >= MANY && own * PART > processing.inFlight();
        double time = tenant.processing().upTo(now);
        boolean lasts = time >= LONG && time * PART > processing.upTo(now);
        return (crowds || lasts) && tenant.quietFrom() > now;
    }

    /** Calls the action for entries that are likely to be handed out soon. */
    void forUpcoming(int max, Consumer<E> action) {
        TreeSet<Tenant<E>> next = quiet.isEmpty() ? noisy : quiet;
        int left = max;
        int each = Math.max(1, max / Math.max(1, next.size()));
        for (Tenant<E> tenant : next) {
            if (left <= 0) {
                return;
            }
            tenant.forNext(Math.min(each, left), action);
            left -= each;
        }
    }
}
