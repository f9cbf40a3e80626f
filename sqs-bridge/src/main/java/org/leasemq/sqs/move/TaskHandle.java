package org.leasemq.sqs.move;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Base64;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ClientJson;
import org.leasemq.sqs.wire.ErrorCode;

/**
 * What a move task is cancelled with: its id and its source, as text.
 *
 * @param taskId tells it from other tasks
 * @param sourceArn the dead-letter queue that it empties, as it was named when it began
 */
public record TaskHandle(String taskId, String sourceArn) {
    private static final String ID = "taskId";
    private static final String SOURCE = "sourceArn";
    private static final int LONGEST = 8_192;
    private static final ClientJson JSON = ClientJson.withNamesRepeated(ClientJson.SHALLOW);

    /** As clients get it. */
    public String encode() {
        String text = JsonNodeFactory.instance
                .objectNode()
                .put(ID, taskId)
                .put(SOURCE, sourceArn)
                .toString();
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** @throws ApiException if it does not look like one */
    public static TaskHandle decode(String text) {
        try {
            JsonNode json = text.length() > LONGEST
                    ? MissingNode.getInstance()
                    : JSON.read(Base64.getDecoder().decode(text));
            if (json.path(ID).isTextual() && json.path(SOURCE).isTextual()) {
                return new TaskHandle(
                        json.path(ID).textValue(), json.path(SOURCE).textValue());
            }
        } catch (IllegalArgumentException | ClientJson.Refused e) {
            throw invalid(e);
        }
        throw invalid(null);
    }

    private static ApiException invalid(Exception cause) {
        return new ApiException(ErrorCode.INVALID_PARAMETER_VALUE, "Value for parameter TaskHandle is invalid.", cause);
    }
}
