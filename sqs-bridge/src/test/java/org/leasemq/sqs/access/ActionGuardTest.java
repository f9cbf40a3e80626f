package org.leasemq.sqs.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.AttributeChange;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Labels;
import org.leasemq.sqs.server.ServerSettings;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What belongs to one account, and what others may do with it: not more than a policy can give. */
class ActionGuardTest extends BridgeFixture {
    private static final AccessKey OWNER = new AccessKey("AKOWNER", "secret/one", "111111111111", "alice");
    private static final AccessKey OTHER = new AccessKey("AKOTHER", "secret+two", "222222222222", "bob");
    /** Of the server's own account. */
    private static final AccessKey HOME = new AccessKey("AKHOME", "secret-three", "000000000000", "carol");

    private static final String ARN = "arn:aws:sqs:us-east-1:111111111111:";
    private static final String OTHERS_ARN = "arn:aws:sqs:us-east-1:222222222222:";
    private static final String ALL = """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":["sqs:*","sns:*"],"Resource":"*"}}
        """;

    private SqsClient owner;
    private SqsClient other;
    private SnsClient ownersTopics;
    private SnsClient othersTopics;

    @Override
    protected ServerSettings settings() {
        // the client signs with the time of this machine
        clock.set(Instant.now(Clock.systemUTC()));
        return super.settings().withAccessKeys(List.of(OWNER, OTHER, HOME));
    }

    @BeforeEach
    void clients() {
        owner = client(server.uri(), OWNER.id(), OWNER.secret());
        other = client(server.uri(), OTHER.id(), OTHER.secret());
        ownersTopics = topics(server.uri(), OWNER);
        othersTopics = topics(server.uri(), OTHER);
    }

    @AfterEach
    void close() {
        owner.close();
        other.close();
        ownersTopics.close();
        othersTopics.close();
    }

    private static SnsClient topics(URI uri, AccessKey key) {
        return client(SnsClient.builder(), uri, key.id(), key.secret());
    }

    private static String queue(SqsClient client, String name, Map<QueueAttributeName, String> attributes) {
        return client.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private static String redrive(String target) {
        return "{\"deadLetterTargetArn\":\"" + target + "\",\"maxReceiveCount\":1}";
    }

    private static void denied(Executable call) {
        String code = refusal(call);
        assertTrue(Set.of("AccessDenied", "AuthorizationError").contains(code), code); // of queues and of topics
    }

    private static String refusal(Executable call) {
        return assertThrows(AwsServiceException.class, call).awsErrorDetails().errorCode();
    }

    @Test
    void whoMayNotPublishIsToldInTheWordsOfTopics() {
        String topic = ownersTopics.createTopic(request -> request.name("news")).topicArn();
        assertEquals(
                "User: " + OTHER.arn() + " is not authorized to perform: SNS:Publish on resource: " + topic
                        + " because no resource-based policy allows the SNS:Publish action",
                assertThrows(
                                AwsServiceException.class,
                                () -> othersTopics.publish(
                                        request -> request.topicArn(topic).message("x")))
                        .awsErrorDetails()
                        .errorMessage());
    }

    @Test
    void noPolicyGivesAwayWhatTheOwnerKeeps() {
        String url = queue(owner, "orders", Map.of(QueueAttributeName.POLICY, ALL));
        queue(owner, "source", Map.of(QueueAttributeName.REDRIVE_POLICY, redrive(ARN + "orders")));
        other.sendMessage(request -> request.queueUrl(url).messageBody("x"));
        other.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL));
        other.getQueueUrl(request -> request.queueName("orders").queueOwnerAWSAccountId(OWNER.account()));
        other.listDeadLetterSourceQueues(request -> request.queueUrl(url));
        denied(() -> other.addPermission(request ->
                request.queueUrl(url).label("x").awsAccountIds(OTHER.account()).actions("*")));
        denied(() -> other.removePermission(request -> request.queueUrl(url).label("x")));
        denied(() -> other.setQueueAttributes(
                request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.DELAY_SECONDS, "1"))));
        denied(() -> other.tagQueue(request -> request.queueUrl(url).tags(Map.of("a", "b"))));
        denied(() -> other.untagQueue(request -> request.queueUrl(url).tagKeys("a")));
        denied(() -> other.listQueueTags(request -> request.queueUrl(url)));
        denied(() -> other.deleteQueue(request -> request.queueUrl(url)));
        denied(() -> other.listMessageMoveTasks(request -> request.sourceArn(ARN + "orders")));
        denied(() -> other.startMessageMoveTask(request -> request.sourceArn(ARN + "orders")));
        String task = owner.startMessageMoveTask(
                        request -> request.sourceArn(ARN + "orders").maxNumberOfMessagesPerSecond(1))
                .taskHandle();
        denied(() -> other.cancelMessageMoveTask(request -> request.taskHandle(task)));
        other.purgeQueue(request -> request.queueUrl(url));
    }

    @Test
    void whatTheOwnerKeepsCanBeDeniedToTheOwner() {
        String url = queue(owner, "orders", Map.of(QueueAttributeName.POLICY, """
            {"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"sqs:DeleteQueue"}}
            """));
        denied(() -> owner.deleteQueue(request -> request.queueUrl(url)));
        owner.tagQueue(request -> request.queueUrl(url).tags(Map.of("a", "b")));
    }

    @Test
    void aQueueOfAnotherAccountIsNoDeadLetterQueue() {
        String dead = queue(owner, "dead", Map.of(QueueAttributeName.POLICY, ALL));
        String mine = queue(other, "mine", Map.of());
        Map<QueueAttributeName, String> toDead = Map.of(QueueAttributeName.REDRIVE_POLICY, redrive(ARN + "dead"));
        denied(() -> other.setQueueAttributes(request -> request.queueUrl(mine).attributes(toDead)));
        denied(() -> queue(other, "new", toDead));
        assertEquals(
                "AWS.SimpleQueueService.NonExistentQueue",
                refusal(() -> other.getQueueUrl(request -> request.queueName("new"))));
        assertEquals(
                List.of(),
                owner.listDeadLetterSourceQueues(request -> request.queueUrl(dead))
                        .queueUrls());
    }

    @Test
    void messagesAreMovedOnlyToWhereTheirMoverMaySend() {
        queue(owner, "foreign", Map.of());
        queue(other, "dead", Map.of());
        queue(other, "work", Map.of(QueueAttributeName.REDRIVE_POLICY, redrive(OTHERS_ARN + "dead")));
        denied(() -> other.startMessageMoveTask(
                request -> request.sourceArn(OTHERS_ARN + "dead").destinationArn(ARN + "foreign")));
        other.startMessageMoveTask(request -> request.sourceArn(OTHERS_ARN + "dead"));
        // as queues could be before, and as Jakarta Messaging still can have them
        try (EngineHandle handle = engines.open(
                ConnectionUrl.parse(place).place(), ConnectionUrl.parse(place).options())) {
            AttributeChange.apply(
                    handle.engine(),
                    "at:us-east-1:111111111111:foreign",
                    present -> present.withRedrive(new RedrivePolicy("at:us-east-1:222222222222:dead", 1)));
            denied(() -> other.startMessageMoveTask(request -> request.sourceArn(OTHERS_ARN + "dead")));
            denied(() -> other.startMessageMoveTask(
                    request -> request.sourceArn(OTHERS_ARN + "dead").destinationArn("")));
        }
    }

    @Test
    void namesAreOfTheAccountOfTheKey() {
        String url = queue(owner, "orders", Map.of());
        String topic = ownersTopics.createTopic(request -> request.name("news")).topicArn();
        assertEquals(
                "AWS.SimpleQueueService.NonExistentQueue",
                refusal(() -> other.getQueueUrl(request -> request.queueName("orders"))));
        denied(() -> other.getQueueUrl(request -> request.queueName("orders").queueOwnerAWSAccountId(OWNER.account())));
        for (String name : List.of(url, ARN + "orders", "/111111111111/orders")) {
            denied(() -> other.sendMessage(request -> request.queueUrl(name).messageBody("x")));
        }
        assertEquals(server.uri() + "/222222222222/orders", queue(other, "orders", Map.of()));
        other.sendMessage(request -> request.queueUrl("orders").messageBody("theirs"));
        assertEquals(
                List.of(),
                owner.receiveMessage(request -> request.queueUrl(url)).messages());
        try (SqsClient home = client(server.uri(), HOME.id(), HOME.secret())) {
            // refused as a name, whether there is such a queue or not
            for (String name : List.of("orders", "others")) {
                assertEquals(
                        "InvalidParameterValue",
                        refusal(() -> queue(home, "at:us-east-1:111111111111:" + name, Map.of())));
            }
        }
        String others =
                othersTopics.createTopic(request -> request.name("news")).topicArn();
        assertEquals(topic.replace(OWNER.account(), OTHER.account()), others);
        ownersTopics.publish(request -> request.topicArn(topic).message("x"));
        denied(() -> othersTopics.publish(request -> request.topicArn(topic).message("x")));
        try (SqsClient elsewhere =
                client(SqsClient.builder(), server.uri(), Region.EU_WEST_1, OWNER.id(), OWNER.secret())) {
            assertEquals(List.of(), elsewhere.listQueues().queueUrls());
            assertEquals(
                    "AWS.SimpleQueueService.NonExistentQueue",
                    refusal(() -> elsewhere.purgeQueue(request -> request.queueUrl(url))));
        }
    }

    @Test
    void aQueueThatIsNotThereYetIsSubscribedByItsAccountOnly() {
        String topic = othersTopics.createTopic(request -> request.name("news")).topicArn();
        denied(() -> othersTopics.subscribe(
                request -> request.topicArn(topic).protocol("sqs").endpoint(ARN + "later")));
        denied(() -> othersTopics.subscribe(request -> request.topicArn(topic)
                .protocol("sqs")
                .endpoint(OTHERS_ARN + "later")
                .attributes(Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + ARN + "later\"}"))));
        othersTopics.subscribe(
                request -> request.topicArn(topic).protocol("sqs").endpoint(OTHERS_ARN + "later"));
        String later = queue(owner, "later", Map.of());
        queue(other, "later", Map.of());
        othersTopics.publish(request -> request.topicArn(topic).message("x"));
        assertEquals(
                List.of(),
                owner.receiveMessage(request -> request.queueUrl(later)).messages());
        assertEquals(
                1,
                other.receiveMessage(request -> request.queueUrl("later"))
                        .messages()
                        .size());
    }

    @Test
    void whatWasCreatedWhenAllNamesWerePlainBelongsToWhoCreatedIt() {
        try (EngineHandle handle = engines.open(
                ConnectionUrl.parse(place).place(), ConnectionUrl.parse(place).options())) {
            handle.engine()
                    .createQueue(
                            "old",
                            Labels.withHome(QueueAttributes.standardQueue(), new Arns(OWNER.account(), "us-east-1")))
                    .await();
        }
        owner.sendMessage(
                request -> request.queueUrl(server.uri() + "/111111111111/old").messageBody("x"));
        denied(() -> other.receiveMessage(request -> request.queueUrl(server.uri() + "/111111111111/old")));
        denied(() -> other.receiveMessage(request -> request.queueUrl(server.uri() + "/000000000000/old")));
        assertEquals(
                "AWS.SimpleQueueService.NonExistentQueue",
                refusal(() -> other.receiveMessage(request -> request.queueUrl("old"))));
        owner.deleteQueue(request -> request.queueUrl("old"));
    }

    @Test
    void listsShowWhatBelongsToTheCaller() {
        queue(owner, "orders", Map.of(QueueAttributeName.POLICY, ALL));
        queue(other, "mine", Map.of());
        String topic = ownersTopics.createTopic(request -> request.name("news")).topicArn();
        ownersTopics.subscribe(
                request -> request.topicArn(topic).protocol("sqs").endpoint(ARN + "orders"));
        assertEquals(
                List.of(server.uri() + "/222222222222/mine"), other.listQueues().queueUrls());
        assertEquals(1, ownersTopics.listTopics().topics().size());
        assertEquals(1, ownersTopics.listSubscriptions().subscriptions().size());
        assertEquals(List.of(), othersTopics.listTopics().topics());
        assertEquals(List.of(), othersTopics.listSubscriptions().subscriptions());
    }

    @Test
    void topicsAndSubscriptionsBelongToSomebody() {
        String topic = ownersTopics.createTopic(request -> request.name("news")).topicArn();
        queue(owner, "orders", Map.of(QueueAttributeName.POLICY, ALL));
        String arn = ownersTopics
                .subscribe(request -> request.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(ARN + "orders")
                        .returnSubscriptionArn(true))
                .subscriptionArn();
        denied(() -> othersTopics.deleteTopic(request -> request.topicArn(topic)));
        othersTopics.deleteTopic(request -> request.topicArn(topic + "-that-is-not-there"));
        denied(() -> othersTopics.getTopicAttributes(request -> request.topicArn(topic)));
        denied(() -> othersTopics.setTopicAttributes(
                request -> request.topicArn(topic).attributeName("Policy").attributeValue(ALL)));
        denied(() -> othersTopics.publish(request -> request.topicArn(topic).message("x")));
        denied(() -> othersTopics.publishBatch(request -> request.topicArn(topic)
                .publishBatchRequestEntries(
                        PublishBatchRequestEntry.builder().id("1").message("x").build())));
        denied(() -> othersTopics.listSubscriptionsByTopic(request -> request.topicArn(topic)));
        denied(() -> othersTopics.getSubscriptionAttributes(request -> request.subscriptionArn(arn)));
        denied(() -> othersTopics.setSubscriptionAttributes(request ->
                request.subscriptionArn(arn).attributeName("RawMessageDelivery").attributeValue("true")));
        denied(() -> othersTopics.unsubscribe(request -> request.subscriptionArn(arn)));
        denied(() -> othersTopics.subscribe(
                request -> request.topicArn(topic).protocol("sqs").endpoint(ARN + "orders")));
        assertEquals(1, ownersTopics.listSubscriptions().subscriptions().size());
    }

    @Test
    void aTopicsPolicyLetsOthersPublishAndSubscribeTheirQueues() {
        String topic = ownersTopics
                .createTopic(request -> request.name("news").attributes(Map.of("Policy", ALL)))
                .topicArn();
        assertEquals(
                ALL,
                othersTopics
                        .getTopicAttributes(request -> request.topicArn(topic))
                        .attributes()
                        .get("Policy"));
        String mine = queue(other, "mine", Map.of());
        queue(owner, "orders", Map.of(QueueAttributeName.POLICY, ALL));
        String arn = othersTopics
                .subscribe(request -> request.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(OTHERS_ARN + "mine")
                        .returnSubscriptionArn(true))
                .subscriptionArn();
        denied(() -> othersTopics.subscribe(
                request -> request.topicArn(topic).protocol("sqs").endpoint(ARN + "orders")));
        othersTopics.publish(request -> request.topicArn(topic).message("hello"));
        assertTrue(other.receiveMessage(request -> request.queueUrl(mine))
                .messages()
                .get(0)
                .body()
                .contains("hello"));
        denied(() -> othersTopics.deleteTopic(request -> request.topicArn(topic)));
        ownersTopics.setTopicAttributes(
                request -> request.topicArn(topic).attributeName("Policy").attributeValue(""));
        denied(() -> othersTopics.publish(request -> request.topicArn(topic).message("x")));
        // whose topic it is, and whose queue, may each end it
        ownersTopics.unsubscribe(request -> request.subscriptionArn(arn));
        assertEquals(List.of(), othersTopics.listSubscriptions().subscriptions());
    }
}
