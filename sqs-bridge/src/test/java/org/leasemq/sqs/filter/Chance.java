package org.leasemq.sqs.filter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Policies and documents made by chance, of so few names and values that they often fit. */
final class Chance {
    private static final List<String> NAMES = List.of("a", "b", "c");
    /**
     * The rule engine forgets what a policy asks of a name that stands in an alternative, too, and at times loses one of two
     * alternatives of the same name. So each has one of its own.
     */
    private static final List<String> ALTERNATIVES = List.of("d", "e");

    private static final List<String> VALUES =
            List.of("\"x\"", "\"xy\"", "\"Y\"", "\"\"", "1", "1.50", "20", "-3", "true", "null");
    private static final String ABSENT = "{\"exists\":false}";
    private static final List<String> TESTS = List.of(
            "{\"prefix\":\"x\"}",
            "{\"suffix\":\"y\"}",
            "{\"suffix\":{\"equals-ignore-case\":\"Y\"}}",
            "{\"equals-ignore-case\":\"y\"}",
            "{\"wildcard\":\"*x*\"}",
            "{\"exists\":true}",
            ABSENT,
            "{\"numeric\":[\">\",1]}",
            "{\"numeric\":[\">=\",-3,\"<\",1.5]}",
            "{\"anything-but\":\"x\"}",
            "{\"anything-but\":[1,20]}",
            "{\"anything-but\":{\"prefix\":\"x\"}}",
            "{\"anything-but\":{\"suffix\":\"y\"}}");

    private Chance() {}

    private static String one(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    static String policy(Random random, int depth) {
        Map<String, String> members = new LinkedHashMap<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            boolean nested = depth > 0 && random.nextInt(3) == 0;
            members.put(one(random, NAMES), nested ? policy(random, depth - 1) : tests(random));
        }
        if (depth > 0 && random.nextInt(5) == 0) {
            members.put(
                    "$or",
                    "["
                            + ALTERNATIVES.stream()
                                    .map(name -> alternative(name, random))
                                    .collect(Collectors.joining(","))
                            + "]");
        }
        return object(members);
    }

    private static String alternative(String name, Random random) {
        return object(Map.of(name, tests(random)));
    }

    /** What must not exist stands alone: in lists the rule engine is at odds with itself where something else would do. */
    private static String tests(Random random) {
        String first = one(random, random.nextBoolean() ? VALUES : TESTS);
        String second = one(random, TESTS);
        boolean both = random.nextBoolean() && !first.equals(ABSENT) && !second.equals(ABSENT);
        return "[" + first + (both ? "," + second : "") + "]";
    }

    static String document(Random random, int depth) {
        Map<String, String> members = new LinkedHashMap<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            members.put(one(random, random.nextInt(4) == 0 ? ALTERNATIVES : NAMES), value(random, depth));
        }
        return object(members);
    }

    private static String value(Random random, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(5);
        return switch (kind) {
            case 1 -> document(random, depth - 1);
            case 2 -> "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
            default -> one(random, VALUES);
        };
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
