package org.leasemq.engine.local.commit;

import java.util.List;
import org.leasemq.engine.NumberedCall;
import org.leasemq.engine.wire.Frames;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;

/** A change that a client elsewhere asks for, on its way: its answer is stored with it. */
public final class RememberedCall {
    private final Answers answers;
    private final AnsweredClient client;
    private final NumberedCall call;
    /** What is being written. */
    private Change.Answer stored;

    RememberedCall(Answers answers, AnsweredClient client, NumberedCall call) {
        this.answers = answers;
        this.client = client;
        this.call = call;
    }

    /**
     * Adds the answer to what has been encoded.
     *
     * @param expected what is answered when that is durable
     */
    void encode(Object expected, List<Change> changes) {
        stored = null;
        if (!client.hasEnded) {
            byte[] answer = Frames.answer(call.verb(), expected);
            stored = answers.answered(client, call.number(), answer);
            changes.add(stored);
        }
    }

    void durable(Locations locations) {
        if (stored != null) {
            answers.keep(client, stored, locations.of(stored));
        }
    }
}
