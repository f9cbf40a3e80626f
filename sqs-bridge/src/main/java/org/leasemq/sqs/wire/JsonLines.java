package org.leasemq.sqs.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Values as a line of JSON. Bodies and names in it are as long as those of messages are, which is as long as anybody likes. */
public final class JsonLines {
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private JsonLines() {}

    /** In UTF-8. Text that has half a character is refused, not changed. */
    public static byte[] write(Map<String, Object> values) {
        try {
            return JSON.writeValueAsBytes(values);
        } catch (JsonProcessingException e) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER_VALUE,
                    "What is to be sent or written cannot be JSON: " + e.getOriginalMessage() + ".",
                    e);
        }
    }

    public static Map<String, Object> read(String line) throws JsonProcessingException {
        return JSON.readValue(line, VALUES);
    }
}
