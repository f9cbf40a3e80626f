package org.leasemq.sqs.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.EngineException;
import org.leasemq.selector.Selector;
import org.leasemq.sqs.action.QueueActions;
import org.leasemq.sqs.dispatch.Actions;
import org.leasemq.sqs.dispatch.Specification;
import org.leasemq.sqs.queue.ReceiptHandle;
import org.leasemq.sqs.signing.HandleKey;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Protocol;
import org.leasemq.sqs.wire.WireRequest;

/**
 * What comes from outside is read or refused, and nothing else. {@code mvn verify -Pfuzz} looks for what is not, a minute for
 * each method, from the examples among the resources (where the last bytes choose the action); what it finds becomes a test
 * of the parser.
 */
class ParsersFuzzTest {
    private static final Actions ACTIONS = new Actions(List.of());
    private static final HandleKey KEY = HandleKey.create();

    private static Specification any(FuzzedDataProvider data) {
        return ACTIONS.named(data.pickValue(QueueActions.ofAmazon()).name());
    }

    private static WireRequest request(String type, String query, byte[] body) {
        return new WireRequest(
                "POST", "/", query, Map.of("content-type", List.of(type)), body, "127.0.0.1", "http://localhost");
    }

    private static void read(WireRequest request, Specification specification) {
        try {
            assertNotNull(Protocol.of(request).read(specification.input()));
        } catch (ApiException e) {
            assertNotNull(e.getMessage());
        }
    }

    @FuzzTest(maxDuration = "60s")
    void json(FuzzedDataProvider data) {
        Specification specification = any(data);
        read(request("application/x-amz-json-1.0", null, data.consumeRemainingAsBytes()), specification);
    }

    @FuzzTest(maxDuration = "60s")
    void query(FuzzedDataProvider data) {
        Specification specification = any(data);
        boolean form = data.consumeBoolean();
        byte[] parameters = data.consumeRemainingAsBytes();
        String query = form ? null : new String(parameters, UTF_8);
        read(request("application/x-www-form-urlencoded", query, form ? parameters : new byte[0]), specification);
    }

    @FuzzTest(maxDuration = "60s")
    void receiptHandles(FuzzedDataProvider data) {
        boolean sealed = data.consumeBoolean();
        byte[] content = data.consumeRemainingAsBytes();
        byte[] bytes = Arrays.copyOf(content, content.length + (sealed ? HandleKey.CODE : 0));
        System.arraycopy(KEY.code(content), 0, bytes, content.length, bytes.length - content.length);
        String text = sealed ? Base64.getEncoder().encodeToString(bytes) : new String(bytes, UTF_8);
        try {
            ReceiptHandle handle = ReceiptHandle.decode(text, KEY);
            assertEquals(handle, ReceiptHandle.decode(handle.encode(KEY), KEY));
        } catch (ApiException e) {
            assertNotNull(e.getMessage());
        }
    }

    @FuzzTest(maxDuration = "60s")
    void selectors(FuzzedDataProvider data) {
        try {
            assertNotNull(Selector.parse(data.consumeRemainingAsString()));
        } catch (EngineException.InvalidFilter e) {
            assertNotNull(e.getMessage());
        }
    }
}
