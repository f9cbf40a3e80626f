package org.leasemq.sqs.action;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.leasemq.engine.Completion;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.QueueInfo;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Limits;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.queue.QueueUrls;
import org.leasemq.sqs.queue.QueueView;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Input;

/**
 * One request for an action.
 *
 * @param bridge what all share
 * @param action name of the action
 * @param in the values of the request
 * @param who calls
 * @param base scheme and authority under which the client knows the server
 * @param path the path of the request, which names the queue if the values do not
 * @param query whether it came in the Query protocol, in which some messages differ
 * @param gone tells whether the client has hung up
 */
public record Call(
        Bridge bridge,
        String action,
        Input in,
        Identity who,
        String base,
        String path,
        boolean query,
        BooleanSupplier gone) {

    /** The queues. */
    public LeaseEngine engine() {
        return bridge.engine;
    }

    /** How queues are named for this caller. */
    public Arns arns() {
        return new Arns(who.account(), who.region());
    }

    /** The URL of a queue, as this caller reaches it. */
    public String url(String queue) {
        return QueueUrls.of(base, who.account(), queue);
    }

    /** How much is too much. */
    public Limits limits() {
        return bridge.limits;
    }

    /** The queue of the request, if the caller may do with it what the action does. */
    QueueInfo queue() {
        return queue(action);
    }

    /** The queue of the request, if the caller may do that with it. */
    QueueInfo queue(String what) {
        String url = in.text("QueueUrl");
        if (url == null || url.isEmpty()) {
            if (!query || path.length() < 2) {
                throw ApiException.missing("QueueUrl");
            }
            url = path;
        }
        String name = QueueUrls.nameOf(url);
        if (name == null) {
            throw new ApiException(
                    ErrorCode.INVALID_ADDRESS, "The address " + url + " is not valid for this endpoint.");
        }
        return named(name, what);
    }

    /** A queue by name, if the caller may do that with it. */
    public QueueInfo named(String name, String what) {
        QueueInfo queue = Names.isVisible(name) ? engine().findQueue(name).orElse(null) : null;
        if (queue == null) {
            throw noSuchQueue();
        }
        bridge.guard.require(who, what, queue);
        return queue;
    }

    ApiException noSuchQueue() {
        return new ApiException(
                ErrorCode.QUEUE_DOES_NOT_EXIST,
                query
                        ? "The specified queue does not exist for this wsdl version."
                        : "The specified queue does not exist.");
    }

    QueueView view(QueueInfo queue) {
        return new QueueView(queue, () -> engine().statistics(queue.name()), arns().of(queue));
    }

    /** Waits until something is durable. What the engine refuses has the words of the API then. */
    public <T> T done(Completion<T> completion) {
        try {
            return completion.await();
        } catch (EngineException e) {
            throw EngineErrors.translate(e, this);
        }
    }

    /**
     * What becomes of something once it is durable. The calling thread goes on to other requests meanwhile; the result is made
     * on the engine's thread, and must not wait.
     */
    <T, R> CompletionStage<R> stored(Completion<T> completion, Function<T, R> result) {
        CompletableFuture<R> later = new CompletableFuture<>();
        completion.whenDone((value, error) -> {
            try {
                if (error != null) {
                    throw EngineErrors.translate(error, this);
                }
                later.complete(result.apply(value));
            } catch (RuntimeException e) {
                later.completeExceptionally(e);
            }
        });
        return later;
    }
}
