package org.leasemq.served;

import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.leasemq.engine.LeaseEngine;

/**
 * Who has been let in.
 *
 * @param user null for nobody in particular
 * @param address where from, for people; null if that is not known
 * @param engine what he may do, in a session with an id that is his: what he opens there is that session's
 */
public record Visitor(String user, String address, Function<UUID, LeaseEngine> engine) {

    /** @throws NotServedException if that is another user */
    void requireSameAs(Visitor other) {
        if (!Objects.equals(user, other.user)) {
            throw new NotServedException("there is a session of that id, which is another user's", false);
        }
    }
}
