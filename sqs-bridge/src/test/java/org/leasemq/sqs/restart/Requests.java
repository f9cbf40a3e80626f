package org.leasemq.sqs.restart;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A request for each action that is carried out, on what {@link #SETUP} has made. */
@SuppressWarnings("unchecked") // maps of texts stay such
final class Requests {
    private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:";
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:news";
    private static final String SUBSCRIPTION = subscription("orders");
    private static final String POLICY = """
        {"Version":"2012-10-17","Id":"§","Statement":{"Sid":"§","Effect":"Allow","Principal":"*","Action":"sqs:Send*",
         "Resource":"§*","Condition":{"StringLike":{"aws:username":"§"}}}}
        """;
    private static final String REDRIVE = "{\"deadLetterTargetArn\":\"" + ARN + "dead§\",\"maxReceiveCount\":3}";
    private static final String ALLOW =
            "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"" + ARN + "orders§\"]}";
    private static final String FILTER = "{\"store\":[\"a§\",{\"prefix\":\"b§\"},{\"anything-but\":[\"§\"]}]}";
    private static final Map<String, Object> ATTRIBUTES = Map.of(
            "color", Map.of("DataType", "String.§", "StringValue", "red§"),
            "size", Map.of("DataType", "Number", "StringValue", "1"));

    private Requests() {}

    /** An action and its values. */
    record One(String action, Map<String, Object> values) {
        /** The same in another account and region, on what is called the same there. */
        One in(String account, String region) {
            return new One(action, (Map<String, Object>) moved(values, account, region));
        }
    }

    private static Object moved(Object value, String account, String region) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> moved = new LinkedHashMap<>();
            map.forEach((name, one) -> moved.put((String) name, moved(one, account, region)));
            return moved;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(one -> moved(one, account, region)).toList();
        }
        if (!(value instanceof String text)) {
            return value;
        }
        String apart = "at:" + region + ":" + account + ":";
        String result = text;
        for (String queue : List.of("orders", "spare")) {
            result = result.replace(id("news", queue), id(apart + "news", apart + queue));
        }
        return result.replace("us-east-1:000000000000", region + ":" + account);
    }

    private static String id(String topic, String queue) {
        return UUID.nameUUIDFromBytes((topic + "\n" + queue).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static One one(String action, Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new One(action, values);
    }

    /** A subscription of a queue to the topic. */
    private static String subscription(String queue) {
        return TOPIC + ":" + id("news", queue);
    }

    private static Map<String, Object> entry(Object... namesAndValues) {
        return one("", namesAndValues).values;
    }

    static final List<One> SETUP = List.of(
            one("CreateQueue", "QueueName", "dead"),
            one("CreateQueue", "QueueName", "orders"),
            one("CreateQueue", "QueueName", "spare"),
            one(
                    "CreateQueue",
                    "QueueName",
                    "orders.fifo",
                    "Attributes",
                    Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true")),
            one("CreateTopic", "Name", "news"),
            one("CreateTopic", "Name", "spare"),
            one("Subscribe", "TopicArn", TOPIC, "Protocol", "sqs", "Endpoint", ARN + "orders"),
            one("SendMessage", "QueueUrl", "orders", "MessageBody", "first"));

    /** In this order: what some delete others do not need. */
    static final List<One> ALL = List.of(
            one(
                    "CreateQueue",
                    "QueueName",
                    "made",
                    "Attributes",
                    Map.of("Policy", POLICY, "KmsMasterKeyId", "key§", "RedriveAllowPolicy", ALLOW),
                    "tags",
                    Map.of("team", "payments§")),
            one("SetQueueAttributes", "QueueUrl", "orders", "Attributes", Map.of("Policy", POLICY)),
            one("SetQueueAttributes", "QueueUrl", "orders", "Attributes", Map.of("RedrivePolicy", REDRIVE)),
            one("SetQueueAttributes", "QueueUrl", "dead", "Attributes", Map.of("RedriveAllowPolicy", ALLOW)),
            one(
                    "SetQueueAttributes",
                    "QueueUrl",
                    "orders",
                    "Attributes",
                    Map.of("KmsMasterKeyId", "key§", "VisibilityTimeout", "60")),
            one("TagQueue", "QueueUrl", "orders", "Tags", Map.of("team", "payments§")),
            one("UntagQueue", "QueueUrl", "orders", "TagKeys", List.of("team")),
            one(
                    "AddPermission",
                    "QueueUrl",
                    "orders.fifo",
                    "Label",
                    "label",
                    "AWSAccountIds",
                    List.of("111122223333"),
                    "Actions",
                    List.of("SendMessage")),
            one("RemovePermission", "QueueUrl", "orders.fifo", "Label", "label"),
            one("ListQueues", "QueueNamePrefix", "o"),
            one("GetQueueUrl", "QueueName", "orders"),
            one("GetQueueAttributes", "QueueUrl", "orders", "AttributeNames", List.of("All")),
            one("ListQueueTags", "QueueUrl", "orders"),
            one("ListDeadLetterSourceQueues", "QueueUrl", "dead"),
            one(
                    "SendMessage",
                    "QueueUrl",
                    "orders",
                    "MessageBody",
                    "body§",
                    "MessageGroupId",
                    "tenant",
                    "MessageAttributes",
                    ATTRIBUTES,
                    "MessageSystemAttributes",
                    Map.of("AWSTraceHeader", Map.of("DataType", "String", "StringValue", "Root=1§"))),
            one(
                    "SendMessage",
                    "QueueUrl",
                    "orders.fifo",
                    "MessageBody",
                    "body§",
                    "MessageGroupId",
                    "group§",
                    "MessageDeduplicationId",
                    "id§"),
            one(
                    "SendMessageBatch",
                    "QueueUrl",
                    "orders",
                    "Entries",
                    List.of(entry("Id", "one", "MessageBody", "body§", "MessageAttributes", ATTRIBUTES))),
            one("PeekMessages", "QueueUrl", "orders", "MessageId", "x"),
            one(
                    "ReceiveMessage",
                    "QueueUrl",
                    "orders.fifo",
                    "ReceiveRequestAttemptId",
                    "attempt",
                    "MessageAttributeNames",
                    List.of("All")),
            one("ReceiveMessage", "QueueUrl", "orders", "MessageSystemAttributeNames", List.of("All")),
            one("ChangeMessageVisibility", "QueueUrl", "orders", "ReceiptHandle", "x", "VisibilityTimeout", 10),
            one(
                    "ChangeMessageVisibilityBatch",
                    "QueueUrl",
                    "orders",
                    "Entries",
                    List.of(entry("Id", "one", "ReceiptHandle", "x", "VisibilityTimeout", 10))),
            one("DeleteMessage", "QueueUrl", "orders", "ReceiptHandle", "x"),
            one(
                    "DeleteMessageBatch",
                    "QueueUrl",
                    "orders",
                    "Entries",
                    List.of(entry("Id", "one", "ReceiptHandle", "x"))),
            one("StartMessageMoveTask", "SourceArn", ARN + "dead", "DestinationArn", ARN + "spare"),
            one("ListMessageMoveTasks", "SourceArn", ARN + "dead"),
            one("CancelMessageMoveTask", "TaskHandle", "x"),
            one("CreateTopic", "Name", "made", "Attributes", Map.of("Policy", POLICY)),
            one("SetTopicAttributes", "TopicArn", TOPIC, "AttributeName", "Policy", "AttributeValue", POLICY),
            one("GetTopicAttributes", "TopicArn", TOPIC),
            one("TagResource", "ResourceArn", TOPIC, "Tags", List.of(entry("Key", "team", "Value", "payments§"))),
            one("ListTagsForResource", "ResourceArn", TOPIC),
            one("UntagResource", "ResourceArn", TOPIC, "TagKeys", List.of("team")),
            one("ListTopics"),
            one(
                    "Subscribe",
                    "TopicArn",
                    TOPIC,
                    "Protocol",
                    "sqs",
                    "Endpoint",
                    ARN + "spare",
                    "Attributes",
                    Map.of("FilterPolicy", FILTER, "RawMessageDelivery", "true")),
            one("ListSubscriptions"),
            one("ListSubscriptionsByTopic", "TopicArn", TOPIC),
            one("GetSubscriptionAttributes", "SubscriptionArn", SUBSCRIPTION),
            one(
                    "SetSubscriptionAttributes",
                    "SubscriptionArn",
                    SUBSCRIPTION,
                    "AttributeName",
                    "FilterPolicy",
                    "AttributeValue",
                    FILTER),
            one(
                    "Publish",
                    "TopicArn",
                    TOPIC,
                    "Message",
                    "body§",
                    "Subject",
                    "subject§",
                    "MessageAttributes",
                    Map.of("store", Map.of("DataType", "String", "StringValue", "a§"))),
            one(
                    "PublishBatch",
                    "TopicArn",
                    TOPIC,
                    "PublishBatchRequestEntries",
                    List.of(entry("Id", "one", "Message", "body§", "Subject", "subject§"))),
            one("ConfirmSubscription", "TopicArn", TOPIC, "Token", "token§"),
            one("Unsubscribe", "SubscriptionArn", subscription("spare")),
            one("DeleteTopic", "TopicArn", "arn:aws:sns:us-east-1:000000000000:spare"),
            one("PurgeQueue", "QueueUrl", "orders"),
            one("DeleteQueue", "QueueUrl", "spare"));
}
