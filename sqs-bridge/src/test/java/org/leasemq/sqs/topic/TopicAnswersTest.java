package org.leasemq.sqs.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.RawRequest;

/** What the notification service answers, to the byte: as recorded from AWS. */
class TopicAnswersTest extends BridgeFixture {
    private static final String ARN = "arn:aws:sns:us-east-1:000000000000:";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:";

    private String ask(String action, String... parameters) throws IOException {
        StringBuilder form = new StringBuilder("Version=2010-03-31&Action=" + action);
        for (int i = 0; i < parameters.length; i += 2) {
            form.append('&').append(parameters[i]).append('=').append(URLEncoder.encode(parameters[i + 1], UTF_8));
        }
        return RawRequest.form(form.toString()).send(server.uri());
    }

    private static void assertRefused(int status, String code, String message, String answer) {
        String expected = "<Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message
                + "</Message></Error><RequestId>";
        assertTrue(answer.startsWith("HTTP/1.1 " + status) && answer.contains(expected), answer);
    }

    @BeforeEach
    void topic() throws IOException {
        ask("CreateTopic", "Name", "t");
        ask("CreateTopic", "Name", "f.fifo", "Attributes.entry.1.key", "FifoTopic", "Attributes.entry.1.value", "true");
    }

    @Test
    void whatIsNotThereIsNotFound() throws IOException {
        for (String action : new String[] {"GetTopicAttributes", "ListSubscriptionsByTopic", "AddPermission"}) {
            String answer = ask(
                    action,
                    "TopicArn",
                    ARN + "none",
                    "Label",
                    "l",
                    "AWSAccountId.member.1",
                    "000000000000",
                    "ActionName.member.1",
                    "Publish");
            assertRefused(404, "NotFound", "Topic does not exist", answer);
        }
        assertRefused(
                404, "NotFound", "Topic does not exist", ask("Publish", "TopicArn", ARN + "none", "Message", "m"));
        assertRefused(
                404,
                "NotFound",
                "Subscription does not exist",
                ask("GetSubscriptionAttributes", "SubscriptionArn", ARN + "t:00000000-0000-0000-0000-000000000000"));
        assertRefused(
                404,
                "ResourceNotFound",
                "Resource does not exist",
                ask("ListTagsForResource", "ResourceArn", ARN + "none"));
    }

    /** Requests without a signature are for the server's own region. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GetTopicAttributes",
                "SetTopicAttributes",
                "Publish",
                "PublishBatch",
                "Subscribe",
                "ListSubscriptionsByTopic",
                "DeleteTopic"
            })
    void aTopicIsAskedInItsRegion(String action) throws IOException {
        String scope = "AWS4-HMAC-SHA256 Credential=any/20260101/eu-west-1/sns/aws4_request, SignedHeaders=host,"
                + " Signature=0";
        String made = RawRequest.form("Version=2010-03-31&Action=CreateTopic&Name=there")
                .with("Authorization", scope)
                .send(server.uri());
        for (String name : List.of("there", "none")) {
            String arn = "arn:aws:sns:eu-west-1:000000000000:" + name;
            assertEquals(name.equals("there"), made.contains("<TopicArn>" + arn + "<"), made);
            String answer = ask(action, "TopicArn", arn, "Message", "m", "AttributeName", "DisplayName");
            assertRefused(400, "InvalidParameter", "Invalid parameter: TopicArn", answer);
        }
    }

    @ParameterizedTest
    @CsvSource({"randomstring,1", "arn:aws,2", "'',1", "arn:aws:sns:us-east-1:random,5"})
    void anArnHasSixParts(String arn, int parts) throws IOException {
        String reason = "Reason: An ARN must have at least 6 elements, not " + parts;
        assertRefused(
                400,
                "InvalidParameter",
                "Invalid parameter: TopicArn " + reason,
                ask("Publish", "TopicArn", arn, "Message", "m"));
        assertRefused(
                400,
                "InvalidParameter",
                "Invalid parameter: SubscriptionArn " + reason,
                ask("Unsubscribe", "SubscriptionArn", arn));
    }

    /** As recorded from AWS, where a token that may be one is looked for before the topic. */
    @Test
    void noTokenConfirmsASubscription() throws IOException {
        assertRefused(
                400,
                "InvalidParameter",
                "Invalid token",
                ask("ConfirmSubscription", "TopicArn", ARN + "t", "Token", "random"));
        assertRefused(
                400,
                "InvalidParameter",
                "Invalid parameter: Token",
                ask("ConfirmSubscription", "TopicArn", ARN + "none", "Token", "0a".repeat(144)));
        assertRefused(
                400,
                "InvalidParameter",
                "Invalid parameter: Token Reason: no value for required parameter",
                ask("ConfirmSubscription", "TopicArn", ARN + "t"));
    }

    @Test
    void unsubscribingTwiceSucceeds() throws IOException {
        create("q");
        String answer = ask("Subscribe", "TopicArn", ARN + "t", "Protocol", "sqs", "Endpoint", QUEUE + "q");
        String arn = answer.replaceAll("(?s).*<SubscriptionArn>(.*)</SubscriptionArn>.*", "$1");
        assertTrue(arn.matches(ARN + "t:[0-9a-f-]{36}"), arn);
        assertTrue(ask("Unsubscribe", "SubscriptionArn", arn).startsWith("HTTP/1.1 200"));
        assertTrue(ask("Unsubscribe", "SubscriptionArn", arn).startsWith("HTTP/1.1 200"));
        assertRefused(
                400,
                "InvalidParameter",
                "Invalid parameter: SubscriptionId",
                ask("Unsubscribe", "SubscriptionArn", ARN + "t"));
        assertRefused(
                400,
                "InvalidParameter",
                "Invalid parameter: SubscriptionArn Reason: no value for required parameter",
                ask("Unsubscribe"));
    }

    @ParameterizedTest
    @CsvSource({"f,true", "g.fifo,false", "g.fifo,", "a b,", "'',", "x:y,"})
    void aNameFits(String name, String fifo) throws IOException {
        String answer = fifo == null
                ? ask("CreateTopic", "Name", name)
                : ask(
                        "CreateTopic",
                        "Name",
                        name,
                        "Attributes.entry.1.key",
                        "FifoTopic",
                        "Attributes.entry.1.value",
                        fifo);
        assertRefused(400, "InvalidParameter", "Invalid parameter: Topic Name", answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "String|StringValue||must contain non-empty message attribute value for message attribute type &apos;",
                "String|BinaryValue|YQ==|with type 'String' must use field 'String'.",
                "Binary|StringValue|a|with type 'Binary' must use field 'Binary'.",
                "String.|StringValue|a|has an invalid message attribute type, the set of supported type prefixes is"
                        + " Binary, Number, and String.",
            })
    void anAttributeHasATypeAndAValue(String type, String field, String value, String words) throws IOException {
        String expected = words.endsWith("&apos;") ? words.replace("&apos;", "'" + type + "'.") : words;
        String attribute = "MessageAttributes.entry.1.";
        assertRefused(
                400,
                "ParameterValueInvalid",
                "The message attribute 'a' " + expected,
                ask(
                        "Publish",
                        "TopicArn",
                        ARN + "t",
                        "Message",
                        "m",
                        attribute + "Name",
                        "a",
                        attribute + "Value.DataType",
                        type,
                        attribute + "Value." + field,
                        value == null ? "" : value));
        String first = "PublishBatchRequestEntries.member.1.";
        String second = "PublishBatchRequestEntries.member.2.";
        assertRefused(
                400,
                "ParameterValueInvalid",
                "The message attribute 'a' " + expected,
                ask(
                        "PublishBatch",
                        "TopicArn",
                        ARN + "t",
                        first + "Id",
                        "1",
                        first + "Message",
                        "m",
                        second + "Id",
                        "2",
                        second + "Message",
                        "m",
                        second + attribute + "Name",
                        "a",
                        second + attribute + "Value.DataType",
                        type,
                        second + attribute + "Value." + field,
                        value == null ? "" : value));
    }

    @Test
    void batchesHaveWordsOfTheirOwn() throws IOException {
        String entry = "PublishBatchRequestEntries.member.";
        assertRefused(
                400,
                "BatchEntryIdsNotDistinct",
                "Two or more batch entries in the request have the same Id.",
                ask(
                        "PublishBatch",
                        "TopicArn",
                        ARN + "t",
                        entry + "1.Id",
                        "1",
                        entry + "1.Message",
                        "m",
                        entry + "2.Id",
                        "1",
                        entry + "2.Message",
                        "m"));
        assertRefused(
                400,
                "InvalidBatchEntryId",
                "The Id of a batch entry in the batch request contains an impermissible character: a.b",
                ask("PublishBatch", "TopicArn", ARN + "t", entry + "1.Id", "a.b", entry + "1.Message", "m"));
        String half = "x".repeat(131_073);
        assertRefused(
                400,
                "BatchRequestTooLong",
                "The length of all the messages put together is more than the limit.",
                ask(
                        "PublishBatch",
                        "TopicArn",
                        ARN + "t",
                        entry + "1.Id",
                        "1",
                        entry + "1.Message",
                        half,
                        entry + "2.Id",
                        "2",
                        entry + "2.Message",
                        half));
        String well = ask("PublishBatch", "TopicArn", ARN + "t", entry + "1.Id", "1", entry + "1.Message", "m");
        assertTrue(well.contains("</Successful><Failed/></PublishBatchResult>"), well);
    }

    @Test
    void aMessageHasUpTo256KiB() throws IOException {
        assertTrue(ask("Publish", "TopicArn", ARN + "t", "Message", "x".repeat(262_144))
                .startsWith("HTTP/1.1 200"));
        assertRefused(
                400,
                "InvalidParameter",
                "Invalid parameter: Message too long",
                ask("Publish", "TopicArn", ARN + "t", "Message", "x".repeat(262_145)));
    }

    @Test
    void fifoTopicsWantIdsAndOthersDoNot() throws IOException {
        String topic = ARN + "f.fifo";
        assertRefused(
                400,
                "InvalidParameter",
                "Invalid parameter: The MessageGroupId parameter is required for FIFO topics",
                ask("Publish", "TopicArn", topic, "Message", "m"));
        assertRefused(
                400,
                "InvalidParameter",
                "Invalid parameter: The topic should either have ContentBasedDeduplication enabled or"
                        + " MessageDeduplicationId provided explicitly",
                ask("Publish", "TopicArn", topic, "Message", "m", "MessageGroupId", "g"));
        assertRefused(
                400,
                "InvalidParameter",
                "Invalid parameter: MessageDeduplicationId Reason: The request includes MessageDeduplicationId"
                        + " parameter that is not valid for this topic type",
                ask("Publish", "TopicArn", ARN + "t", "Message", "m", "MessageDeduplicationId", "d"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"sqs\":\"a\"}|No default entry in JSON message body",
                "{\"default\":1}|No default entry in JSON message body",
                "{\"default\":|JSON message body failed to parse",
                "{\"default\":\"a\"} }|JSON message body failed to parse",
                "{\"default\":\"a\"}x|JSON message body failed to parse",
            })
    void aStructureHasADefault(String message, String words) throws IOException {
        assertRefused(
                400,
                "InvalidParameter",
                "Invalid parameter: Message Structure - " + words,
                ask("Publish", "TopicArn", ARN + "t", "Message", message, "MessageStructure", "json"));
    }

    @Test
    void aStructureWithoutTextForQueuesIsEmpty() throws IOException {
        for (String message : new String[] {"{\"default\":\"\"}", "{\"default\":\"a\",\"sqs\":\"\"}"}) {
            assertRefused(
                    400,
                    "InvalidParameter",
                    "Invalid parameter: Empty message",
                    ask("Publish", "TopicArn", ARN + "t", "Message", message, "MessageStructure", "json"));
        }
    }

    @Test
    void tagsAreToBeThere() throws IOException {
        String before = "1 validation error detected: Value null at '";
        String after = "' failed to satisfy constraint: Member must not be null";
        assertRefused(400, "ValidationError", before + "tags" + after, ask("TagResource", "ResourceArn", ARN + "t"));
        assertRefused(
                400, "ValidationError", before + "tagKeys" + after, ask("UntagResource", "ResourceArn", ARN + "t"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DeliveryPolicy|{\"http\":{\"defaultHealthyRetryPolicy\":{\"minDelayTarget\":\"20\"}}}|DeliveryPolicy:"
                        + " http.defaultHealthyRetryPolicy.minDelayTarget type mismatch, expecting integer, received a"
                        + " string",
                "DeliveryPolicy|{\"http\":{\"defaultHealthyRetryPolicy\":{\"minDelayTarget\":0}}}|DeliveryPolicy:"
                        + " http.defaultHealthyRetryPolicy.minDelayTarget must be greater than or equal to 1",
                "DeliveryPolicy|{\"http\":{\"defaultHealthyRetryPolicy\":{\"numRetries\":101}}}|DeliveryPolicy:"
                        + " http.defaultHealthyRetryPolicy.numRetries must be less than or equal to 100",
                "DeliveryPolicy|null|DeliveryPolicy: failed to parse JSON. It is not an object.",
                "DeliveryPolicy|[]|DeliveryPolicy: failed to parse JSON. It is not an object.",
                "SQSSuccessFeedbackSampleRate|101|SQSSuccessFeedbackSampleRate",
                "SQSSuccessFeedbackSampleRate|x|SQSSuccessFeedbackSampleRate",
            })
    void whatIsAboutOtherEndpointsIsLookedAt(String name, String value, String words) throws IOException {
        String refused =
                ask("SetTopicAttributes", "TopicArn", ARN + "t", "AttributeName", name, "AttributeValue", value);
        assertRefused(400, "InvalidParameter", "Invalid parameter: " + words, refused);
        assertFalse(ask("GetTopicAttributes", "TopicArn", ARN + "t").contains("<key>" + name + "</key>"));
    }

    @Test
    void aTopicIsOfOneKind() throws IOException {
        String name = "Attributes.entry.1.key";
        String value = "Attributes.entry.1.value";
        assertRefused(
                400,
                "InvalidParameter",
                "Invalid parameter: FifoTopic",
                ask("CreateTopic", "Name", "x", name, "FifoTopic", value, "yes"));
    }

    @Test
    void dataThatIsNotProtectedIsNotSaidToBe() throws IOException {
        assertRefused(
                400,
                "InvalidParameter",
                "Invalid parameter: DataProtectionPolicy Reason: policies of data protection are not supported",
                ask("CreateTopic", "Name", "x", "DataProtectionPolicy", "{\"Version\":\"2021-06-01\"}"));
        assertTrue(ask("CreateTopic", "Name", "x", "DataProtectionPolicy", "").startsWith("HTTP/1.1 200"));
    }

    @Test
    void anAttributeOfAnEntryIsNamedWithItsPlace() throws IOException {
        String name = "MessageAttributes.entry.1.Name";
        String value = "MessageAttributes.entry.1.Value.StringValue";
        String before = "1 validation error detected: Value null at '";
        String words = "messageAttributes.a.member.dataType' failed to satisfy constraint: Member must not be null";
        String one = ask("Publish", "TopicArn", ARN + "t", "Message", "m", name, "a", value, "x");
        assertRefused(400, "ValidationError", before + words, one);
        String entry = "PublishBatchRequestEntries.member.2.";
        String batch = ask(
                "PublishBatch",
                "TopicArn",
                ARN + "t",
                "PublishBatchRequestEntries.member.1.Id",
                "1",
                "PublishBatchRequestEntries.member.1.Message",
                "m",
                entry + "Id",
                "2",
                entry + "Message",
                "m",
                entry + name,
                "a",
                entry + value,
                "x");
        assertRefused(400, "ValidationError", before + "publishBatchRequestEntries.2.member." + words, batch);
    }

    @Test
    void whoSubscribedIsTheOwner() throws IOException {
        create("q");
        String answer = ask("Subscribe", "TopicArn", ARN + "t", "Protocol", "sqs", "Endpoint", QUEUE + "q");
        String arn = answer.replaceAll("(?s).*<SubscriptionArn>(.*)</SubscriptionArn>.*", "$1");
        String attributes = ask("GetSubscriptionAttributes", "SubscriptionArn", arn);
        String principal = "<key>SubscriptionPrincipal</key><value>arn:aws:iam::000000000000:root</value>";
        assertTrue(attributes.contains(principal), attributes);
    }

    @Test
    void aProtocolIsOneOfAws() throws IOException {
        assertRefused(
                400,
                "InvalidParameter",
                "Invalid parameter: Amazon SNS does not support this protocol string: test-protocol",
                ask("Subscribe", "TopicArn", ARN + "t", "Protocol", "test-protocol", "Endpoint", "x"));
        assertRefused(
                400,
                "InvalidParameter",
                "Invalid parameter: SQS endpoint ARN",
                ask("Subscribe", "TopicArn", ARN + "t", "Protocol", "sqs", "Endpoint", "http://localhost/q"));
    }

    @Test
    void errorsOfQueuesKeepTheirDetail() throws IOException {
        String answer = RawRequest.form("Version=2012-11-05&Action=GetQueueUrl&QueueName=none")
                .send(server.uri());
        assertTrue(answer.contains("<Detail/>"), answer);
        assertFalse(ask("GetTopicAttributes", "TopicArn", ARN + "none").contains("Detail"));
        assertEquals(400, RawRequest.form("Version=2010-03-31&Action=Publish").status(server.uri()));
    }
}
