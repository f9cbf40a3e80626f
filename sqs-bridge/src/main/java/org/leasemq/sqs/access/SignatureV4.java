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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.WireRequest;

/**
 * Verifies AWS Signature Version 4, in the header or in the query of a presigned request. Safe for use by several threads.
 */
public final class SignatureV4 {
    static final String TERMINATOR = "aws4_request";
    private static final Duration SKEW = Duration.ofMinutes(15);
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DATE_LENGTH = 8;

    private final Map<String, AccessKey> keys;
    private final InstantSource clock;
    private final Set<String> services;
    private final SigningKeys signingKeys = new SigningKeys();

    public SignatureV4(List<AccessKey> keys, InstantSource clock) {
        this(keys, clock, Set.of("sqs", "sns"));
    }

    /** @param services for which signatures may be meant */
    SignatureV4(List<AccessKey> keys, InstantSource clock, Set<String> services) {
        this.keys = keys.stream().collect(Collectors.toUnmodifiableMap(AccessKey::id, Function.identity()));
        this.clock = clock;
        this.services = services;
    }

    /**
     * The key that a request says it is signed with. Does not look at the signature, nor at the body.
     *
     * @throws ApiException if there is none, it is of nobody who is known, or too old
     */
    public AccessKey recognize(WireRequest request) {
        return recognize(request, SignatureClaim.of(request));
    }

    private AccessKey recognize(WireRequest request, SignatureClaim claim) {
        AccessKey key = keys.get(claim.scope().keyId());
        if (key == null) {
            throw new ApiException(
                    ErrorCode.INVALID_CLIENT_TOKEN, "The security token included in the request is invalid.");
        }
        requireFresh(claim);
        requireScope(claim);
        requireSigned(request, claim);
        return key;
    }

    /** What signed a request: the key, and what its signature is good for. */
    public record Signed(AccessKey key, SignatureScope scope) {}

    /**
     * What signed a request, as it came or as it was before a proxy passed it on.
     *
     * @throws ApiException if it is not signed, by nobody who is known, wrongly, or too long ago
     */
    public Signed verify(WireRequest request) {
        SignatureClaim claim = SignatureClaim.of(request);
        AccessKey key = recognize(request, claim);
        byte[] signingKey = signingKeys.of(key, claim.scope());
        String payloadHash = payloadHash(request);
        boolean signed = isSigned(request, claim, signingKey, payloadHash)
                || request.outside() != null && isSigned(request.asSent(), claim, signingKey, payloadHash);
        if (!signed) {
            throw mismatch();
        }
        signingKeys.remember(claim.scope(), signingKey);
        return new Signed(key, claim.scope());
    }

    private static boolean isSigned(WireRequest request, SignatureClaim claim, byte[] signingKey, String payloadHash) {
        String expected =
                signature(signingKey, claim.scope(), claim.time(), request, claim.signedHeaders(), payloadHash);
        return MessageDigest.isEqual(expected.getBytes(UTF_8), claim.signature().getBytes(UTF_8));
    }

    static String signature(
            byte[] signingKey,
            SignatureScope scope,
            String time,
            WireRequest request,
            String signedHeaders,
            String payloadHash) {
        String canonical = CanonicalRequest.of(request, signedHeaders, payloadHash);
        String toSign =
                SignatureClaim.ALGORITHM + "\n" + time + "\n" + scope.text() + "\n" + hash(canonical.getBytes(UTF_8));
        return HexFormat.of().formatHex(SigningKeys.hmac(signingKey, toSign));
    }

    private void requireFresh(SignatureClaim claim) {
        Instant signedAt;
        try {
            signedAt = Instant.from(TIME.parse(claim.time()));
        } catch (DateTimeParseException e) {
            throw new ApiException(
                    ErrorCode.INCOMPLETE_SIGNATURE,
                    "Date must be in ISO-8601 'basic format'. Got '" + claim.time() + "'.",
                    e);
        }
        Instant now = clock.instant();
        if (signedAt.isAfter(now.plus(SKEW))) {
            throw mismatch("Signature not yet current: " + claim.time() + " is still later than "
                    + TIME.format(now.plus(SKEW)) + " (" + TIME.format(now) + " + 15 min.)");
        }
        if (claim.expires() == null && signedAt.isBefore(now.minus(SKEW))) {
            throw mismatch("Signature expired: " + claim.time() + " is now earlier than " + TIME.format(now.minus(SKEW))
                    + " (" + TIME.format(now) + " - 15 min.)");
        }
        if (claim.expires() != null && now.isAfter(signedAt.plus(claim.expires()))) {
            throw new ApiException(ErrorCode.REQUEST_EXPIRED, "Request has expired.");
        }
    }

    private void requireScope(SignatureClaim claim) {
        SignatureScope scope = claim.scope();
        String day = claim.time().substring(0, DATE_LENGTH);
        if (!scope.date().equals(day)) {
            throw mismatch("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                    + scope.date() + "' != '" + day + "', from '" + claim.time() + "'.");
        }
        if (!services.contains(scope.service())) {
            throw mismatch("Credential should be scoped to correct service: 'sqs'.");
        }
        if (!scope.terminator().equals(TERMINATOR)) {
            throw mismatch("Credential should be scoped with a valid terminator: '" + TERMINATOR + "', not '"
                    + scope.terminator() + "'.");
        }
    }

    /** Whoever got hold of a presigned request must not send it elsewhere, nor make another action of it. */
    private static void requireSigned(WireRequest request, SignatureClaim claim) {
        if (!claim.signs("host")) {
            throw mismatch("'Host' must be a 'SignedHeader' in the AWS Authorization.");
        }
        if (request.header("x-amz-target") != null && !claim.signs("x-amz-target")) {
            throw mismatch("'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.");
        }
    }

    /** The hash that is part of what is signed; a body that is not signed is accepted where the signer says so. */
    private static String payloadHash(WireRequest request) {
        String given = request.header("x-amz-content-sha256");
        if ("UNSIGNED-PAYLOAD".equals(given)) {
            return given;
        }
        String actual = hash(request.body());
        if (given != null && !given.equals(actual)) {
            throw mismatch();
        }
        return actual;
    }

    private static ApiException mismatch() {
        return mismatch(
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                        + " Access Key and signing method. Consult the service documentation for details.");
    }

    private static ApiException mismatch(String message) {
        return new ApiException(ErrorCode.SIGNATURE_DOES_NOT_MATCH, message);
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
