package org.leasemq.sqs.queue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.leasemq.engine.Attribute;
import org.leasemq.engine.Message;

/** What a queue gets that wants to know what was published where: the message in JSON. */
public final class Envelope {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Envelope() {}

    /** @param body the message's body as text */
    public static String around(Message message, String topicArn, String body) {
        ObjectNode json = JSON.createObjectNode();
        json.put("Type", "Notification");
        json.put("MessageId", TopicLabels.publicationId(message.id()).toString());
        json.put("TopicArn", topicArn);
        Attribute subject = message.attributes().get(TopicLabels.SUBJECT);
        if (subject != null) {
            json.put("Subject", subject.asText());
        }
        json.put("Message", body);
        json.put("Timestamp", TIME.format(Instant.ofEpochMilli(message.sentAt())));
        ObjectNode attributes = JSON.createObjectNode();
        for (Map.Entry<String, Attribute> attribute : message.attributes().entrySet()) {
            if (!attribute.getKey().startsWith(Attribute.SYSTEM_PREFIX)) {
                Attribute value = attribute.getValue();
                attributes
                        .putObject(attribute.getKey())
                        .put("Type", value.type())
                        .put(
                                "Value",
                                value.isBinary() ? Base64.getEncoder().encodeToString(value.value()) : value.asText());
            }
        }
        if (!attributes.isEmpty()) {
            json.set("MessageAttributes", attributes);
        }
        return json.toString();
    }
}
