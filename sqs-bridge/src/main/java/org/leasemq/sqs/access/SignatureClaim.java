package org.leasemq.sqs.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Parameters;
import org.leasemq.sqs.wire.WholeNumbers;
import org.leasemq.sqs.wire.WireRequest;

/**
 * What a request says about its signature.
 *
 * @param scope access key and scope
 * @param signedHeaders names in small letters, parted by semicolons
 * @param signature hexadecimal
 * @param time when it was signed, as {@code yyyyMMdd'T'HHmmss'Z'}
 * @param expires how long a presigned request is good; null for a signature in the header
 */
record SignatureClaim(SignatureScope scope, String signedHeaders, String signature, String time, Duration expires) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final String DEFAULT_SECONDS = "900";

    /** @throws ApiException if there is none, or not all of it */
    static SignatureClaim of(WireRequest request) {
        String header = request.header("authorization");
        if (header != null) {
            return inHeader(request, header.strip());
        }
        if (request.query() != null && request.query().contains("X-Amz-")) {
            Map<String, String> parameters = Parameters.of(request.query());
            if (parameters.containsKey("X-Amz-Signature") || parameters.containsKey("X-Amz-Credential")) {
                return inQuery(parameters);
            }
        }
        throw new ApiException(ErrorCode.MISSING_AUTHENTICATION, "Request is missing Authentication Token");
    }

    private static SignatureClaim inHeader(WireRequest request, String header) {
        if (!header.startsWith(ALGORITHM + " ")) {
            throw incomplete("Unsupported signing algorithm. The Authorization header must start with '" + ALGORITHM
                    + "' and a space.");
        }
        SignatureClaim claim = new SignatureClaim(
                SignatureScope.of(request),
                part(header, "SignedHeaders="),
                part(header, "Signature="),
                request.header("x-amz-date"),
                null);
        List<String> missing = new ArrayList<>();
        require(claim.scope, "Authorization header requires 'Credential' parameter.", missing);
        require(claim.signature, "Authorization header requires 'Signature' parameter.", missing);
        require(claim.signedHeaders, "Authorization header requires 'SignedHeaders' parameter.", missing);
        require(claim.time, "Authorization header requires existence of a 'X-Amz-Date' header.", missing);
        return claim.checked(missing);
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

    private static SignatureClaim inQuery(Map<String, String> parameters) {
        String credential = parameters.get("X-Amz-Credential");
        SignatureClaim claim = new SignatureClaim(
                credential == null ? null : SignatureScope.parse(credential),
                parameters.get("X-Amz-SignedHeaders"),
                parameters.get("X-Amz-Signature"),
                parameters.get("X-Amz-Date"),
                expires(parameters.getOrDefault("X-Amz-Expires", DEFAULT_SECONDS)));
        List<String> missing = new ArrayList<>();
        boolean known = ALGORITHM.equals(parameters.get("X-Amz-Algorithm"));
        require(known ? ALGORITHM : null, inQuery("X-Amz-Algorithm"), missing);
        require(claim.scope, inQuery("X-Amz-Credential"), missing);
        require(claim.signature, inQuery("X-Amz-Signature"), missing);
        require(claim.signedHeaders, inQuery("X-Amz-SignedHeaders"), missing);
        require(claim.time, inQuery("X-Amz-Date"), missing);
        return claim.checked(missing);
    }

    private static String inQuery(String name) {
        return "AWS query-string parameters must include '" + name + "'.";
    }

    private static Duration expires(String seconds) {
        try {
            Duration expires = Duration.ofSeconds(WholeNumbers.parse(seconds));
            if (!expires.isNegative() && expires.compareTo(LONGEST) <= 0) {
                return expires;
            }
        } catch (NumberFormatException e) {
            throw new ApiException(ErrorCode.INCOMPLETE_SIGNATURE, "X-Amz-Expires should be a number", e);
        }
        throw incomplete("X-Amz-Expires must be between 0 and 604800 seconds.");
    }

    private static void require(Object part, String otherwise, List<String> missing) {
        if (part == null) {
            missing.add(otherwise);
        }
    }

    private SignatureClaim checked(List<String> missing) {
        if (!missing.isEmpty()) {
            throw incomplete(String.join(" ", missing));
        }
        List<String> names = List.of(signedHeaders.split(";", -1));
        // each costs the length of the header: nobody has it copied a thousand times
        if (new HashSet<>(names).size() < names.size()) {
            throw incomplete("'SignedHeaders' names a header twice.");
        }
        return this;
    }

    /** Whether a header is part of what is signed. */
    boolean signs(String header) {
        return List.of(signedHeaders.split(";", -1)).contains(header);
    }

    private static ApiException incomplete(String message) {
        return new ApiException(ErrorCode.INCOMPLETE_SIGNATURE, message);
    }
}
