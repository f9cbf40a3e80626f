package org.leasemq.sqs.action;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Input;
import org.leasemq.sqs.wire.Shape;

/** Lists of queues that may be asked for in parts. A token names the last queue of the part before. */
final class Paging {
    private static final int MOST = 1000;

    private Paging() {}

    /**
     * @param account whose queues they are
     * @param queues names
     */
    static Map<String, Object> page(Call call, String member, String account, List<String> queues) {
        Input in = call.in();
        Long max = in.number("MaxResults");
        String token = in.text("NextToken");
        if (max != null && (max < 1 || max > MOST)) {
            throw ApiException.invalid("MaxResults", max, "Value must be between 1 and 1000.");
        }
        if (token != null && max == null) {
            throw ApiException.invalid("NextToken", token, "NextToken is only allowed together with MaxResults.");
        }
        String after = token == null
                ? ""
                : PageToken.element(
                        token,
                        () -> ApiException.invalid("NextToken", token, "It is not one that was returned before."));
        List<String> rest = queues.stream()
                .filter(name -> name.compareTo(after) > 0)
                .sorted()
                .distinct()
                .toList();
        List<String> page = rest.subList(0, Math.min(rest.size(), max == null ? MOST : max.intValue()));
        boolean more = max != null && page.size() < rest.size();
        return Shape.values(
                member,
                Shape.orNull(page.stream().map(name -> call.url(account, name)).toList()),
                "NextToken",
                more ? PageToken.after(page.get(page.size() - 1)) : null);
    }
}
