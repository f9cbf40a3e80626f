package org.leasemq.simulation;

import java.util.List;
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
        OVER
    }

    final String id;
    private final List<Letter> held;
    private final List<Letter> out;
    State state = State.ASKED;

    Undecided(String id, List<Letter> held, List<Letter> out) {
        this.id = id;
        this.held = held;
        this.out = out;
        held.forEach(letter -> letter.deleted = Certainty.OPEN);
        out.forEach(letter -> letter.hidden = true);
    }

    void prepared() {
        state = State.PREPARED;
        for (Letter letter : held) {
            letter.hidden = true;
            letter.deleted = Certainty.OPEN;
            letter.holder = this;
            letter.leasedUntil = Long.MAX_VALUE;
            letter.leaseIsDurable = true;
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

    void deciding(boolean commit) {
        state = commit ? State.COMMITTING : State.ROLLING_BACK;
        (commit ? out : held).forEach(letter -> letter.hidden = false);
        if (!commit) {
            held.forEach(Letter::endLease);
        }
    }

    void decided() {
        boolean committed = state == State.COMMITTING;
        state = State.OVER;
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

    /** The process died: what the engine says of it now tells how far it came. */
    void afterCrash(boolean isThere) {
        switch (state) {
            case PREPARED ->
                Model.check(isThere, held.isEmpty() ? null : held.get(0), "was in a branch that is lost: " + id);
            case ASKED -> {
                if (isThere) {
                    prepared();
                } else {
                    notPrepared(false);
                }
            }
            case COMMITTING, ROLLING_BACK -> {
                if (isThere) {
                    prepared();
                } else {
                    decided();
                }
            }
            case OVER -> {}
        }
    }
}
