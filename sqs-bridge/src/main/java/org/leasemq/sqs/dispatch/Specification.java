package org.leasemq.sqs.dispatch;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.leasemq.engine.model.EngineException;
import org.leasemq.sqs.call.Action;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
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
            return CompletableFuture.supplyAsync(
                    () -> answer(simple, call), call.bridge().executor());
        }
        return action.run(call.admitted(touches));
    }

    /** What the engine refuses has the words of the API then. */
    private Map<String, Object> answer(SimpleAction simple, Call call) {
        try {
            return simple.answer(call.admitted(touches));
        } catch (EngineException e) {
            throw call.refused(e);
        }
    }

    /** As {@link #run}, waiting for the answer. */
    public Map<String, Object> answer(Call call) {
        if (action instanceof SimpleAction simple) {
            return answer(simple, call);
        }
        try {
            return action.run(call.admitted(touches)).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
