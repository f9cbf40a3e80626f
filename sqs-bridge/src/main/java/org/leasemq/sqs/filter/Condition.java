package org.leasemq.sqs.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a policy asks, as a tree that follows that of its documents. Judging takes time in proportion to the document: each value
 * is looked at once by each condition on it.
 */
sealed interface Condition {
    boolean holds(Judgement judgement, Place place);

    /** All of them. */
    record AllOf(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(Judgement judgement, Place place) {
            for (Condition condition : conditions) {
                if (!condition.holds(judgement, place)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** One of them at least. */
    record AnyOf(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(Judgement judgement, Place place) {
            for (Condition condition : conditions) {
                if (condition.holds(judgement, place)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** One step down; of a list one element has to fulfil it. */
    record Member(String step, Condition condition) implements Condition {
        @Override
        public boolean holds(Judgement judgement, Place place) {
            Place child = place.child(step);
            if (condition instanceof Values) {
                return condition.holds(judgement, child);
            }
            for (Place element : child.elements()) {
                if (condition.holds(judgement, element)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * One of the values passes one of the tests.
     *
     * @param tests tests of values
     * @param absent whether it holds, too, where there is no value in the whole document
     * @param path from the top of the document, if that matters
     */
    record Values(List<Predicate<JsonNode>> tests, boolean absent, List<String> path) implements Condition {
        @Override
        public boolean holds(Judgement judgement, Place place) {
            for (JsonNode value : place.values()) {
                for (Predicate<JsonNode> test : tests) {
                    if (test.test(value)) {
                        return true;
                    }
                }
            }
            return absent && judgement.isAbsent(path);
        }
    }
}
