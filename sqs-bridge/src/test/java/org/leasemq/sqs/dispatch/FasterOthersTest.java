package org.leasemq.sqs.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Subscription;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.LateRefusals;
import org.leasemq.sqs.access.ActionGuard;
import org.leasemq.sqs.call.Bridge;
import org.leasemq.sqs.call.BridgeSettings;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.topic.WaitingSubscriptions;
import org.leasemq.sqs.topic.action.TopicActions;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** Somebody else creates what is about to be created, and the engine says so by the outcome. */
class FasterOthersTest {
    private static final String URL = "leasemq:mem:" + UUID.randomUUID();

    private final EmbeddedEngines engines = EmbeddedEngines.ofServer("leasemq-test");
    private final EngineHandle handle = engines.open(
            ConnectionUrl.parse(URL).place(), ConnectionUrl.parse(URL).options());

    @AfterEach
    void close() {
        handle.close();
        engines.closeAll();
    }

    private Bridge bridge(String created, QueueAttributes attributes) {
        Bridge bridge = new Bridge(
                LateRefusals.of(handle.engine(), (method, first) -> {
                    if (method.equals("createQueue") && first.equals(created)) {
                        handle.engine().createQueue(created, attributes).await();
                    }
                }),
                handle.memory().share(),
                handle.clock(),
                BridgeSettings.defaults(),
                ActionGuard.OPEN,
                Runnable::run,
                Runnable::run,
                (delay, action) -> {});
        bridge.setQueueLife(new WaitingSubscriptions());
        return bridge;
    }

    private static Map<String, Object> call(Bridge bridge, String action, Map<String, Object> values) {
        Call call = Call.own(bridge, bridge.homes().own(), action, values);
        return new Actions(TopicActions.all()).named(action).answer(call);
    }

    @Test
    void aQueueThatSomebodyElseHasCreatedMeanwhileIsFound() {
        Bridge bridge = bridge("orders", QueueAttributes.standardQueue().withLabels(Map.of("whose", "another's")));
        assertTrue(call(bridge, "CreateQueue", Map.of("QueueName", "orders"))
                .get("QueueUrl")
                .toString()
                .endsWith("/orders"));
    }

    @Test
    void oneThatSomebodyElseHasCreatedOtherwiseIsRefused() {
        Bridge bridge = bridge("orders", QueueAttributes.standardQueue());
        Map<String, Object> values = Map.of("QueueName", "orders", "Attributes", Map.of("VisibilityTimeout", "7"));
        ApiException refused = assertThrows(ApiException.class, () -> call(bridge, "CreateQueue", values));
        assertEquals(ErrorCode.QUEUE_NAME_EXISTS, refused.code());
        assertTrue(refused.getMessage().contains("VisibilityTimeout"), refused.getMessage());
    }

    @Test
    void aSubscriptionIsKeptWithTheTopicThatSomebodyElseHasCreatedMeanwhile() {
        QueueAttributes subscribed =
                QueueAttributes.standardQueue().withSubscriptions(List.of(Subscription.to("news")));
        handle.engine().createQueue("there", subscribed).await();
        Bridge bridge = bridge("topic:news", QueueAttributes.standardQueue().withLabels(Map.of("whose", "another's")));
        Map<String, Object> values = Map.of(
                "TopicArn", bridge.homes().topicArn("news"),
                "Protocol", "sqs",
                "Endpoint", bridge.homes().queueArn("orders"));
        Object made = call(bridge, "Subscribe", values).get("SubscriptionArn");
        assertEquals(
                "orders",
                call(bridge, "GetSubscriptionAttributes", Map.of("SubscriptionArn", made))
                        .toString()
                        .replaceAll("(?s).*Endpoint=[^,}]*:(\\w+)[,}].*", "$1"));
    }
}
