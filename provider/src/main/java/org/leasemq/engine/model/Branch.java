package org.leasemq.engine.model;

import java.util.Objects;

/**
 * A unit of work that has been prepared: it survives the process, and waits for its coordinator's decision.
 *
 * @param id how its coordinator names it
 * @param preparedAt when it was prepared, in milliseconds since the epoch
 * @param state where it stands
 */
public record Branch(String id, long preparedAt, State state) {
    public Branch {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
    }

    /** Where a branch stands. */
    public enum State {
        /** Nothing is decided: its sends are hidden, and what it deletes is leased, until it is. */
        PREPARED,
        /** Committed by somebody who is not its coordinator, who is still to be told. */
        COMMITTED_BY_HAND,
        /** Rolled back by somebody who is not its coordinator, who is still to be told. */
        ROLLED_BACK_BY_HAND
    }
}
