package org.leasemq.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.Browser;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.transfer.EngineImport;
import org.leasemq.sqs.transfer.ExportedMessage;
import org.leasemq.sqs.transfer.Imported;
import org.leasemq.sqs.wire.ApiException;

/** Messages out of a queue into a file, and out of a file into a queue. */
public final class Transfers {
    private static final int SOME = 100;
    /** Lines that are sent at once. */
    private static final int MOST = 2000;

    private final TimeSource clock;

    Transfers(TimeSource clock) {
        this.clock = clock;
    }

    /** The messages of a queue, that are being written. Has to be closed. */
    public static final class Export implements AutoCloseable {
        private final String queue;
        private final Browser browser;

        private Export(String queue, Browser browser) {
            this.queue = queue;
            this.browser = browser;
        }

        /** Writes them, a line each; some of them are in memory at a time. */
        public void write(OutputStream out) throws IOException {
            for (List<BrowseItem> items = browser.next(SOME); !items.isEmpty(); items = browser.next(SOME)) {
                for (BrowseItem item : items) {
                    out.write(ExportedMessage.line(item, queue));
                    out.write('\n');
                }
            }
        }

        @Override
        public void close() {
            browser.close();
        }
    }

    /** Begins to look; refuses what may not be. */
    static Export export(PageCall call) {
        String queue = call.text("queue");
        try {
            return new Export(queue, Browser.of(call.engine(), queue));
        } catch (EngineException e) {
            throw Refusal.of(e);
        }
    }

    /**
     * Sends some lines of a file, up to the first that cannot be sent.
     *
     * @return how many lines were taken, what became of them, and why the next was not
     */
    Object take(PageCall call) {
        QueueInfo queue = QueueDetails.find(call, call.text("queue"));
        JsonNode lines = call.in().path("lines");
        if (!lines.isArray() || lines.size() > MOST) {
            throw new Refusal(Refusal.BAD_REQUEST, "Send up to " + MOST + " 'lines' at once.");
        }
        EngineImport to = new EngineImport(call.engine(), clock::instant);
        Map<Imported, Long> counts = new EnumMap<>(Imported.class);
        int taken = 0;
        String refused = null;
        while (refused == null && taken < lines.size()) {
            JsonNode line = lines.get(taken);
            try {
                ExportedMessage message = ExportedMessage.read(line.path("text").asText());
                String id = message.text(line.path("again").asBoolean() ? "MessageId" : "MessageDeduplicationId");
                counts.merge(to.send(queue, message, id), 1L, Long::sum);
                taken++;
            } catch (ApiException | EngineException e) {
                refused = e.getMessage();
            }
        }
        if (refused != null && taken == 0) {
            call.deed().refused(refused);
        } else if (refused != null) {
            call.deed().partly(taken + " of " + lines.size() + ", up to one of which is said: " + refused);
        }
        return Values.of("taken", taken, "counts", counts, "refused", refused);
    }
}
