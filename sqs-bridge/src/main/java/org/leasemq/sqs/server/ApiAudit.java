package org.leasemq.sqs.server;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.leasemq.console.audit.Audit;
import org.leasemq.console.audit.Audit.Outcome;
import org.leasemq.console.audit.Audit.Way;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.dispatch.Dispatcher;
import org.leasemq.sqs.queue.QueueUrls;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** Tells the audit what is changed by the API, as by the command line, besides messages that programs send and receive. */
final class ApiAudit implements Dispatcher.Observer {
    /** The actions that it is told of. */
    static final Set<String> CHANGES = Set.of(
            "CreateQueue",
            "DeleteQueue",
            "PurgeQueue",
            "SetQueueAttributes",
            "TagQueue",
            "UntagQueue",
            "AddPermission",
            "RemovePermission",
            "StartMessageMoveTask",
            "CancelMessageMoveTask",
            "CreateTopic",
            "DeleteTopic",
            "SetTopicAttributes",
            "Subscribe",
            "Unsubscribe",
            "SetSubscriptionAttributes",
            "TagResource",
            "UntagResource",
            "ChangeMessages",
            "PutMessage",
            "DeleteSubscriber",
            "DecideTransaction",
            "EndClient");

    private static final String URL = "QueueUrl";
    /** What messages hold is nobody's business here. */
    private static final Set<String> CONTENTS = Set.of("MessageBody", "BinaryBody", "MessageAttributes");

    private final Dispatcher.Observer next;
    private final Audit audit;

    ApiAudit(Dispatcher.Observer next, Audit audit) {
        this.next = next;
        this.audit = audit;
    }

    @Override
    public void answered(String action, Map<String, Object> values) {
        next.answered(action, values);
    }

    @Override
    public void refused(String action, ErrorCode code) {
        next.refused(action, code);
    }

    @Override
    public void carriedOut(Call call, Map<String, Object> values) {
        if (CHANGES.contains(call.action())) {
            int asked = call.in().texts("MessageIds").size();
            boolean some = values.get("Left") instanceof List<?>;
            tell(call, some ? Outcome.PARTLY : Outcome.DONE, some ? values.get("Changed") + " of " + asked : null);
        }
    }

    @Override
    public void refused(Call call, ApiException why) {
        if (CHANGES.contains(call.action())) {
            tell(call, why.code().isServers() ? Outcome.FAILED : Outcome.REFUSED, why.getMessage());
        }
    }

    private void tell(Call call, Outcome outcome, String words) {
        audit.changed(Way.API, call.who().user(), call.who().remote(), call.action(), target(call), outcome, words);
    }

    /** The queue by its name, and whatever else was asked for. */
    private static String target(Call call) {
        String url = call.in().has(URL) ? call.in().text(URL) : null;
        String rest = call.in().values().entrySet().stream()
                .filter(value -> !value.getKey().equals(URL) && !CONTENTS.contains(value.getKey()))
                .map(value -> value.getKey() + " " + shown(value.getValue()))
                .sorted()
                .collect(Collectors.joining(", "));
        String queue = url == null || url.startsWith("arn:") ? url : QueueUrls.nameOf(url);
        return queue == null ? rest : rest.isEmpty() ? queue : queue + ", " + rest;
    }

    private static String shown(Object value) {
        return value instanceof Collection<?> all
                ? all.stream().map(String::valueOf).collect(Collectors.joining(" "))
                : String.valueOf(value);
    }
}
