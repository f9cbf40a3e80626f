package org.leasemq.sqs.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.options.ConnectionUrl;

/** A process without the server knows filter policies if this module is on its class path. */
class WithoutServerTest {
    private static void publish(LeaseEngine engine, String body) {
        engine.send(Target.topic("t"), List.of(Message.of(new Body(body.getBytes(UTF_8), true))))
                .await();
    }

    @Test
    void subscriptionsAreFilteredByPolicies() {
        ConnectionUrl url = ConnectionUrl.parse("leasemq:mem:" + UUID.randomUUID());
        EmbeddedEngines engines = EmbeddedEngines.ofServer("leasemq-test");
        try (EngineHandle handle = engines.open(url.place(), url.options())) {
            LeaseEngine engine = handle.engine();
            Subscription subscription =
                    new Subscription("t", FilterPolicies.filter("{\"a\":[{\"suffix\":\"y\"}]}", true), null);
            engine.createQueue("q", QueueAttributes.standardQueue().withSubscriptions(List.of(subscription)))
                    .await();
            publish(engine, "{\"a\":\"x\"}");
            publish(engine, "{\"a\":\"xy\"}");
            assertEquals(1, engine.statistics("q").await().available());
            assertEquals(Map.of(), engine.setAside().await());
        } finally {
            engines.closeAll();
        }
    }
}
