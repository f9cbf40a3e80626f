package org.leasemq.sqs.queue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Message;

/** What a queue gets that wants to know what was published where: the message in JSON. */
public final class Envelope {
    private static final List<String> SIGNED =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Envelope() {}

    /**
     * What vouches for an envelope.
     *
     * @param version of the signature
     * @param signature makes it
     * @param certificateUrl where the certificate is
     */
    public record Seal(String version, UnaryOperator<String> signature, String certificateUrl) {}

    /**
     * An envelope.
     *
     * @param body the message's body as text
     * @param sequenceNumber of a FIFO topic's message; null for none
     * @param seal null for none
     * @param unsubscribeUrl ends the subscription
     */
    public static String around(
            Message message, String topicArn, String body, String sequenceNumber, Seal seal, String unsubscribeUrl) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Type", "Notification");
        json.put("MessageId", TopicLabels.publicationId(message.id()).toString());
        if (sequenceNumber != null) {
            json.put("SequenceNumber", sequenceNumber);
        }
        json.put("TopicArn", topicArn);
        Attribute subject = message.attributes().get(TopicLabels.SUBJECT);
        if (subject != null) {
            json.put("Subject", subject.asText());
        }
        json.put("Message", body);
        json.put("Timestamp", TIME.format(Instant.ofEpochMilli(message.sentAt())));
        if (seal != null) {
            json.put("SignatureVersion", seal.version());
            json.put("Signature", seal.signature().apply(signed(json)));
            json.put("SigningCertURL", seal.certificateUrl());
        }
        json.put("UnsubscribeURL", unsubscribeUrl);
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
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

    /** The members that a signature is about, each in a line behind that of its name. */
    private static String signed(ObjectNode json) {
        StringBuilder text = new StringBuilder();
        for (String name : SIGNED) {
            if (json.has(name)) {
                text.append(name)
                        .append('\n')
                        .append(json.get(name).textValue())
                        .append('\n');
            }
        }
        return text.toString();
    }
}
