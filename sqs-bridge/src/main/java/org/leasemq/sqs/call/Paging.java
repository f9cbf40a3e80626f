package org.leasemq.sqs.call;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Input;
import org.leasemq.sqs.wire.Shape;

/** Lists of queues that may be asked for in parts. A token names the last queue of the part before. */
public final class Paging {
    private static final int MOST = 1000;
    /** What there is of a URL: itself, and twice when the answer is written up. */
    private static final int COPIES = 3;
    /** What is around each. */
    private static final int URL_OVERHEAD = 48;
    /** What a queue takes that is looked at: its name, which may have to be made, and its places in lists. */
    private static final int OF_EACH = 256;

    private Paging() {}

    /**
     * @param account whose queues they are
     * @param queues names
     */
    public static Map<String, Object> page(Call call, String member, String account, List<String> queues) {
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
        requireRoom(call, account, page);
        boolean more = max != null && page.size() < rest.size();
        return Shape.values(
                member,
                Shape.orNull(page.stream().map(name -> call.url(account, name)).toList()),
                "NextToken",
                more ? PageToken.after(page.get(page.size() - 1)) : null);
    }

    /** All queues, if there is memory for looking through them. */
    public static List<QueueInfo> all(Call call) {
        List<QueueInfo> queues = call.engine().queues();
        AnswerSize.requireForList(call.requester(), (long) OF_EACH * queues.size());
        return queues;
    }

    /** For their URLs, which are not there yet. */
    private static void requireRoom(Call call, String account, List<String> page) {
        long bytes = page.size() * (long) (URL_OVERHEAD + call.url(account, "").length());
        for (String name : page) {
            bytes += name.length();
        }
        AnswerSize.requireForList(call.requester(), COPIES * bytes);
    }
}
