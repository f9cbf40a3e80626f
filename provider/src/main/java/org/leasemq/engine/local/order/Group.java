package org.leasemq.engine.local.order;

import java.util.Comparator;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A message group: ordered and exclusive. Its next message is available
 *
 * <ul>
 *   <li>to its holder only, while a live owner holds leases in it;
 *   <li>to nobody, while a lease that ends by time stands before that message;
 *   <li>else to anybody.
 * </ul>
 */
public final class Group implements SeenGroup {
    /** Groups by the place of their next message, or by the place behind others that they went to. */
    static final Comparator<Group> IN_ORDER = Comparator.comparingInt((Group group) -> -group.listedAs.priority)
            .thenComparingLong(Group::place)
            .thenComparingLong(group -> group.listedAs.position);

    final String id;
    private final GroupPlaces<Group> places;
    final ReadyList<Entry> ready = new ReadyList<>();

    /** Positions of leases without an owner. */
    private final TreeSet<Long> timedLeases = new TreeSet<>();
    /** The owner that holds leases in this group, or null. */
    private Holder holder;
    /** How many leases the holder has. */
    private int held;
    /** Entries that belong to the group, in whatever state. */
    private int members;
    /** The least priority of its members so far, in the order of their positions. */
    private final GroupLevels levels = new GroupLevels();

    /**
     * Positions of deliveries that are being recorded, and how many of each, since a message may be given back and leased
     * again meanwhile. Later ones are not handed over before them.
     */
    private final TreeMap<Long, Integer> recording = new TreeMap<>();

    /** Where the group stands at present, and under which key. */
    private TreeSet<Group> listedIn;

    private Entry listedAs;
    /** It stands behind the groups whose next messages are before this position. */
    private long behind;

    Group(String id, GroupPlaces<Group> places) {
        this.id = id;
        this.places = places;
    }

    void join(Entry entry) {
        members++;
        entry.level = levels.join(entry.position, entry.priority);
    }

    /** Whether that was the last member. */
    boolean leave() {
        members--;
        return members == 0;
    }

    void addReady(Entry entry) {
        unlist();
        ready.add(entry);
        list();
    }

    void removeReady(Entry entry) {
        unlist();
        ready.remove(entry);
        list();
    }

    void leased(Lease lease) {
        lease.joins(!recording.isEmpty());
        unlist();
        if (lease.owner == null) {
            timedLeases.add(lease.entry.position);
        } else {
            holder = lease.owner;
            held++;
        }
        list();
    }

    void unleased(Lease lease) {
        unlist();
        if (lease.owner == null) {
            timedLeases.remove(lease.entry.position);
        } else if (--held == 0) {
            holder = null;
        }
        list();
    }

    /** Whether a new message at the end would be available now to somebody who waits. */
    public boolean isOpenToThoseWaiting() {
        return timedLeases.isEmpty() && ready.isEmpty() && (holder == null || holder.isWaiting());
    }

    public void beginRecording(long position) {
        recording.merge(position, 1, Integer::sum);
    }

    /**
     * A delivery has been recorded; tells whether the message may not be handed over all the same to who leased it, since an
     * earlier one has come, or comes, back. Deliveries that were recorded together end in the order of their positions.
     *
     * @param next the first that its receiver could have now, or null
     */
    public boolean endRecording(Lease lease, Entry next) {
        recording.computeIfPresent(lease.position, (key, count) -> count == 1 ? null : count - 1);
        return isOvertaking(lease, next);
    }

    /** Whether the message at a position, if it is ready, is available to somebody. */
    boolean isOpenTo(Holder owner, long position) {
        return (holder == null || holder == owner) && position < firstTimedLease();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public int messages() {
        return members;
    }

    @Override
    public int inFlight() {
        return held + timedLeases.size();
    }

    @Override
    public boolean isBlocked() {
        return !ready.isEmpty() && listedIn != places.free;
    }

    /** Who alone gets its messages at the moment; null for anybody. */
    public Holder holder() {
        return holder;
    }

    @Override
    public String keptFor() {
        return holder == null ? null : holder.description();
    }

    @Override
    public long firstLease() {
        long timed = timedLeases.isEmpty() ? 0 : timedLeases.first();
        long owned = holder == null ? 0 : holder.firstLeaseIn(this);
        return timed == 0 || owned != 0 && owned < timed ? owned : timed;
    }

    /** The leased message because of which nobody, or only the holder, gets the one at a position; 0 if there is none. */
    public long blockerOf(long position) {
        if (firstTimedLease() < position) {
            return firstTimedLease();
        }
        return holder == null ? 0 : holder.firstLeaseIn(this);
    }

    private boolean isOvertaking(Lease lease, Entry next) {
        long position = lease.entry.position;
        return (next != null && next.position < position)
                || (!recording.isEmpty() && recording.firstKey() < position)
                || (lease.owner != null && firstTimedLease() < position);
    }

    /** The entry under which it stands in the order of groups. */
    Entry head() {
        return listedAs;
    }

    private long place() {
        return Math.max(listedAs.position, behind);
    }

    /** Others come first, up to a position: as on SQS when a message has timed out, or was given up. */
    void goBehind(long position) {
        unlist();
        behind = position;
        list();
    }

    /** The one of two that comes first; one may be null. */
    static Group earlier(Group one, Group other) {
        return one == null || IN_ORDER.compare(other, one) < 0 ? other : one;
    }

    /** Where the first lease that ends by time stands; the end of the world if there is none. */
    public long firstTimedLease() {
        return timedLeases.isEmpty() ? Long.MAX_VALUE : timedLeases.first();
    }

    private void unlist() {
        if (listedIn != null) {
            listedIn.remove(this);
            places.reserved -= listedIn == places.free ? 0 : 1;
            listedIn = null;
            listedAs = null;
        }
    }

    private void list() {
        Entry next = ready.peek();
        if (next == null || next.position > firstTimedLease()) {
            return;
        }
        listedAs = next;
        listedIn = holder == null ? places.free : holder.groupsIn(places);
        listedIn.add(this);
        places.reserved += listedIn == places.free ? 0 : 1;
    }

    public ReadyList<Entry> ready() {
        return ready;
    }
}
