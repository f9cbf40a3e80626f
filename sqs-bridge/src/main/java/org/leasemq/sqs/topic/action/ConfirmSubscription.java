package org.leasemq.sqs.topic.action;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.topic.TopicErrors;
import org.leasemq.sqs.topic.TopicTouch;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Shape;

/** Refuses every token: subscriptions of queues need none, and others are not made, so nobody has been sent one. */
final class ConfirmSubscription implements SimpleAction {
    private static final String TOKEN = "Token";
    private static final String LOOKS_LIKE_ONE = "[0-9a-f]{288}";

    @Override
    public List<Touch> touches() {
        return List.of();
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(TopicTouch.TOPIC, TOKEN, "AuthenticateOnUnsubscribe");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        TopicErrors.requireArn(TopicTouch.TOPIC, call.in().text(TopicTouch.TOPIC));
        String token = TopicErrors.required(TOKEN, call.in().text(TOKEN));
        throw token.matches(LOOKS_LIKE_ONE)
                ? TopicErrors.invalid(TOKEN)
                : new ApiException(ErrorCode.INVALID_PARAMETER, "Invalid token");
    }
}
