package org.leasemq.sqs.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.WireRequest;

/** A request in the one form that both sides sign. */
final class CanonicalRequest {
    private static final String SIGNATURE = "X-Amz-Signature";
    private static final String HEX = "0123456789ABCDEF";

    private record Parameter(String name, String value) {}

    private CanonicalRequest() {}

    /** @param signedHeaders names in small letters, parted by semicolons, as the signer gave them */
    static String of(WireRequest request, String signedHeaders, String payloadHash) {
        return request.method() + "\n" + path(request.path()) + "\n" + query(request.query()) + "\n"
                + headers(request, signedHeaders) + "\n" + signedHeaders + "\n" + payloadHash;
    }

    /**
     * The path is encoded once more than it was sent, as all services but S3 have it. Dot segments and double slashes stay:
     * no path of a queue has them, and what is served has to be what was signed.
     */
    private static String path(String path) {
        return path.isEmpty() ? "/" : encode(path.getBytes(UTF_8), "/");
    }

    private static String query(String query) {
        if (query == null || query.isEmpty()) {
            return "";
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            String name = decoded(equals < 0 ? part : part.substring(0, equals));
            if (!part.isEmpty() && !name.equals(SIGNATURE)) {
                String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
                parameters.add(new Parameter(encode(name.getBytes(UTF_8), ""), encode(value.getBytes(UTF_8), "")));
            }
        }
        return parameters.stream()
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .map(parameter -> parameter.name + "=" + parameter.value)
                .collect(Collectors.joining("&"));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ApiException(
                    ErrorCode.SERIALIZATION, "A parameter is not encoded as it should be: " + e.getMessage(), e);
        }
    }

    private static String headers(WireRequest request, String signedHeaders) {
        StringBuilder lines = new StringBuilder();
        for (String name : signedHeaders.split(";", -1)) {
            List<String> values = request.headers().getOrDefault(name, List.of(""));
            lines.append(name)
                    .append(':')
                    .append(values.stream()
                            .map(value -> value.strip().replaceAll(" +", " "))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        return lines.toString();
    }

    private static String encode(byte[] bytes, String alsoPlain) {
        StringBuilder out = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            char c = (char) (b & 0xFF);
            boolean plain = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || "-_.~".indexOf(c) >= 0
                    || alsoPlain.indexOf(c) >= 0;
            if (plain) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return out.toString();
    }
}
