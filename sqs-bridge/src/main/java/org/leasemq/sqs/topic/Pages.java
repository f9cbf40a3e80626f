package org.leasemq.sqs.topic;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Function;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.PageToken;
import org.leasemq.sqs.wire.Shape;

/** Lists in parts of a hundred. A token names the last element of the part before. */
public final class Pages {
    /** Where a request names the page that it wants, and an answer the next one. */
    public static final String TOKEN = "NextToken";

    private static final int MOST = 100;

    private Pages() {}

    /**
     * @param all the elements by what they are sorted by
     * @param describe asked for those of the page only, since there may be many others
     */
    public static <T> Map<String, Object> page(
            Call call, String member, NavigableMap<String, T> all, Function<T, Map<String, Object>> describe) {
        String token = call.in().text(TOKEN);
        NavigableMap<String, T> rest = token == null || token.isEmpty()
                ? all
                : all.tailMap(PageToken.element(token, () -> TopicErrors.invalid(TOKEN)), false);
        List<Map.Entry<String, T>> page = rest.entrySet().stream().limit(MOST).toList();
        return Shape.values(
                member,
                page.stream().map(entry -> describe.apply(entry.getValue())).toList(),
                TOKEN,
                page.size() < rest.size() ? PageToken.after(page.get(MOST - 1).getKey()) : null);
    }
}
