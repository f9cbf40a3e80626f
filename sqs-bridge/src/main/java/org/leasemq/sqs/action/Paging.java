package org.leasemq.sqs.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Input;
import org.leasemq.sqs.wire.Shape;

/** Lists of queues that may be asked for in parts. A token names the last queue of the part before. */
final class Paging {
    private static final int MOST = 1000;

    private Paging() {}

    /** @param queues names, in their order */
    static Map<String, Object> page(Call call, String member, List<String> queues) {
        Input in = call.in();
        Long max = in.number("MaxResults");
        String token = in.text("NextToken");
        if (max != null && (max < 1 || max > MOST)) {
            throw ApiException.invalid("MaxResults", max, "Value must be between 1 and 1000.");
        }
        if (token != null && max == null) {
            throw ApiException.invalid("NextToken", token, "NextToken is only allowed together with MaxResults.");
        }
        String after = token == null ? "" : decode(token);
        List<String> rest =
                queues.stream().filter(name -> name.compareTo(after) > 0).toList();
        List<String> page = rest.subList(0, Math.min(rest.size(), max == null ? MOST : max.intValue()));
        boolean more = max != null && page.size() < rest.size();
        return Shape.values(
                member,
                Shape.orNull(page.stream().map(call::url).toList()),
                "NextToken",
                more ? encode(page.get(page.size() - 1)) : null);
    }

    private static String encode(String name) {
        return Base64.getEncoder().encodeToString(name.getBytes(UTF_8));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getDecoder().decode(token), UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("NextToken", token, "It is not one that was returned before.");
        }
    }
}
