package org.leasemq.sqs.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** With access keys every request is signed, and policies say who else may use a queue. */
class AccessTest extends BridgeFixture {
    private static final AccessKey OWNER = new AccessKey("AKOWNER", "secret/one", "111111111111", "alice");
    private static final AccessKey OTHER = new AccessKey("AKOTHER", "secret+two", "222222222222", "bob");

    private SqsClient owner;
    private SqsClient other;

    @Override
    protected ServerSettings settings() {
        // the client signs with the time of this machine
        clock.set(Instant.now(Clock.systemUTC()));
        return super.settings().withAccessKeys(List.of(OWNER, OTHER));
    }

    @BeforeEach
    void clients() {
        owner = client(server.uri(), OWNER.id(), OWNER.secret());
        other = client(server.uri(), OTHER.id(), OTHER.secret());
    }

    @AfterEach
    void close() {
        owner.close();
        other.close();
    }

    private String queue() {
        return owner.createQueue(request -> request.queueName("orders")).queueUrl();
    }

    private static String refusal(Executable call) {
        return assertThrows(SqsException.class, call).awsErrorDetails().errorCode();
    }

    private static String words(Executable call) {
        return assertThrows(SqsException.class, call).awsErrorDetails().errorMessage();
    }

    @Test
    void whoSignsWithAKnownKeyMayCall() {
        String url = queue();
        assertTrue(url.endsWith("/111111111111/orders"), url);
        owner.sendMessage(request -> request.queueUrl(url).messageBody("a b+c/d=ü"));
        var message = owner.receiveMessage(
                        request -> request.queueUrl(url).messageSystemAttributeNamesWithStrings("All"))
                .messages()
                .get(0);
        assertEquals("a b+c/d=ü", message.body());
        assertEquals("alice", message.attributesAsStrings().get("SenderId"));
    }

    @Test
    void whoDoesNotIsRefused() throws Exception {
        queue();
        try (SqsClient wrong = client(server.uri(), OWNER.id(), "another");
                SqsClient unknown = client(server.uri(), "AKNOBODY", "another")) {
            assertEquals("SignatureDoesNotMatch", refusal(wrong::listQueues));
            assertEquals("InvalidClientTokenId", refusal(unknown::listQueues));
        }
        HttpResponse<String> unsigned = get(URI.create(server.uri() + "/?Action=ListQueues&Version=2012-11-05"));
        assertEquals(403, unsigned.statusCode());
        assertTrue(unsigned.body().contains("MissingAuthenticationToken"), unsigned.body());
        clock.advance(Duration.ofMinutes(16));
        assertEquals("SignatureDoesNotMatch", refusal(owner::listQueues));
    }

    @Test
    void aPresignedRequestIsGoodUntilItExpires() throws Exception {
        queue();
        URI signed = presigned("us-east-1", "Action=SendMessage&Version=2012-11-05&MessageBody=a%20b%2Bc");
        HttpResponse<String> answer = get(signed);
        assertEquals(200, answer.statusCode(), answer.body());
        HttpResponse<String> changed = get(URI.create(signed.toString().replace("a%20b", "a%20c")));
        assertTrue(changed.body().contains("SignatureDoesNotMatch"), changed.body());
        clock.advance(Duration.ofMinutes(6));
        assertTrue(get(signed).body().contains("RequestExpired"));
    }

    private URI presigned(String region, String query) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create(server.uri() + "/111111111111/orders?" + query))
                .build();
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(AwsBasicCredentials.create(OWNER.id(), OWNER.secret()))
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sqs")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(5))
                        .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(clock.instant(), ZoneOffset.UTC)))
                .request()
                .getUri();
    }

    /** The signature stays right when letters of a name are written by their codes. */
    @Test
    void aPresignedRequestIsGoodForItsRegionHoweverItIsWritten() throws Exception {
        queue();
        String elsewhere = presigned("eu-west-1", "Action=ReceiveMessage&Version=2012-11-05")
                .toString();
        for (String name : List.of("X-Amz-Credential", "X-Amz-%43redential", "%58-Amz-Credential")) {
            HttpResponse<String> answer = get(URI.create(elsewhere.replace("X-Amz-Credential", name)));
            assertTrue(answer.body().contains("NonExistentQueue"), answer.body());
        }
    }

    @Test
    void othersMayDoWhatThePolicyAllows() {
        String url = queue();
        assertEquals(
                "AccessDenied",
                refusal(() -> other.sendMessage(request -> request.queueUrl(url).messageBody("x"))));
        assertEquals(
                "User: " + OTHER.arn() + " is not authorized to perform: sqs:sendmessage on resource:"
                        + " arn:aws:sqs:us-east-1:111111111111:orders because no resource-based policy allows the"
                        + " sqs:sendmessage action",
                words(() -> other.sendMessage(request -> request.queueUrl(url).messageBody("x"))));
        owner.addPermission(request -> request.queueUrl(url)
                .label("send")
                .awsAccountIds(OTHER.account())
                .actions("SendMessage"));
        other.sendMessage(request -> request.queueUrl(url).messageBody("x"));
        assertEquals("AccessDenied", refusal(() -> other.receiveMessage(request -> request.queueUrl(url))));
        String policy = policy(url);
        assertTrue(policy.contains("\"Id\":\"arn:aws:sqs:us-east-1:111111111111:orders/SQSDefaultPolicy\""), policy);
        assertTrue(policy.contains("\"AWS\":\"arn:aws:iam::222222222222:root\""), policy);
        owner.removePermission(request -> request.queueUrl(url).label("send"));
        assertEquals(
                "AccessDenied",
                refusal(() -> other.sendMessage(request -> request.queueUrl(url).messageBody("x"))));
    }

    @Test
    void permissionsLeaveTheRestOfAPolicyAsItWasGiven() {
        String url = queue();
        String given = "{\"Id\":\"\\ud800 \\uffff ü\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\","
                + "\"Condition\":{\"StringEquals\":{\"aws:username\":[100.0,0.00000001]}}}]}";
        owner.setQueueAttributes(request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, given)));
        owner.addPermission(request -> request.queueUrl(url)
                .label("send")
                .awsAccountIds(OTHER.account())
                .actions("SendMessage"));
        String policy = policy(url);
        assertTrue(policy.startsWith(given.substring(0, given.length() - 2) + ",{\"Sid\":\"send\""), policy);
        owner.removePermission(request -> request.queueUrl(url).label("send"));
        assertEquals(given, policy(url));
    }

    private String policy(String url) {
        return owner.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.POLICY))
                .attributes()
                .get(QueueAttributeName.POLICY);
    }

    @Test
    void aDenialCountsMoreThanOwnership() {
        String url = queue();
        owner.setQueueAttributes(request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, """
            {"Version":"2012-10-17","Statement":[
             {"Effect":"Deny","Principal":"*","Action":"sqs:Purge*","Resource":"*"},
             {"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sqs:*","Resource":"arn:aws:sqs:*:*:orders",
              "Condition":{"IpAddress":{"aws:SourceIp":["10.0.0.0/8","127.0.0.0/8"]}}}]}
            """)));
        assertEquals("AccessDenied", refusal(() -> owner.purgeQueue(request -> request.queueUrl(url))));
        assertEquals(
                "User: " + OWNER.arn() + " is not authorized to perform: sqs:purgequeue on resource:"
                        + " arn:aws:sqs:us-east-1:111111111111:orders with an explicit deny in a resource-based policy",
                words(() -> owner.purgeQueue(request -> request.queueUrl(url))));
        other.sendMessage(request -> request.queueUrl(url).messageBody("x"));
        assertEquals(
                "InvalidAttributeValue",
                refusal(() -> owner.setQueueAttributes(request ->
                        request.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, "{\"Statement\":1}")))));
    }

    @Test
    void aDenialHoldsWhateverRegionACallerNames() {
        String url = queue();
        owner.setQueueAttributes(request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, """
            {"Version":"2012-10-17","Statement":[
             {"Effect":"Deny","Principal":{"AWS":"222222222222"},"Action":"sqs:*",
              "Resource":"arn:aws:sqs:us-east-1:111111111111:orders"},
             {"Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*"}]}
            """)));
        try (SqsClient elsewhere = elsewhere(OTHER)) {
            assertEquals(
                    "AccessDenied",
                    refusal(() -> elsewhere.sendMessage(
                            request -> request.queueUrl("arn:aws:sqs:us-east-1:111111111111:orders")
                                    .messageBody("x"))));
            // the same URL with another region is another queue
            assertEquals(
                    "AWS.SimpleQueueService.NonExistentQueue",
                    refusal(() -> elsewhere.sendMessage(
                            request -> request.queueUrl(url).messageBody("x"))));
        }
    }

    private SqsClient elsewhere(AccessKey key) {
        return client(SqsClient.builder(), server.uri(), Region.EU_WEST_1, key.id(), key.secret());
    }

    @Test
    void aPermissionHoldsForAQueueOfAnyRegion() {
        try (SqsClient ownersElsewhere = elsewhere(OWNER);
                SqsClient othersElsewhere = elsewhere(OTHER)) {
            String url = ownersElsewhere
                    .createQueue(request -> request.queueName("orders"))
                    .queueUrl();
            ownersElsewhere.addPermission(request -> request.queueUrl(url)
                    .label("send")
                    .awsAccountIds(OTHER.account())
                    .actions("SendMessage"));
            othersElsewhere.sendMessage(request -> request.queueUrl(url).messageBody("x"));
            assertEquals(
                    "arn:aws:sqs:eu-west-1:111111111111:orders",
                    ownersElsewhere
                            .getQueueAttributes(
                                    request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                            .attributes()
                            .get(QueueAttributeName.QUEUE_ARN));
        }
    }

    @Test
    void theServerDoesNotListenBeyondThisMachineForEverybody() {
        ServerSettings open =
                ServerSettings.defaults().listeningOn("0.0.0.0", 0).storedAt(place + "-open");
        ServerException refused = assertThrows(ServerException.class, () -> SqsServer.start(open, engines));
        assertTrue(refused.getMessage().contains("--open-to-all"), refused.getMessage());
        assertFalse(engines.places().toString().contains("-open"));
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
