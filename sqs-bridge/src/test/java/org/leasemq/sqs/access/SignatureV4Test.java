package org.leasemq.sqs.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.WireRequest;

/** The examples that AWS publishes for its signatures. */
class SignatureV4Test {
    private static final AccessKey KEY =
            new AccessKey("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "123456789012", "example");

    private final SignatureV4 signatures =
            new SignatureV4(List.of(KEY), InstantSource.fixed(Instant.parse("2015-08-30T12:36:00Z")));

    private static WireRequest request(String method, String query, String signature) {
        return new WireRequest(
                method,
                "/",
                query,
                Map.of(
                        "host",
                        List.of("example.amazonaws.com"),
                        "x-amz-date",
                        List.of("20150830T123600Z"),
                        "authorization",
                        List.of("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                                + "SignedHeaders=host;x-amz-date, Signature=" + signature)),
                new byte[0],
                "127.0.0.1",
                "http://example.amazonaws.com");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, , 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "POST, , 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        "GET, Param2=value2&Param1=value1, b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    })
    void publishedSignaturesAreAccepted(String method, String query, String signature) {
        assertEquals(KEY, signatures.verify(request(method, query, signature)));
    }

    @Test
    void anythingElseIsNot() {
        String signature = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
        assertThrows(ApiException.class, () -> signatures.verify(request("GET", "a=b", signature)));
        assertThrows(ApiException.class, () -> signatures.verify(request("PUT", null, signature)));
        assertThrows(ApiException.class, () -> signatures.verify(request("GET", null, signature.replace('5', '6'))));
    }
}
