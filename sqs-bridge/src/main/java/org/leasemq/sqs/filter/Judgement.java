package org.leasemq.sqs.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One document that is judged by a policy, and what has been found out about the whole of it. */
final class Judgement {
    private final Place whole;
    private final Map<List<String>, Boolean> present = new HashMap<>();

    Judgement(JsonNode document) {
        whole = Place.of(document);
    }

    /** Whether there is nothing at a path in the whole document: looked for once, however many elements ask. */
    boolean isAbsent(List<String> path) {
        return !present.computeIfAbsent(path, whole::hasValue);
    }
}
