package org.leasemq.sqs.dispatch;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.EngineException;
import org.leasemq.log.Logs;
import org.leasemq.log.Seldom;
import org.leasemq.sqs.access.Authenticator;
import org.leasemq.sqs.access.Identity;
import org.leasemq.sqs.call.AnswerSize;
import org.leasemq.sqs.call.Bridge;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.Requester;
import org.leasemq.sqs.queue.EngineErrors;
import org.leasemq.sqs.queue.QueueUrls;
import org.leasemq.sqs.queue.RequestTexts;
import org.leasemq.sqs.wire.Answer;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Input;
import org.leasemq.sqs.wire.Parameters;
import org.leasemq.sqs.wire.Protocol;
import org.leasemq.sqs.wire.RequestRules;
import org.leasemq.sqs.wire.WireRequest;

/** From a request to its answer: who calls, in which protocol, for which action. Safe for use by several threads. */
public final class Dispatcher {
    private static final System.Logger LOG = Logs.of(Dispatcher.class);

    private final Bridge bridge;
    private final Actions actions;
    private final Authenticator authenticator;
    private final Observer observer;
    private final long started;
    private final AtomicLong count = new AtomicLong();
    private final Seldom unavailable;
    private final RunOut runOut;

    public Dispatcher(
            Bridge bridge, Actions actions, Authenticator authenticator, Observer observer, TimeSource clock) {
        this.bridge = bridge;
        this.actions = actions;
        this.authenticator = authenticator;
        this.observer = observer;
        this.unavailable = new Seldom(clock::elapsedMillis);
        this.runOut = new RunOut(clock::elapsedMillis);
        this.started = UUID.randomUUID().getMostSignificantBits();
    }

    /**
     * What a request is refused for before its body is read: nothing of it needs to be kept then.
     *
     * @param head without its body
     * @return the refusal; null if there is none so far
     */
    public Answer refusal(WireRequest head) {
        ApiException objection = objection(head);
        return objection == null ? null : refused(head, objection);
    }

    /** As {@link #refusal}, while that has not been answered. */
    public ApiException objection(WireRequest head) {
        try {
            RequestRules.requireHead(head);
            authenticator.recognize(head);
            return null;
        } catch (ApiException e) {
            return e;
        } catch (OutOfMemoryError e) {
            return runOut.refusal(e);
        } catch (RuntimeException | Error e) {
            return unexpected(e, newRequestId());
        }
    }

    /** The answer to a request that cannot be carried out, for whatever reason; does not look into the request. */
    public Answer refused(WireRequest request, Throwable reason) {
        return failure(Protocol.of(request), null, reason, newRequestId());
    }

    /**
     * Answers a request; never fails.
     *
     * @param requester the other end
     */
    public CompletionStage<Answer> handle(WireRequest request, Requester requester) {
        String requestId = newRequestId();
        Protocol protocol = Protocol.of(request);
        try {
            return run(request, protocol, requestId, requester);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.completedFuture(failure(protocol, null, e, requestId));
        }
    }

    private String newRequestId() {
        return new UUID(started, count.incrementAndGet()).toString();
    }

    private CompletionStage<Answer> run(WireRequest request, Protocol protocol, String requestId, Requester requester) {
        RequestRules.requireHead(request);
        RequestRules.requireBody(request);
        Identity who = authenticator.identify(request);
        String name = protocol.action();
        Specification specification = actions.named(name, protocol.isForTopics());
        if (specification == null) {
            throw unknown(request, protocol, name);
        }
        if (protocol.isQuery() && !specification.action().isForQueues() && QueueUrls.isOfQueue(request.route())) {
            throw invalidAction(name);
        }
        Input in = protocol.read(specification.input());
        RequestTexts.require(in);
        Call call = new Call(
                bridge, name, in, who, request.base(), request.route(), protocol.isQuery(), requester, List.of());
        return specification.run(call).handle((values, error) -> {
            try {
                if (error != null) {
                    return failed(protocol, call, error, requestId);
                }
                observer.carriedOut(call, values);
                AnswerSize.require(requester, values);
                Answer answer = protocol.success(name, specification.output(), values, requestId);
                observer.answered(name, values);
                return answer;
            } catch (RuntimeException | Error e) {
                return failure(protocol, name, e, requestId);
            }
        });
    }

    private static ApiException unknown(WireRequest request, Protocol protocol, String name) {
        if (protocol.isQuery() && asksNothing(request)) {
            return new ApiException(ErrorCode.UNKNOWN_OPERATION, null); // it could be of any protocol
        }
        if (name == null) {
            return new ApiException(
                    protocol.isQuery() ? ErrorCode.MISSING_ACTION : ErrorCode.UNKNOWN_OPERATION,
                    "The request names no action.");
        }
        return protocol.isQuery()
                ? invalidAction(name)
                : new ApiException(ErrorCode.UNKNOWN_OPERATION, "There is no operation " + name + ".");
    }

    /** Nothing at all, or nothing but that it is signed. */
    private static boolean asksNothing(WireRequest request) {
        return request.body().length == 0
                && (request.query() == null
                        || Parameters.of(request.query()).keySet().stream()
                                .allMatch(name -> name.startsWith("X-Amz-")));
    }

    private static ApiException invalidAction(String name) {
        return new ApiException(ErrorCode.INVALID_ACTION, "The action " + name + " is not valid for this endpoint.");
    }

    private Answer failed(Protocol protocol, Call call, Throwable error, String requestId) {
        ApiException refused = refusal(error, requestId);
        observer.refused(call, refused);
        observer.refused(call.action(), refused.code());
        return protocol.failure(refused, requestId);
    }

    /** @param action null if it is not known */
    private Answer failure(Protocol protocol, String action, Throwable error, String requestId) {
        ApiException refused = refusal(error, requestId);
        observer.refused(action, refused.code());
        return protocol.failure(refused, requestId);
    }

    private ApiException refusal(Throwable error, String requestId) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof OutOfMemoryError full) {
            return runOut.refusal(full);
        }
        ApiException refused = cause instanceof EngineException e
                ? EngineErrors.translate(e)
                : cause instanceof ApiException e ? e : unexpected(cause, requestId);
        if (refused.code() == ErrorCode.SERVICE_UNAVAILABLE) {
            logUnavailable(requestId, refused);
        } else if (refused.code().isServers()) {
            LOG.log(System.Logger.Level.WARNING, "Request " + requestId + " failed", cause);
        }
        return refused;
    }

    /** Expected under load, and often. */
    private void logUnavailable(String requestId, ApiException refused) {
        String more = unavailable.more();
        if (more != null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Request " + requestId + " was refused for the moment: " + refused.getMessage() + more);
        }
    }

    private static ApiException unexpected(Throwable cause, String requestId) {
        return new ApiException(
                ErrorCode.INTERNAL_FAILURE,
                "The server failed on this request. Its log says more about request " + requestId + ".",
                cause);
    }

    /** Is told what became of requests. */
    public interface Observer {
        /** A request has been carried out. */
        void answered(String action, Map<String, Object> values);

        /** A request has been refused; the action may be null or unknown. */
        void refused(String action, ErrorCode code);

        /** An action has been carried out, whether or not its answer can be given. */
        default void carriedOut(Call call, Map<String, Object> values) {}

        /** An action that could be read has been refused, or has failed. */
        default void refused(Call call, ApiException why) {}
    }
}
