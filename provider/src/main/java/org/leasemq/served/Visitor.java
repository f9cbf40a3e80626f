package org.leasemq.served;

import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.leasemq.engine.LeaseEngine;

/**
 * Who has been let in.
 *
 * @param user null for nobody in particular
 * @param address where from, for people; null if that is not known
 * @param secret makes one by which he goes on with his session, so that he need not prove again who he is; null for none
 * @param session the only one that he may go on with, since he has come by its secret; null for any that is his
 * @param engine what he may do, in a session with an id that is his: what he opens there is that session's
 */
public record Visitor(
        String user, String address, Supplier<byte[]> secret, UUID session, Function<UUID, LeaseEngine> engine) {

    /** @throws NotServedException if he has come by the secret of another session */
    void requireMayHave(UUID id) {
        if (session != null && !session.equals(id)) {
            throw new NotServedException(
                    "the secret with which the connection began is that of another session", false);
        }
    }

    /** @throws NotServedException if that is another user */
    void requireSameAs(Visitor other) {
        if (!Objects.equals(user, other.user)) {
            throw new NotServedException("there is a session of that id, which is another user's", false);
        }
    }
}
