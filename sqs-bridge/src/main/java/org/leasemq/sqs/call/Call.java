package org.leasemq.sqs.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.access.Identity;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.EngineErrors;
import org.leasemq.sqs.queue.Homes;
import org.leasemq.sqs.queue.Limits;
import org.leasemq.sqs.queue.QueueReading;
import org.leasemq.sqs.queue.QueueUrls;
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
 * @param requester the other end
 * @param touched what it touches, once the guard has admitted it
 */
public record Call(
        Bridge bridge,
        String action,
        Input in,
        Identity who,
        String base,
        String path,
        boolean query,
        Requester requester,
        List<Touched> touched) {

    /**
     * What a request touches.
     *
     * @param touch where it names it
     * @param resources what that is
     */
    public record Touched(Touch touch, List<Resource> resources) {}

    /**
     * One that this process itself makes, as the owner of what is there.
     *
     * @param home from where
     */
    public static Call own(Bridge bridge, Arns home, String action, Map<String, Object> values) {
        Identity owner = new Identity(home.account(), null, home.region(), null, true);
        return new Call(bridge, action, new Input(values), owner, "", "", false, () -> false, List.of());
    }

    /** The queues. */
    public LeaseEngine engine() {
        return bridge.engine();
    }

    /** Where queues and topics belong, and what the engine calls them. */
    public Homes homes() {
        return bridge.homes();
    }

    /** The account and the region of the caller, where names lead that say no other. */
    public Arns home() {
        return new Arns(who.account(), who.region());
    }

    /** The URL of a queue of an account, in the region of the caller. */
    public String url(String account, String name) {
        return QueueUrls.of(base, account, name);
    }

    /** How much is too much. */
    public Limits limits() {
        return bridge.limits();
    }

    /** With what it touches, if the caller may touch all of that. */
    public Call admitted(List<Touch> touches) {
        List<Touched> found = new ArrayList<>(touches.size());
        for (Touch touch : touches) {
            List<Resource> resources = touch.finder().find(this);
            for (Resource resource : resources) {
                bridge.guard().require(who, action, touch.role(), resource);
            }
            found.add(new Touched(touch, resources));
        }
        return new Call(bridge, action, in, who, base, path, query, requester, found);
    }

    /** The queue behind the URL of the request. */
    public QueueInfo queue() {
        return touched("QueueUrl").queue();
    }

    /**
     * What the request names there; null if it names nothing.
     *
     * @param what as the action has stated it
     */
    public Resource touched(String what) {
        for (Touched one : touched) {
            if (one.touch.what().equals(what)) {
                return one.resources.isEmpty() ? null : one.resources.get(0);
            }
        }
        throw new IllegalStateException(action + " does not state that it touches " + what + ": this indicates a bug");
    }

    /** Whether a queue belongs to the caller, so that lists show it. */
    public boolean owns(QueueInfo queue) {
        return owns(Resource.of(queue));
    }

    /** Whether something belongs to the caller, so that lists show it. */
    public boolean owns(Resource resource) {
        return bridge.guard().owns(who, resource);
    }

    /** What the engine refuses, in the words of the API. */
    public ApiException refused(EngineException e) {
        return EngineErrors.isOfMissingQueue(e) ? noSuchQueue() : EngineErrors.translate(e);
    }

    /** There is no such queue, in the words of the protocol. */
    public ApiException noSuchQueue() {
        return new ApiException(
                ErrorCode.QUEUE_DOES_NOT_EXIST,
                query
                        ? "The specified queue does not exist for this wsdl version."
                        : "The specified queue does not exist.");
    }

    /** A queue, for the table of attributes. */
    public QueueReading view(QueueInfo queue) {
        return new QueueReading(queue, () -> engine().statistics(queue.name()).await(), homes());
    }

    /** Waits until something is durable. What the engine refuses has the words of the API then. */
    public <T> T done(Completion<T> completion) {
        try {
            return completion.await();
        } catch (EngineException e) {
            throw refused(e);
        }
    }

    /**
     * What becomes of something once it is durable. The calling thread goes on to other requests meanwhile; the result is made
     * on the thread for answers, and must not wait.
     */
    public <T, R> CompletionStage<R> stored(Completion<T> completion, Function<T, R> result) {
        CompletableFuture<R> later = new CompletableFuture<>();
        Thread asker = Thread.currentThread();
        completion.whenDone((value, error) -> {
            Runnable answer = () -> complete(later, value, error, result);
            if (Thread.currentThread() == asker) {
                answer.run(); // it is there already
            } else {
                bridge.answers().execute(answer);
            }
        });
        return later;
    }

    /** The same, on whatever thread of the engine makes it: only for what is given to another thread at once. */
    public <T> CompletionStage<T> outcome(Completion<T> completion) {
        CompletableFuture<T> later = new CompletableFuture<>();
        completion.whenDone((value, error) -> complete(later, value, error, Function.identity()));
        return later;
    }

    private <T, R> void complete(CompletableFuture<R> later, T value, EngineException error, Function<T, R> result) {
        try {
            if (error != null) {
                throw refused(error);
            }
            later.complete(result.apply(value));
        } catch (RuntimeException | Error e) {
            later.completeExceptionally(e);
        }
    }

    /**
     * For whoever runs the server: with access keys, for those of its own account.
     *
     * @throws ApiException if the caller is of another
     */
    public void requireOwnAccount() {
        if (!who().account().equals(homes().own().account())) {
            throw new ApiException(
                    ErrorCode.ACCESS_DENIED,
                    action() + " is for access keys of the server's own account, "
                            + homes().own().account() + ".");
        }
    }
}
