package org.leasemq.served;

import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.leasemq.engine.wire.WireIn;

/** What a client has asked, until it knows the answers. Guarded by its session. */
final class AskedCalls {
    private final SessionMemory memory;
    private final NavigableMap<Long, AskedCall> all = new TreeMap<>();
    /** How many changes are being carried out. */
    private int changing;
    /** All changes below this number are known to the client. */
    private long knownBelow;

    AskedCalls(SessionMemory memory) {
        this.memory = memory;
    }

    int size() {
        return all.size();
    }

    /** Null for none of that number. */
    AskedCall get(long number) {
        return all.get(number);
    }

    boolean isChanging() {
        return changing > 0;
    }

    /** All changes below that are known. What has no answer yet cannot be, whatever is said. */
    void knownBelow(long number) {
        if (number > knownBelow) {
            knownBelow = number;
            forget(all.subMap(0L, number).values());
        }
    }

    private void forget(Collection<AskedCall> known) {
        known.removeIf(call -> {
            boolean isKnown = call.answer != null;
            if (isKnown) {
                memory.giveBack(call);
            }
            return isKnown;
        });
    }

    /** Whether it is a change that has been asked for, and whose answer is known. */
    boolean isOver(long number) {
        return number > 0 && number < knownBelow;
    }

    /** Whether there was room for it. */
    boolean add(AskedCall call) {
        boolean fits = memory.takeForCall(all.size());
        if (fits) {
            all.put(call.number, call);
            changing += call.changes() ? 1 : 0;
        }
        return fits;
    }

    /** An answer, unless nobody wants it any more. Tells whether somebody does. */
    boolean answered(AskedCall call, List<byte[]> frames, long weight) {
        boolean wanted = all.get(call.number) == call;
        if (wanted) {
            call.answered(frames, weight);
            changing -= call.changes() ? 1 : 0;
        } else {
            memory.giveBackForAnswer(weight);
        }
        return wanted;
    }

    /** The client knows answers. */
    void known(WireIn numbers) {
        while (numbers.remaining() > 0) {
            long number = numbers.readLong();
            AskedCall call = all.get(number);
            if (call != null && call.answer != null) {
                all.remove(number);
                memory.giveBack(call);
            }
        }
    }

    /** There is a new connection, on which nothing has been asked. */
    void forgetConnection() {
        all.values().forEach(call -> call.current = false);
    }

    /** What has been answered and was not asked again is known. */
    void allAsked() {
        all.values().removeIf(call -> {
            boolean isKnown = call.answer != null && !call.current;
            if (isKnown) {
                memory.giveBack(call);
            }
            return isKnown;
        });
    }

    /** Those that change nothing. */
    List<AskedCall> questions() {
        return all.values().stream().filter(call -> !call.changes()).toList();
    }

    boolean areAnswered() {
        return all.values().stream().allMatch(call -> call.answer != null);
    }

    void clear() {
        all.values().forEach(call -> {
            memory.giveBack(call);
            call.memory.end();
        });
        all.clear();
        changing = 0;
    }
}
