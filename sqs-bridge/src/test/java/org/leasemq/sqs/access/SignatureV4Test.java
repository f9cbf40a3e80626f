package org.leasemq.sqs.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.WireRequest;

/** The examples that AWS publishes for its signatures. */
class SignatureV4Test {
    private static final AccessKey KEY =
            new AccessKey("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "123456789012", "example");
    private static final String SCOPE = "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request";
    private static final String SIGNED = "host;x-amz-date";
    private static final String VANILLA = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";

    private final SignatureV4 signatures = at("2015-08-30T12:36:00Z");

    private static SignatureV4 at(String time) {
        return new SignatureV4(List.of(KEY), InstantSource.fixed(Instant.parse(time)), Set.of("service"));
    }

    private static String authorization(String scope, String signedHeaders, String signature) {
        return "AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=" + signedHeaders + ", Signature=" + signature;
    }

    /** @param headers more of them, each {@code name:value}, parted by bars */
    private static WireRequest request(
            String method, String path, String query, String headers, String body, String authorization) {
        Map<String, List<String>> all = new TreeMap<>();
        all.put("host", List.of("example.amazonaws.com"));
        all.put("x-amz-date", List.of("20150830T123600Z"));
        all.put("authorization", List.of(authorization));
        for (String header : headers == null ? List.<String>of() : List.of(headers.split("\\|", -1))) {
            String[] parts = header.split(":", 2);
            all.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
        }
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        return new WireRequest(method, path, query, all, bytes, "127.0.0.1", "http://example.amazonaws.com");
    }

    private static WireRequest vanilla(String authorization) {
        return request("GET", "/", null, null, null, authorization);
    }

    private ApiException refused(WireRequest request) {
        return assertThrows(ApiException.class, () -> signatures.verify(request));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, , 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "POST, /, , 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        "GET, /, Param2=value2&Param1=value1, b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        "GET, /, Param1=value2&Param1=Value1, eedbc4e291e521cf13422ffca22be7d2eb8146eecf653089df300a15b2382bd1",
        "GET, /, Param1=value1, a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
        "POST, /, Param1=value1, 28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11",
        "GET, /ሴ, , 8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
        "GET, /, ሴ=bar, 2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
        "GET, /-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz, , "
                + "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
        "GET, /, -._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz="
                + "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz, "
                + "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
    })
    void publishedSignaturesAreAccepted(String method, String path, String query, String signature) {
        String authorization = authorization(SCOPE, SIGNED, signature);
        assertEquals(
                KEY,
                signatures
                        .verify(request(method, path, query, null, null, authorization))
                        .key());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, my-header1:value2|my-header1:value2|my-header1:value1, host;my-header1;x-amz-date, "
                + "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
        "GET, my-header1:value4|my-header1:value1|my-header1:value3|my-header1:value2, host;my-header1;x-amz-date, "
                + "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01",
        "GET, 'my-header1: value1|my-header2: \"a   b   c\"', host;my-header1;my-header2;x-amz-date, "
                + "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
        "POST, my-header1:value1, host;my-header1;x-amz-date, "
                + "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
        "POST, my-header1:VALUE1, host;my-header1;x-amz-date, "
                + "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
    })
    void publishedSignaturesOverHeadersAreAccepted(String method, String headers, String signed, String signature) {
        String authorization = authorization(SCOPE, signed, signature);
        assertEquals(
                KEY,
                signatures
                        .verify(request(method, "/", null, headers, null, authorization))
                        .key());
    }

    @Test
    void aPublishedSignatureOverABodyIsAccepted() {
        String headers = "content-type:application/x-www-form-urlencoded";
        String authorization = authorization(
                SCOPE,
                "content-type;host;x-amz-date",
                "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
        assertEquals(
                KEY,
                signatures
                        .verify(request("POST", "/", null, headers, "Param1=value1", authorization))
                        .key());
        assertEquals(
                ErrorCode.SIGNATURE_DOES_NOT_MATCH,
                refused(request("POST", "/", null, headers, "Param1=value2", authorization))
                        .code());
    }

    @Test
    void anythingElseIsNot() {
        String good = authorization(SCOPE, SIGNED, VANILLA);
        assertEquals(
                ErrorCode.SIGNATURE_DOES_NOT_MATCH,
                refused(request("GET", "/", "a=b", null, null, good)).code());
        assertEquals(
                ErrorCode.SIGNATURE_DOES_NOT_MATCH,
                refused(request("PUT", "/", null, null, null, good)).code());
        assertEquals(
                ErrorCode.SIGNATURE_DOES_NOT_MATCH,
                refused(vanilla(good.replace("5fa0", "6fa0"))).code());
        assertEquals(
                ErrorCode.SERIALIZATION,
                refused(request("GET", "/", "a=%zz", null, null, good)).code());
    }

    @Test
    void aTimeFarFromOursIsRefusedInTheWordsOfAws() {
        WireRequest request = vanilla(authorization(SCOPE, SIGNED, VANILLA));
        assertEquals(KEY, at("2015-08-30T12:51:00Z").verify(request).key());
        assertEquals(KEY, at("2015-08-30T12:21:00Z").verify(request).key());
        ApiException late = assertThrows(
                ApiException.class, () -> at("2015-08-30T12:51:01Z").verify(request));
        assertEquals(
                "Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z (20150830T125101Z - 15 min.)",
                late.getMessage());
        ApiException early = assertThrows(
                ApiException.class, () -> at("2015-08-30T12:20:59Z").verify(request));
        assertEquals(
                "Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z "
                        + "(20150830T122059Z + 15 min.)",
                early.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "20150830/us-east-1/other/aws4_request, correct service",
        "20150830/us-east-1/service/aws5_request, valid terminator",
        "20150829/us-east-1/service/aws4_request, Date in Credential scope",
        "201508/us-east-1/service/aws4_request, Date in Credential scope",
    })
    void aScopeOfSomethingElseIsRefused(String scope, String reason) {
        ApiException refused = refused(vanilla(authorization("AKIDEXAMPLE/" + scope, SIGNED, VANILLA)));
        assertEquals(ErrorCode.SIGNATURE_DOES_NOT_MATCH, refused.code());
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    @Test
    void hostAndTargetHaveToBeSigned() {
        assertTrue(refused(vanilla(authorization(SCOPE, "x-amz-date", VANILLA)))
                .getMessage()
                .contains("'Host'"));
        String good = authorization(SCOPE, SIGNED, VANILLA);
        ApiException target = refused(request("GET", "/", null, "x-amz-target:AmazonSQS.ListQueues", null, good));
        assertEquals(ErrorCode.SIGNATURE_DOES_NOT_MATCH, target.code());
        assertTrue(target.getMessage().contains("'X-Amz-Target'"), target.getMessage());
    }

    @Test
    void whatIsMissingIsNamed() {
        assertEquals(
                "Authorization header requires 'Signature' parameter. "
                        + "Authorization header requires 'SignedHeaders' parameter.",
                refused(vanilla("AWS4-HMAC-SHA256 Credential=" + SCOPE)).getMessage());
        assertEquals(
                ErrorCode.INCOMPLETE_SIGNATURE, refused(vanilla("Basic YTpi")).code());
        assertEquals(
                ErrorCode.INCOMPLETE_SIGNATURE,
                refused(vanilla(authorization(SCOPE, "host;host", VANILLA))).code());
        assertEquals(
                ErrorCode.INVALID_CLIENT_TOKEN,
                refused(vanilla(authorization(SCOPE.replace("AKID", "ASIA"), SIGNED, VANILLA)))
                        .code());
    }
}
