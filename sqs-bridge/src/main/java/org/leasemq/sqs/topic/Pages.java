package org.leasemq.sqs.topic;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.PageToken;
import org.leasemq.sqs.wire.Shape;

/** Lists in parts of a hundred. A token names the last element of the part before. */
final class Pages {
    static final String TOKEN = "NextToken";
    private static final int MOST = 100;

    private Pages() {}

    /** @param all the elements by what they are sorted by */
    static Map<String, Object> page(Call call, String member, NavigableMap<String, Map<String, Object>> all) {
        String token = call.in().text(TOKEN);
        NavigableMap<String, Map<String, Object>> rest = token == null || token.isEmpty()
                ? all
                : all.tailMap(PageToken.element(token, () -> TopicErrors.invalid(TOKEN)), false);
        List<Map.Entry<String, Map<String, Object>>> page =
                rest.entrySet().stream().limit(MOST).toList();
        return Shape.values(
                member,
                page.stream().map(Map.Entry::getValue).toList(),
                TOKEN,
                page.size() < rest.size() ? PageToken.after(page.get(MOST - 1).getKey()) : null);
    }
}
