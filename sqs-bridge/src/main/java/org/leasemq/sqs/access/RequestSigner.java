package org.leasemq.sqs.access;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.leasemq.sqs.wire.WireRequest;

/** Signs requests, as clients do. Safe for use by several threads. */
public final class RequestSigner {
    private static final String SIGNED_HEADERS = "host;x-amz-date;x-amz-target";

    private final AccessKey key;
    private final String region;
    private final InstantSource clock;

    public RequestSigner(AccessKey key, String region, InstantSource clock) {
        this.key = key;
        this.region = region;
        this.clock = clock;
    }

    /**
     * The headers that sign a POST: {@code Authorization} and {@code X-Amz-Date}.
     *
     * @param host the value of the header {@code Host}
     * @param path the path, as it is sent
     * @param target value of the header {@code X-Amz-Target}, which is signed too: it names the action
     */
    public Map<String, String> sign(String host, String path, String target, byte[] body) {
        String time = SignatureV4.TIME.format(clock.instant());
        SignatureScope scope =
                new SignatureScope(key.id(), time.substring(0, 8), region, "sqs", SignatureV4.TERMINATOR);
        WireRequest request = new WireRequest(
                "POST",
                path,
                null,
                Map.of("host", List.of(host), "x-amz-date", List.of(time), "x-amz-target", List.of(target)),
                body,
                null,
                "http://" + host);
        String signature = SignatureV4.signature(
                SigningKeys.derive(key, scope), scope, time, request, SIGNED_HEADERS, SignatureV4.hash(body));
        return Map.of(
                "X-Amz-Date",
                time,
                "Authorization",
                SignatureClaim.ALGORITHM + " Credential=" + key.id() + "/" + scope.text() + ", SignedHeaders="
                        + SIGNED_HEADERS + ", Signature=" + signature);
    }
}
