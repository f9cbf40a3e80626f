package org.leasemq.engine.local.commit;

import java.util.List;
import org.leasemq.store.Change;

/** What changes weigh. */
public final class BatchSize {
    private BatchSize() {}

    /** Bytes of message content in changes, and of answers. */
    public static long contentBytes(List<Change> changes) {
        long bytes = 0;
        for (Change change : changes) {
            if (change instanceof Change.Storing stored) {
                bytes += stored.message().body().bytes().length;
            } else if (change instanceof Change.Answer answer) {
                bytes += answer.answer().length;
            }
        }
        return bytes;
    }
}
