package org.leasemq.served;

import java.lang.System.Logger.Level;
import java.util.UUID;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.NumberedCall;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.wire.Verb;
import org.leasemq.log.Logs;

/**
 * What the engine remembers of the changes of one session: that outlasts the session's being here, and the process. To the engine the
 * session is a client with its id.
 */
final class RememberedChanges {
    private static final System.Logger LOG = Logs.of(RememberedChanges.class);

    private final UUID session;
    private final LeaseEngine engine;
    /** Whether the session was somewhere before it was here, so that something may be remembered. */
    private final boolean returning;

    RememberedChanges(UUID session, LeaseEngine engine, boolean returning) {
        this.session = session;
        this.engine = engine;
        this.returning = returning;
    }

    /** Opens the client, which stays open until it is {@linkplain #forget forgotten}. */
    void open(String description) {
        engine.openClient(session, description).await();
    }

    /** What was answered to a change, by whoever had the engine then; null if it has not been carried out. */
    byte[] answer(long number) {
        return returning ? engine.answer(session, number) : null;
    }

    /** The engine, to be asked for a change that it remembers the answer to. */
    LeaseEngine remembering(long number, long knownBelow, Verb<?, ?> verb) {
        return engine.remembering(new NumberedCall(session, number, knownBelow, verb.number()));
    }

    /** The session will not come back. */
    void forget() {
        try {
            engine.closeClient(session).background();
        } catch (EngineException e) {
            LOG.log(Level.DEBUG, "What was answered to a session is forgotten with the engine", e);
        }
    }
}
