package org.leasemq.engine;

import java.util.UUID;
import org.leasemq.engine.model.EngineException;

/**
 * What an engine has answered to clients elsewhere. When the way to a client breaks, or the process of the engine ends, the client
 * asks again for what it has no answer to. What an answer is remembered of has been carried out, and is not to be asked of the
 * engine again; what none is remembered of has left nothing durable behind, and is to be asked anew.
 *
 * <p>Answers become durable in one step with the changes that they belong to. So there is none where nothing was stored: to what
 * was refused, to sends of what is not persistent, to what was found as it should be. Nor is there one to the
 * {@linkplain ClientPort#useSubscription use of a subscription}, which lasts no longer than the process. While the process lives,
 * whoever stands between the client and the engine remembers these.
 *
 * <p>They are remembered until the client {@linkplain #know knows} them, or {@linkplain ClientPort#closeClient is closed}. Those of
 * clients that were there before the engine was opened, and are neither opened nor asked about for some time, are forgotten.
 */
public interface AnswerMemory {

    /**
     * This engine, to be asked for one change, whose answer is remembered if it becomes durable.
     *
     * @throws EngineException.Closed if the client has ended, or was never opened
     * @throws EngineException.NoRoom if so many answers are remembered that it does not know yet that something must be wrong
     */
    LeaseEngine remembering(NumberedCall call);

    /**
     * What was answered to a change that a client asked for.
     *
     * @return null if nothing of it is durable, now or after a crash, or if it is forgotten
     */
    byte[] answer(UUID client, long number);

    /** A client knows the answers to all its changes below a number. */
    void know(UUID client, long below);
}
