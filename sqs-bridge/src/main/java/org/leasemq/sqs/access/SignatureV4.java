package org.leasemq.sqs.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Protocol;
import org.leasemq.sqs.wire.WireRequest;

/**
 * Verifies AWS Signature Version 4, in the header or in the query of a presigned request. Safe for use by several threads.
 */
public final class SignatureV4 {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String MAC = "HmacSHA256";
    private static final Duration SKEW = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofDays(7);
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** What a request says about its signature. */
    private record Claim(SignatureScope scope, String signedHeaders, String signature, String time, Duration expires) {}

    private final Map<String, AccessKey> keys;
    private final InstantSource clock;

    public SignatureV4(List<AccessKey> keys, InstantSource clock) {
        this.keys = keys.stream().collect(Collectors.toUnmodifiableMap(AccessKey::id, Function.identity()));
        this.clock = clock;
    }

    /**
     * The key that signed a request.
     *
     * @throws ApiException if it is not signed, by nobody who is known, wrongly, or too long ago
     */
    public AccessKey verify(WireRequest request) {
        Claim claim = claim(request);
        AccessKey key = keys.get(claim.scope.keyId());
        if (key == null) {
            throw new ApiException(
                    ErrorCode.INVALID_CLIENT_TOKEN, "The security token included in the request is invalid.");
        }
        requireFresh(claim);
        String expected = signature(key, claim.scope, claim.time, request, claim.signedHeaders, payloadHash(request));
        if (!MessageDigest.isEqual(expected.getBytes(UTF_8), claim.signature.getBytes(UTF_8))) {
            throw mismatch();
        }
        return key;
    }

    static String signature(
            AccessKey key,
            SignatureScope scope,
            String time,
            WireRequest request,
            String signedHeaders,
            String payloadHash) {
        String canonical = CanonicalRequest.of(request, signedHeaders, payloadHash);
        String toSign = ALGORITHM + "\n" + time + "\n" + scope.text() + "\n" + hash(canonical.getBytes(UTF_8));
        return hex(hmac(signingKey(key, scope), toSign));
    }

    static String hash(byte[] bytes) {
        return hex(sha256(bytes));
    }

    private static Claim claim(WireRequest request) {
        String header = request.header("authorization");
        if (header != null) {
            return headerClaim(request, header);
        }
        if (request.query() != null && request.query().contains("X-Amz-Signature")) {
            return queryClaim(Protocol.parameters(request.query()));
        }
        throw new ApiException(ErrorCode.MISSING_AUTHENTICATION, "Request is missing Authentication Token");
    }

    private static Claim headerClaim(WireRequest request, String header) {
        String time = request.header("x-amz-date");
        SignatureScope scope = SignatureScope.of(request);
        String signedHeaders = part(header, "SignedHeaders=");
        String signature = part(header, "Signature=");
        boolean complete = header.startsWith(ALGORITHM + " ")
                && scope != null
                && signedHeaders != null
                && signature != null
                && time != null;
        if (!complete) {
            throw new ApiException(
                    ErrorCode.INCOMPLETE_SIGNATURE,
                    "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' parameters, and existence of "
                            + "a 'X-Amz-Date' header.");
        }
        return new Claim(scope, signedHeaders, signature, time, null);
    }

    private static String part(String header, String name) {
        int start = header.indexOf(name);
        // "Signature=" is not to be found in the middle of another word
        while (start > 0 && " ,".indexOf(header.charAt(start - 1)) < 0) {
            start = header.indexOf(name, start + 1);
        }
        if (start < 0) {
            return null;
        }
        int end = header.indexOf(',', start);
        return header.substring(start + name.length(), end < 0 ? header.length() : end)
                .strip();
    }

    private static Claim queryClaim(Map<String, String> parameters) {
        String credential = parameters.get("X-Amz-Credential");
        SignatureScope scope = credential == null ? null : SignatureScope.parse(credential);
        String time = parameters.get("X-Amz-Date");
        String signedHeaders = parameters.get("X-Amz-SignedHeaders");
        boolean complete = ALGORITHM.equals(parameters.get("X-Amz-Algorithm"))
                && scope != null
                && time != null
                && signedHeaders != null;
        if (!complete) {
            throw new ApiException(
                    ErrorCode.INCOMPLETE_SIGNATURE,
                    "AWS query-string parameters must include 'X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Signature', "
                            + "'X-Amz-SignedHeaders' and 'X-Amz-Date'.");
        }
        return new Claim(
                scope,
                signedHeaders,
                parameters.get("X-Amz-Signature"),
                time,
                expires(parameters.get("X-Amz-Expires")));
    }

    private static Duration expires(String seconds) {
        try {
            Duration expires = Duration.ofSeconds(Long.parseLong(seconds == null ? "900" : seconds));
            if (!expires.isNegative() && expires.compareTo(LONGEST) <= 0) {
                return expires;
            }
        } catch (NumberFormatException e) {
            throw new ApiException(ErrorCode.INCOMPLETE_SIGNATURE, "X-Amz-Expires is not a number.", e);
        }
        throw new ApiException(ErrorCode.INCOMPLETE_SIGNATURE, "X-Amz-Expires must be between 0 and 604800 seconds.");
    }

    private void requireFresh(Claim claim) {
        Instant signedAt;
        try {
            signedAt = Instant.from(TIME.parse(claim.time));
        } catch (DateTimeParseException e) {
            throw new ApiException(
                    ErrorCode.INCOMPLETE_SIGNATURE,
                    "Date must be in ISO-8601 'basic format'. Got '" + claim.time + "'.",
                    e);
        }
        Instant now = clock.instant();
        Instant last = signedAt.plus(claim.expires == null ? SKEW : claim.expires);
        if (now.isAfter(last) || now.isBefore(signedAt.minus(SKEW))) {
            throw claim.expires == null
                    ? new ApiException(
                            ErrorCode.SIGNATURE_DOES_NOT_MATCH,
                            "Signature expired: " + claim.time + " is more than 15 minutes away from "
                                    + TIME.format(now))
                    : new ApiException(ErrorCode.REQUEST_EXPIRED, "Request has expired.");
        }
        if (!claim.time.startsWith(claim.scope.date())) {
            throw mismatch();
        }
    }

    /** The hash that is part of what is signed; a body that is not signed is accepted where the signer says so. */
    private static String payloadHash(WireRequest request) {
        String given = request.header("x-amz-content-sha256");
        String actual = hash(request.body());
        if (given == null || given.equals("UNSIGNED-PAYLOAD")) {
            return given == null ? actual : given;
        }
        if (!given.equals(actual)) {
            throw mismatch();
        }
        return actual;
    }

    private static ApiException mismatch() {
        return new ApiException(
                ErrorCode.SIGNATURE_DOES_NOT_MATCH,
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access "
                        + "Key and signing method. Consult the service documentation for details.");
    }

    private static byte[] signingKey(AccessKey key, SignatureScope scope) {
        byte[] result = ("AWS4" + key.secret()).getBytes(UTF_8);
        for (String part : List.of(scope.date(), scope.region(), scope.service(), "aws4_request")) {
            result = hmac(result, part);
        }
        return result;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
