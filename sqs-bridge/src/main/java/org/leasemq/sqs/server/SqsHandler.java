package org.leasemq.sqs.server;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.leasemq.sqs.call.AnswerSize;
import org.leasemq.sqs.dispatch.Dispatcher;
import org.leasemq.sqs.wire.Answer;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.WireRequest;

/**
 * Reads requests for actions, has them carried out, writes the answers. Waits for nothing: it runs on the threads that read.
 * What is large, or does not come at once, is not kept if its head is refused; what is large is read into values on another
 * thread.
 */
final class SqsHandler extends Handler.Abstract.NonBlocking {
    /** Looking through so many bytes holds nobody up. */
    private static final int SMALL = 64 << 10;

    private final Dispatcher dispatcher;
    private final RequestMemory memory;
    private final Executor executor;
    private final Web web;
    private final int largestRequest;

    SqsHandler(Dispatcher dispatcher, RequestMemory memory, Executor executor, Web web, int largestRequest) {
        this.dispatcher = dispatcher;
        this.memory = memory;
        this.executor = executor;
        this.web = web;
        this.largestRequest = largestRequest;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        WireRequest head = Exchange.head(request, (ClientView) request.getAttribute(ClientView.ATTRIBUTE), web);
        long length = request.getLength();
        Answer refusal = null;
        if (length > largestRequest) {
            refusal = dispatcher.refused(head, tooLarge());
        } else if (length < 0 || length > SMALL) {
            refusal = dispatcher.refusal(head);
        }
        if (refusal != null) {
            refuse(refusal, request, response, callback);
            return true;
        }
        RequestMemory.Share share = share(request);
        if (!share.take(weight(head))) {
            refuse(dispatcher.refused(head, RequestMemory.tooLittle()), request, response, callback);
        } else if (length == 0) {
            answer(head, request, response, callback, share);
        } else {
            read(head, request, response, callback, share);
        }
        return true;
    }

    /** What a request takes as long as it has not been answered, which receives that wait take their time for. */
    private static long weight(WireRequest head) {
        long weight = RequestMemory.OF_EACH + head.path().length();
        for (Map.Entry<String, List<String>> header : head.headers().entrySet()) {
            weight += RequestMemory.OF_HEADER + header.getKey().length();
            for (String value : header.getValue()) {
                weight += value.length();
            }
        }
        return weight;
    }

    private ApiException tooLarge() {
        return new ApiException(ErrorCode.REQUEST_TOO_LARGE, "The request has more than " + largestRequest + " bytes.");
    }

    /** A client that sends before it looks has to get rid of its body first, or would not see the answer. */
    private void refuse(Answer refusal, Request request, Response response, Callback callback) {
        boolean waits = request.getHeaders().contains(HttpHeader.EXPECT);
        if (request.getLength() == 0) {
            Exchange.write(refusal, response, callback);
        } else if (waits) {
            Exchange.writeAndEnd(refusal, response, callback);
        } else if (request.getLength() > largestRequest) {
            Callback linger =
                    Callback.from(() -> discard(request, (none, error) -> callback.succeeded()), callback::failed);
            Exchange.writeAndEnd(refusal, response, linger);
        } else {
            discard(request, (none, error) -> {
                if (error == null) {
                    Exchange.write(refusal, response, callback);
                } else {
                    Exchange.writeAndEnd(refusal, response, callback);
                }
            });
        }
    }

    /** Who has been answered and still sends is listened to as well: a connection that ended now would take the answer along. */
    private void discard(Request request, BiConsumer<byte[], Throwable> done) {
        new BodyReader(request, share(request), largestRequest, () -> null, done).discard();
    }

    private void read(
            WireRequest head, Request request, Response response, Callback callback, RequestMemory.Share share) {
        new BodyReader(request, share, largestRequest, () -> dispatcher.objection(head), (body, error) -> {
                    if (error instanceof ApiException refused) {
                        Exchange.writeAndEnd(dispatcher.refused(head, refused), response, callback);
                    } else if (error != null) {
                        Exchange.writeAndEnd(dispatcher.refused(head, brokeOff(error)), response, callback);
                    } else if (body.length <= SMALL) {
                        answer(head.with(body), request, response, callback, share);
                    } else {
                        executor.execute(() -> answer(head.with(body), request, response, callback, share));
                    }
                })
                .run();
    }

    private static ApiException brokeOff(Throwable error) {
        return new ApiException(ErrorCode.SERIALIZATION, "The request broke off: " + error.getMessage(), error);
    }

    /** Memory for a request, until that has been answered. */
    private RequestMemory.Share share(Request request) {
        RequestMemory.Share share = memory.share();
        Request.addCompletionListener(request, failure -> share.end());
        return share;
    }

    private void answer(
            WireRequest asked, Request request, Response response, Callback callback, RequestMemory.Share share) {
        HttpRequester client = new HttpRequester(request, share);
        dispatcher.handle(asked, client).whenComplete((answer, error) -> {
            try {
                client.write(counted(asked, answer, error, share), response, callback);
            } catch (RuntimeException | Error e) {
                callback.failed(e); // or nobody would ever end the request
            }
        });
    }

    /** The answer, for which there is memory until it has been written; instead of one for which there is none, a small one. */
    private Answer counted(WireRequest asked, Answer answer, Throwable error, RequestMemory.Share share) {
        if (error != null) {
            return dispatcher.refused(asked, error);
        }
        return share.made(answer.body().length) ? answer : dispatcher.refused(asked, AnswerSize.noMemory());
    }
}
