package org.leasemq.sqs.cli.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Figures of queues, as the API tells them. */
public final class ListedFigures {
    private ListedFigures() {}

    /**
     * Those of all queues.
     *
     * @param prefix only of those whose names begin so; null for all
     */
    public static List<Map<String, Object>> all(Api api, String prefix) {
        List<Map<String, Object>> all = new ArrayList<>();
        Map<String, Object> asked = new HashMap<>();
        if (prefix != null) {
            asked.put("QueueNamePrefix", prefix);
        }
        String next;
        do {
            Map<String, Object> page = api.call("ListFigures", asked);
            all.addAll(ApiCommand.list(page, "Figures"));
            next = (String) page.get("Next");
            asked.put("After", next);
        } while (next != null);
        return all;
    }

    /** Those of a queue; empty if there is none of that name. */
    public static Map<String, Object> of(Api api, String queue) {
        return all(api, queue).stream()
                .filter(figures -> queue.equals(figures.get("QueueName")))
                .findFirst()
                .orElse(Map.of());
    }

    /** One of them; 0 for one that is missing. */
    public static long number(Map<String, Object> figures, String name) {
        return figures.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
