package org.leasemq.sqs.topic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** A message that is another text for each protocol: an object with one for {@code sqs}, and a default. */
final class MessageStructure {
    private static final JsonFactory JSON = JsonFactory.builder()
            // names come from clients: those of one message must not stay
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private MessageStructure() {}

    /** What queues get of a message. */
    static String forQueues(String message, String structure) {
        if (structure == null) {
            return message;
        }
        if (!structure.equals("json")) {
            throw TopicErrors.invalid("MessageStructure");
        }
        String usual = null;
        String queues = null;
        try (JsonParser parser = JSON.createParser(message)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unreadable();
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                String text = parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
                parser.skipChildren();
                usual = name.equals("default") ? text : usual;
                queues = name.equals("sqs") ? text : queues;
            }
            if (parser.nextToken() != null) {
                throw unreadable();
            }
        } catch (IOException | IllegalStateException e) { // the latter for names chosen to collide
            throw unreadable();
        }
        if (usual == null) {
            throw TopicErrors.invalid("Message Structure - No default entry in JSON message body");
        }
        String wanted = queues == null ? usual : queues;
        if (wanted.isEmpty()) {
            throw TopicErrors.invalid("Empty message");
        }
        return wanted;
    }

    private static RuntimeException unreadable() {
        return TopicErrors.invalid("Message Structure - JSON message body failed to parse");
    }
}
