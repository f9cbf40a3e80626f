package org.leasemq.served;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sessions that have been missed for too long, whose answers are remembered in case they come back. Guarded by the server. */
final class AbsentSessions {
    /** @param forgetting ends that the answers are remembered */
    private record Absent(ServedSession session, Visitor visitor, Watch.Stop forgetting) {}

    private final int most;
    private final Map<UUID, Absent> all = new LinkedHashMap<>();

    AbsentSessions(int most) {
        this.most = most;
    }

    void add(ServedSession session, Watch.Stop forgetting) {
        all.put(session.id, new Absent(session, session.visitor, forgetting));
    }

    /** Takes out those that have been absent longest and are too many: they will not come back. */
    List<ServedSession> surplus() {
        List<ServedSession> longest = new ArrayList<>();
        Iterator<Absent> oldest = all.values().iterator();
        for (int more = all.size() - most; more > 0; more--) {
            Absent next = oldest.next();
            oldest.remove();
            next.forgetting.stop();
            longest.add(next.session);
        }
        return longest;
    }

    /** Whether it was there. */
    boolean remove(ServedSession session) {
        return all.remove(session.id) != null;
    }

    /** It comes back, if it is its visitor's. */
    void returned(UUID id, Visitor visitor) {
        Absent known = all.get(id);
        if (known != null) {
            known.visitor.requireSameAs(visitor);
            known.forgetting.stop();
            all.remove(id);
        }
    }

    void clear() {
        all.values().forEach(session -> session.forgetting.stop());
        all.clear();
    }
}
