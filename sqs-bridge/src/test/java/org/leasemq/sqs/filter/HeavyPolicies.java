package org.leasemq.sqs.filter;

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
import org.leasemq.engine.model.Filter;

/** A process that keeps policies that mean much for their length, and weighs what they mean: for {@link FilterMemoryTest}. */
final class HeavyPolicies {
    private static final int LARGE = 240_000;
    /** What the engine counts of any filter, however short. */
    private static final int EACH = 400;

    /** The first number of three digits, so that few texts begin with another one. */
    private static final int FIRST = 1_296;

    private HeavyPolicies() {}

    public static void main(String[] arguments) {
        Map<String, String> policies = new LinkedHashMap<>();
        policies.put("short", "{\"a\":[1]}");
        policies.put("values", "{\"a\":" + list(150, i -> "\"" + i + "\"") + "}");
        policies.put("numbers", "{\"a\":" + list(150, i -> "" + i) + "}");
        policies.put("ranges", "{\"a\":" + list(150, i -> "{\"numeric\":[\">\"," + i + "]}") + "}");
        policies.put("absent", "{\"$or\":" + list(150, i -> "{\"a\":[{\"exists\":false}]}") + "}");
        policies.put("alternatives", "{\"$or\":" + list(150, i -> "{\"a\":[" + i + "]}") + "}");
        String five = "{\"a\":[0],\"b\":[0],\"c\":[0],\"d\":[0],\"e\":[0]}";
        policies.put("five names in alternatives", "{\"$or\":" + list(150, i -> five) + "}");
        policies.put("steps", "{\"" + "a.".repeat(20_000) + "\":[1]}");
        policies.put("no steps", "{\"" + ".".repeat(40_000) + "\":[1]}");
        policies.put("other steps", "{\"" + joined(".", 40_000) + "\":[1]}");
        policies.put("a long piece", wildcard("*" + "a".repeat(LARGE) + "*"));
        policies.put("many pieces", wildcard("*a".repeat(LARGE / 2)));
        policies.put("no pieces", wildcard("*".repeat(LARGE)));
        policies.put("other texts", but("[\"" + joined("\",\"", LARGE) + "\"]"));
        policies.put("other numbers", but(list(40_000, i -> "" + i)));
        for (String operator : List.of("prefix", "suffix", "equals-ignore-case", "wildcard")) {
            policies.put("other " + operator, but("{\"" + operator + "\":[\"" + joined("\",\"", LARGE) + "\"]}"));
        }
        policies.put("other wildcards", but("{\"wildcard\":[\"" + joined("*\",\"*", LARGE) + "\"]}"));
        policies.forEach(HeavyPolicies::weigh);
    }

    private static String list(int count, IntFunction<String> one) {
        return IntStream.range(0, count).mapToObj(one).collect(Collectors.joining(",", "[", "]"));
    }

    private static String wildcard(String text) {
        return "{\"a\":[{\"wildcard\":\"" + text + "\"}]}";
    }

    private static String but(String operand) {
        return "{\"a\":[{\"anything-but\":" + operand + "}]}";
    }

    /** Different short texts. */
    private static String joined(String separator, int length) {
        StringBuilder texts = new StringBuilder();
        for (int i = FIRST; texts.length() < length; i++) {
            texts.append(i == FIRST ? "" : separator).append(Integer.toString(i, Character.MAX_RADIX));
        }
        return texts.toString();
    }

    private static long live() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void weigh(String kind, String policy) {
        Filter filter = FilterPolicies.filter(policy, true);
        FilterLanguage language = new FilterPolicies().languages().get(filter.language());
        language.compile(policy); // whatever is made once is there then
        int count = Math.max(4, 400_000 / policy.length());
        List<Object> kept = new ArrayList<>(count);
        long before = live();
        for (int i = 0; i < count; i++) {
            kept.add(language.compile(policy));
        }
        double each = (live() - before) / (double) count;
        Reference.reachabilityFence(kept);
        long most = EACH + (long) policy.length() * FilterLanguage.MOST_BYTES_PER_CHARACTER;
        if (each > most) {
            throw new IllegalStateException(
                    kind + ": " + Math.round(each) + " bytes for " + policy.length() + " characters");
        }
    }
}
