package org.leasemq.sqs.access;

import java.util.Arrays;
import java.util.Map;
import org.leasemq.sqs.wire.Parameters;
import org.leasemq.sqs.wire.WireRequest;

/**
 * What a signature is good for: {@code Credential=id/date/region/service/aws4_request}.
 *
 * @param keyId the access key id
 * @param date the day, as {@code yyyyMMdd}
 * @param region the region
 * @param service the service
 * @param terminator what ends it: {@code aws4_request}
 */
public record SignatureScope(String keyId, String date, String region, String service, String terminator) {
    /** A region that stands for the one of whom a request reaches. */
    public static final String ANY_REGION = "*";

    private static final int PARTS = 5;
    private static final String HEADER = "Credential=";

    /** The scope of a request, signed by header or in its query; null if there is none that can be read. */
    public static SignatureScope of(WireRequest request) {
        String authorization = request.header("authorization");
        if (authorization != null) {
            int start = authorization.indexOf(HEADER);
            if (start < 0) {
                return null;
            }
            int end = authorization.indexOf(',', start);
            return parse(authorization.substring(start + HEADER.length(), end < 0 ? authorization.length() : end));
        }
        if (request.query() == null || !request.query().contains("X-Amz-Credential")) {
            return null;
        }
        Map<String, String> parameters = Parameters.of(request.query());
        String credential = parameters.get("X-Amz-Credential");
        return credential == null ? null : parse(credential);
    }

    static SignatureScope parse(String credential) {
        String[] parts = credential.strip().split("/", -1);
        return parts.length < PARTS
                ? null
                : new SignatureScope(
                        String.join("/", Arrays.copyOf(parts, parts.length - 4)),
                        parts[parts.length - 4],
                        parts[parts.length - 3],
                        parts[parts.length - 2],
                        parts[parts.length - 1]);
    }

    /** As it stands in what is signed. */
    String text() {
        return date + "/" + region + "/" + service + "/" + terminator;
    }
}
