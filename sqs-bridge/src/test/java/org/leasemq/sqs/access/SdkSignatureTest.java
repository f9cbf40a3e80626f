package org.leasemq.sqs.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.WireRequest;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Requests as Amazon's own signer signs them. */
class SdkSignatureTest {
    private static final AccessKey KEY = new AccessKey("AKTEST", "sec/ret+key=", "111111111111", "alice");
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String ODD = "a b+c/d=e&f%g~h*i'j(k)l;m:n@o,p$q!r?s#tüöß€😀";

    private final SignatureV4 signatures = at(NOW);

    private static SignatureV4 at(Instant time) {
        return new SignatureV4(List.of(KEY), InstantSource.fixed(time));
    }

    private static SdkHttpRequest.Builder request(SdkHttpMethod method, String path) {
        return SdkHttpRequest.builder()
                .method(method)
                .protocol("http")
                .host("localhost")
                .port(9324)
                .encodedPath(path);
    }

    private static WireRequest signed(SdkHttpRequest request, String body, AuthLocation location, String service) {
        ContentStreamProvider payload = () -> new ByteArrayInputStream(body.getBytes(UTF_8));
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> {
                    sign.identity(AwsBasicCredentials.create(KEY.id(), KEY.secret()))
                            .request(request)
                            .payload(payload)
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                            .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                            .putProperty(AwsV4HttpSigner.AUTH_LOCATION, location)
                            .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC));
                    if (location == AuthLocation.QUERY_STRING) {
                        sign.putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofDays(7));
                    }
                })
                .request();
        Map<String, List<String>> headers = new TreeMap<>();
        signed.forEachHeader((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return new WireRequest(
                signed.method().name(),
                signed.encodedPath(),
                signed.encodedQueryParameters().orElse(null),
                headers,
                body.getBytes(UTF_8),
                "127.0.0.1",
                "http://localhost:9324");
    }

    private static WireRequest inHeader(SdkHttpRequest.Builder request, String body) {
        return signed(request.build(), body, AuthLocation.HEADER, "sqs");
    }

    private static WireRequest inQuery(SdkHttpRequest.Builder request) {
        return signed(request.build(), "", AuthLocation.QUERY_STRING, "sqs");
    }

    private static ErrorCode refusal(SignatureV4 signatures, WireRequest request) {
        return assertThrows(ApiException.class, () -> signatures.verify(request))
                .code();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/111111111111/orders.fifo", "/a%20b/%C3%BC", "/a%2Fb+c"})
    void pathsAreSignedAsTheyAreSent(String path) {
        assertEquals(
                KEY,
                signatures
                        .verify(inHeader(request(SdkHttpMethod.POST, path), "{}"))
                        .key());
        assertEquals(
                KEY,
                signatures.verify(inQuery(request(SdkHttpMethod.GET, path))).key());
    }

    @Test
    void aPathWithDetoursIsNotTheOneThatWasSigned() {
        WireRequest request = inHeader(request(SdkHttpMethod.POST, "/a/../b//c"), "{}");
        assertEquals(ErrorCode.SIGNATURE_DOES_NOT_MATCH, refusal(signatures, request));
    }

    @Test
    void oddCharactersMayStandAnywhere() {
        SdkHttpRequest.Builder request = request(SdkHttpMethod.POST, "/")
                .putRawQueryParameter("MessageBody", ODD)
                .putRawQueryParameter(ODD, ODD)
                .putRawQueryParameter("Empty", "")
                .putRawQueryParameter("List", List.of("b", "a", "B", ""));
        assertEquals(KEY, signatures.verify(inHeader(request, ODD)).key());
        assertEquals(KEY, signatures.verify(inQuery(request)).key());
    }

    @Test
    void headersMayStandTwiceAndHoldSpaces() {
        SdkHttpRequest.Builder request = request(SdkHttpMethod.POST, "/")
                .putHeader("X-Amz-Target", "AmazonSQS.SendMessage")
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .putHeader("X-Twice", List.of("  b   c ", "a", ""))
                .putHeader("X-Quoted", "\"a   b\"");
        assertEquals(
                KEY,
                signatures.verify(inHeader(request, "{\"QueueUrl\":\"x\"}")).key());
    }

    @Test
    void theServiceIsQueuesOrNotifications() {
        SdkHttpRequest request = request(SdkHttpMethod.POST, "/").build();
        assertEquals(
                KEY,
                signatures
                        .verify(signed(request, "", AuthLocation.HEADER, "sns"))
                        .key());
        assertEquals(
                ErrorCode.SIGNATURE_DOES_NOT_MATCH,
                refusal(signatures, signed(request, "", AuthLocation.HEADER, "s3")));
    }

    @Test
    void aPresignedRequestIsGoodForItsTimeAndForNothingElse() {
        WireRequest request =
                inQuery(request(SdkHttpMethod.GET, "/q").putRawQueryParameter("Action", "ReceiveMessage"));
        assertEquals(KEY, at(NOW.plus(Duration.ofDays(7))).verify(request).key());
        assertEquals(
                ErrorCode.REQUEST_EXPIRED,
                refusal(at(NOW.plus(Duration.ofDays(7)).plusSeconds(1)), request));
        assertEquals(ErrorCode.SIGNATURE_DOES_NOT_MATCH, refusal(at(NOW.minus(Duration.ofMinutes(16))), request));
        for (String seconds : List.of("604801", "-1", "x", "99999999999999999999")) {
            WireRequest longer = withQuery(request, request.query().replace("604800", seconds));
            assertEquals(ErrorCode.INCOMPLETE_SIGNATURE, refusal(signatures, longer));
        }
        WireRequest other = withQuery(request, request.query().replace("ReceiveMessage", "DeleteQueue"));
        assertEquals(ErrorCode.SIGNATURE_DOES_NOT_MATCH, refusal(signatures, other));
        WireRequest unsigned = withQuery(request, request.query().replace("X-Amz-Signature", "X-Amz-Other"));
        assertEquals(ErrorCode.INCOMPLETE_SIGNATURE, refusal(signatures, unsigned));
    }

    @Test
    void aPresignedRequestDoesNotBecomeAnotherActionByAHeader() {
        WireRequest request =
                inQuery(request(SdkHttpMethod.GET, "/q").putRawQueryParameter("Action", "ReceiveMessage"));
        Map<String, List<String>> headers = new TreeMap<>(request.headers());
        headers.put("x-amz-target", List.of("AmazonSQS.ListQueues"));
        WireRequest other = new WireRequest(
                "GET", request.path(), request.query(), headers, request.body(), request.remote(), request.base());
        assertEquals(ErrorCode.SIGNATURE_DOES_NOT_MATCH, refusal(signatures, other));
    }

    @Test
    void theScopeCanBeReadWithoutAKey() {
        SignatureScope expected = new SignatureScope("AKTEST", "20261121", "eu-central-1", "sqs", "aws4_request");
        assertEquals(expected, SignatureScope.of(inHeader(request(SdkHttpMethod.POST, "/"), "")));
        assertEquals(expected, SignatureScope.of(inQuery(request(SdkHttpMethod.GET, "/"))));
    }

    private static WireRequest withQuery(WireRequest request, String query) {
        return new WireRequest(
                request.method(),
                request.path(),
                query,
                request.headers(),
                request.body(),
                request.remote(),
                request.base());
    }
}
