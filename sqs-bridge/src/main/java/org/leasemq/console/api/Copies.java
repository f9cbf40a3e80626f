package org.leasemq.console.api;

import java.util.List;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Sent;
import org.leasemq.memory.MemoryShare;
import org.leasemq.sqs.transfer.Correction;

/** Copies of messages, in which something is corrected. All else is taken from the message itself, not from what a page has of it. */
final class Copies {
    private final ShownMessage shown;
    private final TimeSource clock;

    Copies(MemoryShare memory, TimeSource clock) {
        this.shown = new ShownMessage(memory);
        this.clock = clock;
    }

    /** Sends it. The message stays where it is. */
    Object send(PageCall call) {
        String to = call.text("to");
        boolean fifo = QueueDetails.find(call, to).attributes().fifo();
        return shown.use(call, item -> {
            Message copy = correction(call).copyOf(item.message(), fifo, clock.millis());
            Sent sent = call.engine().send(to, List.of(copy)).await().get(0).get();
            return Values.of("id", sent.id().toString(), "duplicate", sent.duplicate());
        });
    }

    private static Correction correction(PageCall call) {
        String deduplicationId = call.text("deduplicationId", "");
        return new Correction(
                MessageChanges.body(call),
                call.in().has("priority") ? MessageChanges.priority(call, 0) : null,
                call.text("group", null),
                call.in().has("ordered") ? call.flag("ordered") : null,
                call.in().has("delay") ? MessageChanges.delay(call) : null,
                deduplicationId.isEmpty() ? null : deduplicationId);
    }
}
