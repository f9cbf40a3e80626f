package org.leasemq.console.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.leasemq.console.api.Refusal;

/** Between bytes and objects. */
public final class Json {
    private static final int DEEPEST = 20;
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** @throws Refusal if it is not an object */
    static JsonNode read(byte[] bytes) {
        try {
            JsonNode read = MAPPER.readTree(bytes);
            if (read == null || !read.isObject()) {
                throw new Refusal(Refusal.BAD_REQUEST, "The request is not a JSON object.");
            }
            return read;
        } catch (IOException e) {
            throw new Refusal(Refusal.BAD_REQUEST, "The request is not JSON.");
        }
    }

    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is told to the page consists of maps, lists, texts and numbers.", e);
        }
    }

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is told to the page consists of maps, lists, texts and numbers.", e);
        }
    }
}
