package org.leasemq.sqs.action;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.leasemq.engine.EngineException;
import org.leasemq.sqs.queue.Texts;
import org.leasemq.sqs.wire.Answer;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Input;
import org.leasemq.sqs.wire.Protocol;
import org.leasemq.sqs.wire.WireRequest;

/** From a request to its answer: who calls, in which protocol, for which action. Safe for use by several threads. */
public final class Dispatcher {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

    private final Bridge bridge;
    private final Actions actions;
    private final Authenticator authenticator;
    private final Observer observer;
    private final long started;
    private final AtomicLong count = new AtomicLong();

    public Dispatcher(Bridge bridge, Actions actions, Authenticator authenticator, Observer observer) {
        this.bridge = bridge;
        this.actions = actions;
        this.authenticator = authenticator;
        this.observer = observer;
        this.started = UUID.randomUUID().getMostSignificantBits();
    }

    /**
     * Answers a request; never fails.
     *
     * @param gone tells whether the client has hung up
     */
    public CompletionStage<Answer> handle(WireRequest request, BooleanSupplier gone) {
        String requestId = new UUID(started, count.incrementAndGet()).toString();
        Protocol protocol;
        try {
            protocol = Protocol.of(request);
        } catch (ApiException e) {
            return CompletableFuture.completedFuture(Protocol.unreadable(e, requestId));
        }
        try {
            return run(request, protocol, requestId, gone);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(failure(protocol, e, requestId));
        }
    }

    private CompletionStage<Answer> run(
            WireRequest request, Protocol protocol, String requestId, BooleanSupplier gone) {
        Identity who = authenticator.identify(request);
        String name = protocol.action();
        Specification specification = actions.named(name);
        if (specification == null) {
            throw unknown(protocol, name);
        }
        Input in = protocol.read(specification.input());
        Texts.require(in);
        Call call =
                new Call(bridge, name, in, who, request.base(), request.path(), protocol.isQuery(), gone, List.of());
        return specification.run(call).handle((values, error) -> {
            if (error != null) {
                return failure(protocol, error, requestId);
            }
            observer.answered(name, values);
            return protocol.success(name, specification.output(), values, requestId);
        });
    }

    private static ApiException unknown(Protocol protocol, String name) {
        if (name == null) {
            return new ApiException(
                    protocol.isQuery() ? ErrorCode.MISSING_ACTION : ErrorCode.UNKNOWN_OPERATION,
                    "The request names no action.");
        }
        return protocol.isQuery()
                ? new ApiException(ErrorCode.INVALID_ACTION, "The action " + name + " is not valid for this endpoint.")
                : new ApiException(ErrorCode.UNKNOWN_OPERATION, "There is no operation " + name + ".");
    }

    private Answer failure(Protocol protocol, Throwable error, String requestId) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        ApiException refused = refusal(cause, requestId);
        observer.refused(protocol.action(), refused.code());
        return protocol.failure(refused, requestId);
    }

    private static ApiException refusal(Throwable cause, String requestId) {
        Throwable known = cause instanceof EngineException e ? EngineErrors.translate(e) : cause;
        ApiException refused = known instanceof ApiException e
                ? e
                : new ApiException(
                        ErrorCode.INTERNAL_FAILURE,
                        "The server failed on this request. Its log says more about request " + requestId + ".",
                        cause);
        if (refused.code().isServers()) {
            LOG.log(System.Logger.Level.WARNING, "Request " + requestId + " failed", cause);
        }
        return refused;
    }

    /** Is told what became of requests. */
    public interface Observer {
        /** A request has been carried out. */
        void answered(String action, Map<String, Object> values);

        /** A request has been refused; the action may be null or unknown. */
        void refused(String action, ErrorCode code);
    }
}
