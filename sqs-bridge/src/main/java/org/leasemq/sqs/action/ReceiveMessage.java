package org.leasemq.sqs.action;

import static org.leasemq.sqs.wire.Shape.NUMBER;
import static org.leasemq.sqs.wire.Shape.TEXT;
import static org.leasemq.sqs.wire.Shape.list;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Action;
import org.leasemq.sqs.call.AnswerSize;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.message.Received;
import org.leasemq.sqs.message.SendEntry;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.receive.Parked;
import org.leasemq.sqs.receive.ReceiveAttempts;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Input;
import org.leasemq.sqs.wire.Shape;

/** Leases messages; waits for them, without a thread, as long as the client wants. */
final class ReceiveMessage implements Action {
    private static final int MOST = 10;
    private static final int LONGEST_WAIT = 20;
    private static final int LONGEST_VISIBILITY = 43_200;
    /** Others come first meanwhile. */
    private static final Duration UNREADABLE_FOR = Duration.ofSeconds(1);

    @Override
    public List<Touch> touches() {
        return List.of(Touch.queueUrl(TouchRole.RECEIVER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("QueueUrl", "ReceiveRequestAttemptId")
                .with(NUMBER, "MaxNumberOfMessages", "VisibilityTimeout", "WaitTimeSeconds")
                .with("AttributeNames", list("AttributeName", TEXT))
                .with("MessageSystemAttributeNames", list("MessageSystemAttributeName", TEXT))
                .with("MessageAttributeNames", list("MessageAttributeName", TEXT));
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure().with("Messages", list("Message", Received.SHAPE));
    }

    @Override
    public CompletionStage<Map<String, Object>> run(Call call) {
        QueueInfo queue = call.queue();
        Input in = call.in();
        Received received = new Received(call, queue);
        ReceiveRequest request = ReceiveRequest.from(queue.name())
                .upTo((int) ranged(in, "MaxNumberOfMessages", 1, MOST, 1, "Must be between 1 and 10, if provided."))
                .upToBytes(AnswerSize.most(call.bridge().memory().account()))
                .visibleAfter(seconds(
                        in, "VisibilityTimeout", LONGEST_VISIBILITY, "Must be between 0 and 43200, if provided."));
        Duration wait = seconds(in, "WaitTimeSeconds", LONGEST_WAIT, "Must be >= 0 and <= 20, if provided.");
        requireRoom(call, queue);
        String attempt = in.text("ReceiveRequestAttemptId");
        if (attempt == null) {
            return receive(call, request, waitOf(queue, wait))
                    .thenApplyAsync(
                            taken -> answer(
                                    call,
                                    received,
                                    readable(call, taken.affordable(call)),
                                    call.bridge().clock().millis(),
                                    () -> true),
                            call.bridge().executor());
        }
        Names.requireId("ReceiveRequestAttemptId", attempt);
        if (!queue.attributes().fifo()) {
            throw ApiException.invalid("ReceiveRequestAttemptId", attempt, SendEntry.OF_OTHER_QUEUES);
        }
        return call.bridge()
                .attempts()
                .inTurn(
                        queue,
                        attempt,
                        call.bridge().executor(),
                        waited -> attempt(
                                call,
                                received,
                                request,
                                attempt,
                                waitOf(queue, wait).minus(waited)));
    }

    /** What the attempt got before, or what is there for it now. */
    private static CompletionStage<Map<String, Object>> attempt(
            Call call, Received received, ReceiveRequest request, String attempt, Duration wait) {
        QueueInfo queue = call.queue();
        ReceiveAttempts attempts = call.bridge().attempts();
        ReceiveAttempts.Attempt again = attempts.again(call.engine(), queue, attempt, request.visibility());
        if (again != null) {
            if (!AnswerSize.take(call, again.deliveries())) {
                attempts.leave(call.engine(), again);
                throw AnswerSize.noMemory();
            }
            return CompletableFuture.completedFuture(
                    answer(call, received, again.deliveries(), again.at(), () -> attempts.unanswered(again)));
        }
        return receive(call, request, wait)
                .thenApplyAsync(
                        taken -> {
                            List<Delivery> deliveries = readable(call, taken.affordable(call));
                            ReceiveAttempts.Attempt noted = attempts.note(queue, attempt, deliveries);
                            return answer(call, received, deliveries, noted.at(), () -> attempts.unanswered(noted));
                        },
                        call.bridge().executor());
    }

    /** Those before the first whose content cannot be read; what comes behind it in its group has to wait for it. */
    private static List<Delivery> readable(Call call, List<Delivery> deliveries) {
        for (int i = 0; i < deliveries.size(); i++) {
            try {
                deliveries.get(i).message();
            } catch (EngineException.LeaseEnded e) {
                continue; // it is left out of the answer
            } catch (EngineException.StoreFailed e) {
                giveBack(call, deliveries.subList(i, i + 1), UNREADABLE_FOR);
                giveBack(call, deliveries.subList(i + 1, deliveries.size()), Duration.ZERO);
                if (i == 0) {
                    throw e;
                }
                return deliveries.subList(0, i);
            }
        }
        return deliveries;
    }

    /**
     * Messages that cannot be told of, or whose answer does not reach the client, were not received.
     *
     * @param isNobodys asked then, once: whether no other answer has told of them
     */
    private static Map<String, Object> answer(
            Call call, Received received, List<Delivery> deliveries, long at, BooleanSupplier isNobodys) {
        Map<String, Object> answer;
        try {
            answer = received.answer(deliveries, at);
        } catch (RuntimeException | Error e) {
            if (isNobodys.getAsBoolean()) {
                giveBack(call, deliveries, UNREADABLE_FOR);
            }
            throw e;
        }
        if (!deliveries.isEmpty()) {
            call.requester().ifUnanswered(() -> {
                if (isNobodys.getAsBoolean()) {
                    giveBack(call, deliveries, Duration.ZERO);
                }
            });
        }
        return answer;
    }

    private static void giveBack(Call call, List<Delivery> deliveries, Duration hidden) {
        call.engine()
                .giveBack(null, deliveries.stream().map(Delivery::receipt).toList(), hidden)
                .await();
    }

    private static Duration waitOf(QueueInfo queue, Duration asked) {
        return asked == null ? queue.attributes().receiveWait() : asked;
    }

    /** Takes what is there, and waits if that is nothing. Completes on the engine's thread: what follows goes to another. */
    private static CompletionStage<Taken> receive(Call call, ReceiveRequest request, Duration wait) {
        return call.outcome(call.engine().receive(request.waiting(Duration.ZERO)))
                .thenCompose(present -> present.isEmpty()
                                && wait.compareTo(Duration.ZERO) > 0
                                && call.bridge().parked().hasRoom()
                        ? await(call, request, wait)
                        : CompletableFuture.completedFuture(new Taken(present, false)));
    }

    private static CompletionStage<Taken> await(Call call, ReceiveRequest request, Duration wait) {
        Completion<List<Delivery>> waiting = call.engine().receive(request.waiting(wait));
        Parked parked = call.bridge().parked();
        parked.add(waiting);
        Runnable watch = call.requester().whenGone(waiting::cancel);
        return call.outcome(waiting)
                .whenComplete((deliveries, error) -> {
                    parked.remove(waiting);
                    watch.run();
                })
                .thenApply(deliveries -> new Taken(deliveries, true));
    }

    /** What was received, and whether the client had to wait for it. */
    private record Taken(List<Delivery> deliveries, boolean waited) {

        /** If there is memory for an answer with them; otherwise others get them. */
        List<Delivery> affordable(Call call) {
            List<Delivery> wanted = unlessGone(call);
            if (!AnswerSize.take(call, wanted)) {
                giveBack(call, wanted, Duration.ZERO);
                throw AnswerSize.noMemory();
            }
            return wanted;
        }

        /** A client that hung up while it waited has not seen the messages: others get them at once. */
        List<Delivery> unlessGone(Call call) {
            if (!waited || deliveries.isEmpty() || !call.requester().isGone()) {
                return deliveries;
            }
            giveBack(call, deliveries, Duration.ZERO);
            return List.of();
        }
    }

    private static void requireRoom(Call call, QueueInfo queue) {
        int most = call.bridge().limits().inFlight();
        boolean full = most < Integer.MAX_VALUE
                && !queue.attributes().fifo()
                && call.engine().statistics(queue.name()).await().inFlight() >= most;
        if (full) {
            throw new ApiException(
                    ErrorCode.OVER_LIMIT,
                    "Too many messages are in flight in queue " + Arns.plain(queue.name()) + ": at most " + most
                            + ". Delete those that have been processed.");
        }
    }

    private static Duration seconds(Input in, String name, int most, String reason) {
        return in.has(name) ? Duration.ofSeconds(ranged(in, name, 0, most, 0, reason)) : null;
    }

    private static long ranged(Input in, String name, int least, int most, int otherwise, String reason) {
        Long value = in.number(name);
        if (value == null) {
            return otherwise;
        }
        if (value < least || value > most) {
            throw ApiException.invalid(name, value, reason);
        }
        return value;
    }
}
