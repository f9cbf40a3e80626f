package org.leasemq.sqs.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.Utf8;

/** Writes values as JSON. Needs no shapes, since values have the types of theirs. Safe for use by several threads. */
final class JsonWriter {
    private static final int REPLACEMENT = 0xFFFD;

    private final JsonFactory factory = new JsonFactory();

    byte[] write(Map<String, Object> values) {
        try (ByteArrayBuilder out = new ByteArrayBuilder()) {
            try (JsonGenerator json = factory.createGenerator(out)) {
                write(json, values);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed, which cannot be", e);
        }
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                json.writeFieldName(whole((String) member.getKey()));
                write(json, member.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof byte[] bytes) {
            json.writeBinary(bytes);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString(whole((String) value));
        }
    }

    /** With something else for halves of surrogate pairs, for which UTF-8 has no bytes. */
    private static String whole(String text) {
        if (Utf8.isWhole(text)) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> whole.appendCodePoint(Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c));
        return whole.toString();
    }
}
