package org.leasemq.sqs.action;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Shape;

/**
 * An action with its shapes.
 *
 * @param action carries it out
 * @param input what requests look like
 * @param output what answers look like
 * @param touches what requests touch
 */
public record Specification(Action action, Shape.Structure input, Shape.Structure output, List<Touch> touches) {
    public Specification {
        touches = List.copyOf(touches);
    }

    static Specification of(Action action) {
        return new Specification(action, action.input(), action.output(), action.touches());
    }

    /**
     * Carries the action out, if the guard admits the request.
     *
     * @throws ApiException (or by the stage) if it is refused
     */
    CompletionStage<Map<String, Object>> run(Call call) {
        if (action instanceof SimpleAction simple) {
            return CompletableFuture.supplyAsync(() -> simple.answer(call.admitted(touches)), call.bridge().executor);
        }
        return action.run(call.admitted(touches));
    }

    /** As {@link #run}, waiting for the answer. */
    Map<String, Object> answer(Call call) {
        if (action instanceof SimpleAction simple) {
            return simple.answer(call.admitted(touches));
        }
        try {
            return action.run(call.admitted(touches)).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
