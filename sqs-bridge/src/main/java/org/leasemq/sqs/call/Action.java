package org.leasemq.sqs.call;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Shape;

/** One action of the API. Safe for use by several threads. */
public interface Action {

    /** Its name: that of the class. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Everything its requests touch, and as what: the guard is asked for it before {@link #run}. */
    List<Touch> touches();

    /** What a request looks like. */
    Shape.Structure input();

    /** What an answer looks like; nothing unless it says so. */
    default Shape.Structure output() {
        return Shape.structure();
    }

    /** Whether a queue's own URL takes it in Query, beside the server's. */
    default boolean isForQueues() {
        return true;
    }

    /**
     * Carries it out. The calling thread reads requests: it must not wait, not even for the disk.
     *
     * @throws ApiException (or by the stage) if it is refused
     */
    CompletionStage<Map<String, Object>> run(Call call);
}
