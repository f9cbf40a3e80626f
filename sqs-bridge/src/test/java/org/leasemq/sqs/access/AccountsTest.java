package org.leasemq.sqs.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.RawRequest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queues, topics and subscriptions belong to an account and a region; without access keys the scope of a request says which. */
class AccountsTest extends BridgeFixture {
    private static final String ACCOUNT = "111122223333";
    private static final String HOME = "arn:aws:sqs:us-east-1:000000000000:";
    private static final String ELSEWHERE = "arn:aws:sqs:eu-west-1:000000000000:";
    private static final String OTHERS = "arn:aws:sqs:us-east-1:111122223333:";
    private static final String NO_QUEUE = "AWS.SimpleQueueService.NonExistentQueue";

    private final List<SdkClient> clients = new ArrayList<>();
    private SqsClient elsewhere;
    private SqsClient others;

    @BeforeEach
    void clients() {
        elsewhere = queues(Region.EU_WEST_1, "test");
        others = queues(Region.US_EAST_1, ACCOUNT);
    }

    @AfterEach
    void close() {
        clients.forEach(SdkClient::close);
    }

    private SqsClient queues(Region region, String key) {
        SqsClient client = client(SqsClient.builder(), server.uri(), region, key, "any");
        clients.add(client);
        return client;
    }

    private SnsClient topics(Region region, String key) {
        SnsClient client = client(SnsClient.builder(), server.uri(), region, key, "any");
        clients.add(client);
        return client;
    }

    private static String create(SqsClient client, String name, Map<QueueAttributeName, String> attributes) {
        return client.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private static void send(SqsClient client, String url, String body) {
        client.sendMessage(request -> request.queueUrl(url).messageBody(body));
    }

    private static List<Message> take(SqsClient client, String url) {
        List<Message> messages = client.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(0)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
        messages.forEach(message ->
                client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle())));
        return messages;
    }

    private static String attribute(SqsClient client, String url, QueueAttributeName name) {
        return client.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
                .attributes()
                .get(name);
    }

    private static String redrive(String target) {
        return "{\"deadLetterTargetArn\":\"" + target + "\",\"maxReceiveCount\":1}";
    }

    private static String refusal(Executable call) {
        return assertThrows(AwsServiceException.class, call).awsErrorDetails().errorCode();
    }

    @Test
    void theSameNameInAnotherRegionOrAccountIsAnotherQueue() {
        String here = create("orders");
        String there = create(elsewhere, "orders", Map.of(QueueAttributeName.DELAY_SECONDS, "0"));
        String theirs = create(others, "orders", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "7"));
        assertEquals(server.uri() + "/000000000000/orders", here);
        assertEquals(here, there); // which the region of the signature tells apart
        assertEquals(server.uri() + "/111122223333/orders", theirs);
        assertEquals(HOME + "orders", attribute(sqs, here, QueueAttributeName.QUEUE_ARN));
        assertEquals(ELSEWHERE + "orders", attribute(elsewhere, there, QueueAttributeName.QUEUE_ARN));
        assertEquals(OTHERS + "orders", attribute(others, theirs, QueueAttributeName.QUEUE_ARN));
        send(sqs, here, "here");
        send(elsewhere, there, "there");
        send(sqs, theirs, "theirs");
        assertEquals(List.of("here"), bodies(take(sqs, here)));
        assertEquals(List.of("there"), bodies(take(elsewhere, there)));
        assertEquals(List.of("theirs"), bodies(take(others, "orders")));
        others.deleteQueue(request -> request.queueUrl("orders"));
        assertEquals(NO_QUEUE, refusal(() -> send(sqs, theirs, "x")));
        assertEquals("AWS.SimpleQueueService.QueueDeletedRecently", refusal(() -> create(others, "orders", Map.of())));
        assertEquals("0", attribute(elsewhere, there, QueueAttributeName.DELAY_SECONDS));
    }

    @Test
    void aFifoQueueElsewhereIsOne() {
        Map<QueueAttributeName, String> fifo =
                Map.of(QueueAttributeName.FIFO_QUEUE, "true", QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true");
        String url = create(others, "orders.fifo", fifo);
        for (String body : List.of("1", "2", "2")) {
            others.sendMessage(
                    request -> request.queueUrl(url).messageBody(body).messageGroupId("g"));
        }
        assertEquals(List.of("1", "2"), bodies(take(others, url)));
    }

    @Test
    void listsAndUrlsAreOfOneAccountAndRegion() {
        create("a");
        create(elsewhere, "b", Map.of());
        create(others, "c1", Map.of());
        create(others, "c2", Map.of());
        assertEquals(List.of(server.uri() + "/000000000000/a"), sqs.listQueues().queueUrls());
        assertEquals(
                List.of(server.uri() + "/000000000000/b"),
                elsewhere.listQueues().queueUrls());
        var first = others.listQueues(request -> request.maxResults(1));
        assertEquals(List.of(server.uri() + "/111122223333/c1"), first.queueUrls());
        var second = others.listQueues(request -> request.maxResults(1).nextToken(first.nextToken()));
        assertEquals(List.of(server.uri() + "/111122223333/c2"), second.queueUrls());
        assertEquals(
                List.of(),
                others.listQueues(request -> request.queueNamePrefix("at")).queueUrls());
        assertEquals(
                server.uri() + "/111122223333/c1",
                sqs.getQueueUrl(request -> request.queueName("c1").queueOwnerAWSAccountId(ACCOUNT))
                        .queueUrl());
        for (String owner : List.of("000000000000", "222222222222", "11112222333", "at:us-east-1:1")) {
            assertEquals(
                    NO_QUEUE,
                    refusal(() ->
                            sqs.getQueueUrl(request -> request.queueName("c1").queueOwnerAWSAccountId(owner))));
        }
    }

    @Test
    void deadLettersStayInTheirAccountAndRegion() {
        create("dead");
        create(elsewhere, "dead", Map.of());
        create(others, "dead", Map.of());
        for (String foreign : List.of(HOME, OTHERS)) {
            AwsServiceException refused = assertThrows(
                    AwsServiceException.class,
                    () -> create(
                            elsewhere, "work", Map.of(QueueAttributeName.REDRIVE_POLICY, redrive(foreign + "dead"))));
            assertTrue(refused.getMessage().contains("Dead letter target does not exist."), refused.getMessage());
        }
        String redrive = redrive(ELSEWHERE + "dead");
        String work = create(elsewhere, "work", Map.of(QueueAttributeName.REDRIVE_POLICY, redrive));
        assertEquals(redrive, attribute(elsewhere, work, QueueAttributeName.REDRIVE_POLICY));
        assertEquals(
                "InvalidParameterValue",
                refusal(() -> elsewhere.setQueueAttributes(request -> request.queueUrl(work)
                        .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive(HOME + "dead"))))));
        elsewhere.setQueueAttributes(
                request -> request.queueUrl(work).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)));
        assertEquals(
                List.of(work),
                elsewhere
                        .listDeadLetterSourceQueues(request -> request.queueUrl("dead"))
                        .queueUrls());
        assertEquals(
                List.of(),
                sqs.listDeadLetterSourceQueues(request -> request.queueUrl("dead"))
                        .queueUrls());
        send(elsewhere, work, "poison");
        elsewhere.receiveMessage(request -> request.queueUrl(work).visibilityTimeout(0));
        elsewhere.receiveMessage(request -> request.queueUrl(work).waitTimeSeconds(0));
        Message dead = elsewhere
                .receiveMessage(request -> request.queueUrl("dead")
                        .visibilityTimeout(0)
                        .waitTimeSeconds(20)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .get(0);
        assertEquals(
                ELSEWHERE + "work", dead.attributes().get(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN));
        assertEquals(
                "InvalidParameterValue", // that is nobody's dead-letter queue
                refusal(() -> sqs.startMessageMoveTask(request -> request.sourceArn(HOME + "dead"))));
        assertEquals(
                "ResourceNotFoundException",
                refusal(() -> sqs.startMessageMoveTask(request -> request.sourceArn(HOME + "work"))));
        elsewhere.startMessageMoveTask(request -> request.sourceArn(ELSEWHERE + "dead"));
        assertEquals(
                1,
                elsewhere
                        .listMessageMoveTasks(request -> request.sourceArn(ELSEWHERE + "dead"))
                        .results()
                        .size());
        assertEquals(
                List.of("poison"),
                bodies(elsewhere
                        .receiveMessage(request -> request.queueUrl(work).waitTimeSeconds(20))
                        .messages()));
    }

    @Test
    void permissionsToUseADeadLetterQueueNameQueuesWithAccountAndRegion() {
        String allow = "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"" + HOME + "work\",\"" + ELSEWHERE
                + "other\"]}";
        create(elsewhere, "dead", Map.of(QueueAttributeName.REDRIVE_ALLOW_POLICY, allow));
        assertEquals(allow, attribute(elsewhere, "dead", QueueAttributeName.REDRIVE_ALLOW_POLICY));
        Map<QueueAttributeName, String> toDead = Map.of(QueueAttributeName.REDRIVE_POLICY, redrive(ELSEWHERE + "dead"));
        assertEquals("InvalidParameterValue", refusal(() -> create(elsewhere, "work", toDead)));
        create(elsewhere, "other", toDead);
    }

    @Test
    void aQueueIsNamedByItsArnFromAnywhere() {
        create(elsewhere, "orders", Map.of());
        send(sqs, ELSEWHERE + "orders", "x");
        assertEquals(List.of("x"), bodies(take(elsewhere, "orders")));
        assertEquals(NO_QUEUE, refusal(() -> send(sqs, HOME + "orders", "x")));
        assertEquals(NO_QUEUE, refusal(() -> send(sqs, "arn:aws:sqs:eu-west-1:000000000000", "x")));
    }

    @Test
    void topicsAndSubscriptionsBelongSomewhereToo() {
        SnsClient here = topics(Region.US_EAST_1, "test");
        SnsClient there = topics(Region.EU_WEST_1, "test");
        SnsClient theirs = topics(Region.US_EAST_1, ACCOUNT);
        create(elsewhere, "inbox", Map.of());
        create("inbox");
        String topic = there.createTopic(request -> request.name("news")).topicArn();
        assertEquals("arn:aws:sns:eu-west-1:000000000000:news", topic);
        String other = here.createTopic(request -> request.name("news")).topicArn();
        assertEquals(List.of(topic), arns(there));
        assertEquals(List.of(other), arns(here));
        assertEquals(List.of(), arns(theirs));
        String arn = there.subscribe(request -> request.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(HOME + "inbox")
                        .returnSubscriptionArn(true))
                .subscriptionArn();
        there.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(ELSEWHERE + "inbox"));
        assertTrue(arn.startsWith(topic + ":"), arn);
        assertEquals(2, there.listSubscriptions().subscriptions().size());
        assertEquals(List.of(), here.listSubscriptions().subscriptions());
        assertEquals(List.of(), theirs.listSubscriptions().subscriptions());
        Subscription shown = there.listSubscriptionsByTopic(request -> request.topicArn(topic)).subscriptions().stream()
                .filter(one -> one.subscriptionArn().equals(arn))
                .findFirst()
                .orElseThrow();
        assertEquals(HOME + "inbox", shown.endpoint());
        assertEquals(topic, shown.topicArn());
        assertEquals("000000000000", shown.owner());
        here.publish(request -> request.topicArn(other).message("to nobody"));
        there.publish(request -> request.topicArn(topic).message("hello"));
        for (SqsClient client : List.of(sqs, elsewhere)) {
            String envelope = take(client, "inbox").get(0).body();
            assertTrue(envelope.contains("\"TopicArn\":\"" + topic + "\""), envelope);
            assertTrue(envelope.contains("SubscriptionArn=" + topic + ":"), envelope);
        }
        assertEquals(
                topic,
                there.getTopicAttributes(request -> request.topicArn(topic))
                        .attributes()
                        .get("TopicArn"));
        here.unsubscribe(request -> request.subscriptionArn(arn));
        there.deleteTopic(request -> request.topicArn(topic));
        assertEquals(List.of(), there.listSubscriptions().subscriptions());
        assertEquals(List.of(other), arns(here));
    }

    private static List<String> arns(SnsClient client) {
        return client.listTopics().topics().stream().map(Topic::topicArn).toList();
    }

    @Test
    void aSubscriptionWaitsForAQueueOfItsAccountAndRegion() {
        SnsClient here = topics(Region.US_EAST_1, "test");
        String topic = here.createTopic(request -> request.name("news")).topicArn();
        here.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(ELSEWHERE + "later"));
        create("later");
        create(elsewhere, "later", Map.of());
        here.publish(request -> request.topicArn(topic).message("hello"));
        assertEquals(List.of(), take(sqs, "later"));
        assertEquals(1, take(elsewhere, "later").size());
        elsewhere.deleteQueue(request -> request.queueUrl("later"));
        assertEquals(
                ELSEWHERE + "later",
                here.listSubscriptions().subscriptions().get(0).endpoint());
    }

    @Test
    void nobodyReachesWhatIsElsewhereByItsNameInTheEngine() throws Exception {
        create(elsewhere, "orders", Map.of());
        SnsClient there = topics(Region.EU_WEST_1, "test");
        there.createTopic(request -> request.name("news"));
        String name = "at:eu-west-1:000000000000:orders";
        assertEquals("InvalidParameterValue", refusal(() -> create(name)));
        assertEquals(NO_QUEUE, refusal(() -> sqs.getQueueUrl(request -> request.queueName(name))));
        assertEquals(NO_QUEUE, refusal(() -> send(sqs, name, "x")));
        assertEquals(NO_QUEUE, refusal(() -> send(sqs, server.uri() + "/000000000000/" + name, "x")));
        assertEquals(NO_QUEUE, refusal(() -> send(sqs, HOME + name, "x")));
        SnsClient here = topics(Region.US_EAST_1, "test");
        String topic = "arn:aws:sns:us-east-1:000000000000:at:eu-west-1:000000000000:news";
        assertEquals(
                "InvalidParameter",
                refusal(() -> here.publish(request -> request.topicArn(topic).message("x"))));
        assertEquals(
                "InvalidParameter",
                refusal(() -> here.createTopic(request -> request.name("at:eu-west-1:000000000000:news"))));
        assertEquals(List.of(), take(elsewhere, "orders"));
    }

    @Test
    void whatIsNoRegionIsRefusedAndWhatIsNoAccountNamesNone() throws Exception {
        create("orders");
        for (String region : List.of("eu west", "eu:west", "a.b", "x".repeat(33), "é")) {
            String answer = scoped("anybody", region);
            assertTrue(answer.startsWith("HTTP/1.1 403"), region + "\n" + answer);
            assertTrue(answer.contains("SignatureDoesNotMatch"), answer);
        }
        for (String region : List.of("", "*", "us-east-1")) {
            assertTrue(scoped("anybody", region).contains("/000000000000/orders"), region);
        }
        for (String region : List.of("local", "X", "x".repeat(32))) {
            assertFalse(scoped("anybody", region).contains("orders"), region);
        }
        for (String key : List.of("11112222333", "1111222233334", "11112222333a", "١١١١٢٢٢٢٣٣٣٣")) {
            assertTrue(scoped(key, "us-east-1").contains("/000000000000/orders"), key);
        }
        for (String arn : List.of(
                "arn:aws:sqs:us-east-1:00000000000:orders",
                "arn:aws:sqs::000000000000:orders",
                "arn:aws:sqs:us_east:000000000000:orders",
                "arn:aws:sqs:us-east-1:at:orders")) {
            assertEquals(NO_QUEUE, refusal(() -> send(sqs, arn, "x")), arn);
            String allow = "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"" + arn + "\"]}";
            assertEquals(
                    "InvalidParameterValue",
                    refusal(() -> create("new", Map.of(QueueAttributeName.REDRIVE_ALLOW_POLICY, allow))),
                    arn);
        }
    }

    private String scoped(String key, String region) throws Exception {
        return RawRequest.json("ListQueues", "{}")
                .with(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + key + "/20260101/" + region
                                + "/sqs/aws4_request, SignedHeaders=host, Signature=0")
                .send(server.uri());
    }

    @Test
    void metricsNameQueuesApart() throws Exception {
        create("orders");
        create(elsewhere, "orders", Map.of());
        HttpResponse<String> metrics = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.uri() + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertTrue(metrics.body().contains("_visible{queue=\"orders\"} 0"), metrics.body());
        assertTrue(metrics.body().contains("_visible{queue=\"" + ELSEWHERE + "orders\"} 0"), metrics.body());
    }

    @Test
    void purgesAndWaitsAreOfOneQueue() {
        String here = create("orders");
        String there = create(elsewhere, "orders", Map.of());
        send(sqs, here, "here");
        elsewhere.purgeQueue(request -> request.queueUrl(there));
        assertEquals(List.of("here"), bodies(take(sqs, here)));
        sqs.purgeQueue(request -> request.queueUrl(here)); // not too soon: that was another
    }
}
