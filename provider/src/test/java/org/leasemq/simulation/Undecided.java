package org.leasemq.simulation;

import java.util.List;
import org.leasemq.engine.model.Branch;
import org.leasemq.simulation.Letter.Certainty;

/** What the model knows of a unit of work in two phases. */
final class Undecided {
    /** What is known of it. */
    enum State {
        /** To be prepared; no answer yet. */
        ASKED,
        PREPARED,
        /** To be committed; no answer yet. */
        COMMITTING,
        /** To be rolled back; no answer yet. */
        ROLLING_BACK,
        /** Decided by hand, and to be remembered. */
        REMEMBERED,
        /** To be forgotten; no answer yet. */
        FORGETTING,
        OVER
    }

    final String id;
    private final List<Letter> held;
    private final List<Letter> out;
    State state = State.ASKED;
    private boolean byHand;

    Undecided(String id, List<Letter> held, List<Letter> out) {
        this.id = id;
        this.held = held;
        this.out = out;
        held.forEach(letter -> letter.deleted = Certainty.OPEN);
        out.forEach(letter -> letter.hidden = true);
    }

    void prepared() {
        state = State.PREPARED;
        byHand = false;
        for (Letter letter : held) {
            letter.hidden = true;
            letter.deleted = Certainty.OPEN;
            letter.leased(letter.lease, this, Long.MAX_VALUE, true);
        }
        out.forEach(letter -> letter.hidden = true);
    }

    /** @param ownersLive whether who held the leases still does */
    void notPrepared(boolean ownersLive) {
        state = State.OVER;
        for (Letter letter : held) {
            letter.deleted = Certainty.NO;
            letter.hidden = false;
            if (!ownersLive) {
                letter.endLease();
            }
        }
        out.forEach(letter -> letter.sent = Certainty.NO);
    }

    /** @param hand whether the decision is not the coordinator's, so that it is remembered */
    void deciding(boolean commit, boolean hand) {
        byHand = hand;
        state = commit ? State.COMMITTING : State.ROLLING_BACK;
        (commit ? out : held).forEach(letter -> letter.hidden = false);
        if (!commit) {
            held.forEach(Letter::endLease);
        }
    }

    void decided() {
        boolean committed = state == State.COMMITTING;
        state = byHand ? State.REMEMBERED : State.OVER;
        for (Letter letter : held) {
            letter.hidden = false;
            if (letter.holder == this) {
                letter.endLease();
            }
            if (committed) {
                letter.deleted = Certainty.YES;
            } else if (letter.deleted == Certainty.OPEN) {
                letter.deleted = Certainty.NO;
            }
        }
        for (Letter letter : out) {
            letter.sent = committed ? Certainty.YES : Certainty.NO;
        }
    }

    void forgetting() {
        state = State.FORGETTING;
    }

    void forgotten(boolean done) {
        state = done ? State.OVER : State.REMEMBERED;
    }

    /**
     * The process died: what the engine says of it now tells how far it came.
     *
     * @param found null if it is not there
     */
    void afterCrash(Branch.State found) {
        switch (state) {
            case PREPARED -> require(found == Branch.State.PREPARED, "is lost: ");
            case ASKED -> {
                if (found == null) {
                    notPrepared(false);
                } else {
                    prepared();
                }
            }
            case COMMITTING, ROLLING_BACK -> {
                if (found == Branch.State.PREPARED) {
                    prepared();
                } else {
                    require(byHand == (found != null), "is not remembered as it should be: ");
                    decided();
                }
            }
            case REMEMBERED ->
                require(found != null && found != Branch.State.PREPARED, "was decided, which is forgotten: ");
            case FORGETTING -> forgotten(found == null);
            case OVER -> {}
        }
    }

    private void require(boolean condition, String complaint) {
        if (!condition) {
            throw new AssertionError("Branch " + id + " " + complaint + held + " " + out);
        }
    }
}
