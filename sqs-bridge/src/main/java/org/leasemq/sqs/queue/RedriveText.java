package org.leasemq.sqs.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.leasemq.engine.model.RedriveAllowPolicy;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ClientJson;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.WholeNumbers;

/** The two redrive policies as JSON. */
final class RedriveText {
    private static final String POLICY = "RedrivePolicy";
    private static final String ALLOW = "RedriveAllowPolicy";
    private static final String TARGET = "deadLetterTargetArn";
    private static final String COUNT = "maxReceiveCount";
    private static final String PERMISSION = "redrivePermission";
    private static final String CANNOT = "Amazon SQS can't create the redrive allow policy";
    private static final String SOURCES = "sourceQueueArns";
    private static final int MOST_RECEIVES = 1000;
    private static final int MOST_SOURCES = 10;
    private static final int LONGEST = 8_192;
    private static final ClientJson JSON = ClientJson.withNamesOnce(ClientJson.SHALLOW);

    private RedriveText() {}

    /** @param queues what the engine calls the queue of an ARN; null for what is none */
    static RedrivePolicy parse(String text, UnaryOperator<String> queues) {
        JsonNode json = json(POLICY, text, "Redrive policy is not a valid JSON map.");
        JsonNode target = json.path(TARGET);
        JsonNode count = json.path(COUNT);
        if (!target.isTextual() || count.isMissingNode()) {
            throw ApiException.invalid(
                    POLICY,
                    text,
                    "Redrive policy does not contain mandatory attribute: " + (count.isMissingNode() ? COUNT : TARGET)
                            + ".");
        }
        if (json.size() > 2) {
            throw ApiException.invalid(
                    POLICY, text, "Only following attributes are supported: [" + TARGET + ", " + COUNT + "].");
        }
        long receives = whole(count);
        if (receives < 1 || receives > MOST_RECEIVES) {
            throw ApiException.invalid(
                    POLICY,
                    text,
                    "Invalid value for " + COUNT + ": " + count.asText()
                            + ", valid values are from 1 to 1000 both inclusive.");
        }
        String name = queues.apply(target.asText());
        if (name == null) {
            throw ApiException.invalid(POLICY, text, "Invalid value for " + TARGET + ".");
        }
        return new RedrivePolicy(name, (int) receives);
    }

    /** A whole number, as such or as text; 0 for what is none. */
    private static long whole(JsonNode json) {
        try {
            return json.isIntegralNumber() || json.isTextual() ? WholeNumbers.parse(json.asText()) : 0;
        } catch (NumberFormatException e) {
            return 0; // which is as impossible
        }
    }

    static String write(RedrivePolicy policy, QueueReading view) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(TARGET, view.homes().queueArn(policy.deadLetterQueue(), view.info()));
        json.put(COUNT, policy.maxReceiveCount());
        return json.toString();
    }

    /** @param queues as above */
    static RedriveAllowPolicy parseAllow(String text, UnaryOperator<String> queues) {
        String unsupported = CANNOT + ", as it’s in an unsupported format.";
        JsonNode json = json(ALLOW, text, unsupported);
        String permission = json.path(PERMISSION).asText();
        JsonNode sources = json.path(SOURCES);
        return switch (permission) {
            case "byQueue" -> new RedriveAllowPolicy.ByQueue(names(sources, text, queues));
            case "allowAll", "denyAll" -> {
                if (!sources.isMissingNode() && !sources.isEmpty()) {
                    throw ApiException.invalid(
                            ALLOW,
                            text,
                            CANNOT + ". To specify one or more source queue ARNs, you must set redrivePermission to"
                                    + " byQueue.");
                }
                yield permission.equals("denyAll")
                        ? new RedriveAllowPolicy.DenyAll()
                        : new RedriveAllowPolicy.AllowAll();
            }
            default -> throw unlike(ALLOW, unsupported);
        };
    }

    private static List<String> names(JsonNode sources, String text, UnaryOperator<String> queues) {
        if (!sources.isArray() || sources.isEmpty()) {
            throw ApiException.invalid(
                    ALLOW,
                    text,
                    CANNOT + ". When you specify the byQueue permission type, you must also specify one or more"
                            + " sourceQueueArns values.");
        }
        if (sources.size() > MOST_SOURCES) {
            throw ApiException.invalid(
                    ALLOW, text, CANNOT + ". The maximum number of source queue ARNs you can specify is 10.");
        }
        List<String> names = new ArrayList<>();
        for (JsonNode source : sources) {
            String name = source.isTextual() ? queues.apply(source.asText()) : null;
            if (name == null) {
                throw ApiException.invalid(ALLOW, text, "Invalid value for sourceQueueArns.");
            }
            names.add(name);
        }
        return names;
    }

    static String write(RedriveAllowPolicy policy, QueueReading view) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (policy instanceof RedriveAllowPolicy.ByQueue byQueue) {
            json.put(PERMISSION, "byQueue");
            byQueue.sources()
                    .forEach(source -> json.withArray(SOURCES).add(view.homes().queueArn(source, view.info())));
        } else {
            json.put(PERMISSION, policy instanceof RedriveAllowPolicy.DenyAll ? "denyAll" : "allowAll");
        }
        return json.toString();
    }

    private static JsonNode json(String parameter, String text, String unlike) {
        if (text.length() > LONGEST) {
            throw ApiException.invalid(parameter, text, parameter + " is longer than " + LONGEST + " characters.");
        }
        try {
            JsonNode json = JSON.read(text);
            if (json.isObject()) {
                return json;
            }
        } catch (ClientJson.Refused e) {
            throw unlike(parameter, unlike);
        }
        throw unlike(parameter, unlike);
    }

    private static ApiException unlike(String parameter, String reason) {
        return new ApiException(
                ErrorCode.INVALID_ATTRIBUTE_VALUE,
                "Invalid value for the parameter " + parameter + ". Reason: " + reason);
    }
}
