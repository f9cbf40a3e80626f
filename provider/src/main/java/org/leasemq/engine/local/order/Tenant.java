package org.leasemq.engine.local.order;

import java.util.Comparator;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.leasemq.engine.local.runtime.Timers;

/**
 * Whom some messages of a standard queue are for: neither ordered nor exclusive, but kept from pushing others aside.
 *
 * @param <E> the messages
 */
final class Tenant<E extends Placed<E>> implements SeenGroup {
    /** Tenants by the place of their next message. */
    static final Comparator<Tenant<?>> IN_ORDER =
            (one, other) -> one == other ? 0 : one.head.goesBefore(other.head) ? -1 : 1;

    /** Tenants by how many of their messages are in flight, fewest first. */
    static final Comparator<Tenant<?>> FEWEST_IN_FLIGHT =
            Comparator.<Tenant<?>>comparingInt(Tenant::inFlight).thenComparing(IN_ORDER);

    final String id;
    private final Tenants<E> tenants;
    private final PriorityLists<E> ready = new PriorityLists<>();
    /** Entries that belong to the tenant, in whatever state. */
    private int members;

    private final ProcessingTime processing = new ProcessingTime();
    /** The moment at which its last message was sent. */
    private long lastSent = Long.MIN_VALUE / 2;
    /** Where it stands at present; null without a ready message. */
    private TreeSet<Tenant<E>> listedIn;
    /** Its first ready message, under which it stands there. */
    private E head;
    /** While it is noisy, asks whether it has stopped sending; else null. */
    private Timers.Timer timer;

    Tenant(String id, Tenants<E> tenants) {
        this.id = id;
        this.tenants = tenants;
    }

    /** @param retainedFrom when the message was sent */
    void join(long retainedFrom) {
        members++;
        long age = Math.max(0, tenants.time.now() - retainedFrom);
        lastSent = Math.max(lastSent, tenants.time.elapsed() - age);
    }

    /** Whether that was the last member. */
    boolean leave() {
        members--;
        return members == 0;
    }

    E head() {
        return head;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Override
    public int messages() {
        return members;
    }

    @Override
    public int inFlight() {
        return processing.inFlight();
    }

    @Override
    public boolean isBlocked() {
        return false;
    }

    @Override
    public String keptFor() {
        return null;
    }

    @Override
    public long firstLease() {
        return 0;
    }

    ProcessingTime processing() {
        return processing;
    }

    /** The moment from which on it is quiet if it sends nothing more. */
    long quietFrom() {
        return lastSent + Tenants.QUIET_AFTER;
    }

    boolean isNoisy() {
        return timer != null;
    }

    void addReady(E entry) {
        ready.add(entry);
        if (head == null || entry.goesBefore(head)) {
            unlist();
            list();
        }
    }

    void removeReady(E entry) {
        ready.remove(entry);
        if (entry == head) {
            unlist();
            if (ready.peek() == null) {
                stopTimer();
            }
            list();
        }
    }

    void leased() {
        count(1);
    }

    void unleased() {
        count(-1);
    }

    private void count(int change) {
        boolean orderChanges = isNoisy();
        if (orderChanges) {
            unlist();
        }
        processing.change(change, tenants.time.elapsed());
        if (orderChanges) {
            list();
        }
    }

    /** From now on its messages wait for those of quiet tenants. */
    void becomeNoisy() {
        unlist();
        watch();
        list();
    }

    private void watch() {
        Timers timers = tenants.time.timers();
        timer = timers.schedule(quietFrom(), () -> {
            if (quietFrom() > tenants.time.elapsed()) {
                watch();
            } else {
                unlist();
                timer = null;
                list();
            }
        });
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /** Calls the action for ready entries that are likely to be its next. */
    void forNext(int max, Consumer<E> action) {
        ready.forNext(max, action);
    }

    private void unlist() {
        if (listedIn != null) {
            listedIn.remove(this);
            listedIn = null;
            head = null;
        }
    }

    private void list() {
        head = ready.peek();
        if (head != null) {
            listedIn = isNoisy() ? tenants.noisy : tenants.quiet;
            listedIn.add(this);
        }
    }
}
