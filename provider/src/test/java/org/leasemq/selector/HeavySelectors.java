package org.leasemq.selector;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.leasemq.engine.FilterLanguage;

/** A process that keeps selectors that mean much for their length, and weighs them: for {@link SelectorMemoryTest}. */
final class HeavySelectors {
    private static final int MANY = 1_000;
    /** What the engine counts of any filter, however short. */
    private static final int EACH = 400;

    private HeavySelectors() {}

    public static void main(String[] arguments) {
        Map<String, String> selectors = new LinkedHashMap<>();
        selectors.put("short", "a=1");
        selectors.put("comparisons", joined(MANY, " OR ", i -> "a=" + (i + 200)));
        selectors.put("conditions", joined(MANY, " OR ", i -> "a"));
        selectors.put("calculation", "a=" + joined(100_000, "+", i -> "1"));
        selectors.put("other numbers", "a=" + joined(40_000, "+", i -> "" + (i + 200)));
        selectors.put("real numbers", "a=" + joined(50_000, "+", i -> "1."));
        selectors.put("texts", "a IN ('" + joined(40_000, "','", i -> Integer.toString(i, 36)) + "')");
        selectors.put("lists", joined(MANY, " OR ", i -> "a IN('')"));
        selectors.put("ranges", joined(MANY / 3, " OR ", i -> "a BETWEEN b AND c"));
        selectors.put("null", joined(MANY, " OR ", i -> "a IS NULL"));
        selectors.put("patterns", joined(MANY, " OR ", i -> "a LIKE''"));
        selectors.put("anything", joined(250, " OR ", i -> "a LIKE '" + "%".repeat(1_000) + "'"));
        selectors.put("patterns in one place", joined(120, " OR ", i -> "a LIKE '" + characters(1_000) + "'"));
        selectors.put("long pieces", joined(8, " OR ", i -> "a LIKE '%" + characters(1_000) + "%'"));
        selectors.put("short pieces", joined(2, " OR ", i -> "a LIKE '" + "%a".repeat(64) + "%'"));
        selectors.forEach(HeavySelectors::weigh);
    }

    private static String joined(int count, String separator, IntFunction<String> one) {
        return IntStream.range(0, count).mapToObj(one).collect(Collectors.joining(separator));
    }

    /** All different. */
    private static String characters(int count) {
        return joined(count, "", i -> Character.toString(0x4E00 + i));
    }

    private static long live() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void weigh(String kind, String selector) {
        Selector.parse(selector); // whatever is made once is there then
        int count = Math.max(4, 400_000 / selector.length());
        List<Object> kept = new ArrayList<>(count);
        long before = live();
        for (int i = 0; i < count; i++) {
            kept.add(Selector.parse(selector));
        }
        double each = (live() - before) / (double) count;
        Reference.reachabilityFence(kept);
        if (each > EACH + (long) selector.length() * FilterLanguage.MOST_BYTES_PER_CHARACTER) {
            throw new IllegalStateException(
                    kind + ": " + Math.round(each) + " bytes for " + selector.length() + " characters");
        }
    }
}
