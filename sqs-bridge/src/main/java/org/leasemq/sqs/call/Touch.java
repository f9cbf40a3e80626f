package org.leasemq.sqs.call;

import java.util.List;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.queue.Arn;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.queue.QueueUrls;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/**
 * Something that requests for an action touch, and as what. The guard is asked for it before the action is carried out.
 *
 * @param what where requests name it
 * @param role as what it is touched
 * @param finder finds it
 */
public record Touch(String what, TouchRole role, Finder finder) {
    private static final String ARN = "arn:";

    /** Finds what a request touches. */
    @FunctionalInterface
    public interface Finder {
        /**
         * What is there of it: nothing if the action is about to refuse the request anyway, or creates it.
         *
         * @throws ApiException if there is no such thing
         */
        List<Resource> find(Call call);
    }

    /** The queue behind the URL of the request. */
    public static Touch queueUrl(TouchRole role) {
        return new Touch("QueueUrl", role, call -> List.of(Resource.of(queueOfUrl(call))));
    }

    /** The queue of an ARN; if the request has none, the action says what that means. */
    public static Touch queueArn(String parameter, TouchRole role) {
        return new Touch(parameter, role, call -> {
            String arn = call.in().text(parameter);
            return arn == null || arn.isEmpty() ? List.of() : List.of(Resource.of(queueOfArn(call, parameter, arn)));
        });
    }

    /** What the action lists: it leaves out what the caller may not see. */
    public static Touch listed(String what) {
        return new Touch(what, TouchRole.OWNER, call -> List.of());
    }

    private static QueueInfo queueOfUrl(Call call) {
        String url = url(call);
        if (url.startsWith(ARN)) {
            return queue(call, call.homes().queueOf(url));
        }
        return queueNamed(call, new Arns(accountOfUrl(call), call.who().region()), QueueUrls.nameOf(url));
    }

    /** The account that the URL of the request names, or else that of the caller. */
    public static String accountOfUrl(Call call) {
        String url = url(call);
        Arn arn = url.startsWith(ARN) ? Arn.ofQueue(url) : null;
        String account = arn == null ? QueueUrls.accountOf(url) : arn.home().account();
        return account == null ? call.who().account() : account;
    }

    private static String url(Call call) {
        String url = call.in().text("QueueUrl");
        if (url == null || url.isEmpty()) {
            if (!call.query() || call.path().length() < 2) {
                throw ApiException.missing("QueueUrl");
            }
            return call.path();
        }
        return url;
    }

    /**
     * The queue of that name.
     *
     * @param home whose it is
     * @param name null for what names none
     * @throws ApiException if clients see no queue of that name
     */
    public static QueueInfo queueNamed(Call call, Arns home, String name) {
        return queue(call, name != null && Names.isPlain(name) ? call.homes().queue(home, name) : null);
    }

    private static QueueInfo queue(Call call, String engineName) {
        QueueInfo queue = engineName == null
                ? null
                : call.engine().findQueue(engineName).await().orElse(null);
        if (queue == null) {
            throw call.noSuchQueue();
        }
        return queue;
    }

    /** @throws ApiException if the ARN, which the parameter named, is of no queue that clients see */
    public static QueueInfo queueOfArn(Call call, String parameter, String arn) {
        String name = call.homes().queueOf(arn);
        QueueInfo queue =
                name == null ? null : call.engine().findQueue(name).await().orElse(null);
        if (queue == null) {
            throw new ApiException(
                    ErrorCode.RESOURCE_NOT_FOUND,
                    "The resource that you specified for the " + parameter + " parameter doesn't exist.");
        }
        return queue;
    }
}
