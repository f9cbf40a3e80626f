package org.leasemq.options;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** What queues and topics can be called. */
public final class DestinationName {
    /** How many characters the name of a queue has at most. */
    public static final int LONGEST = 1_000;

    private DestinationName() {}

    /**
     * The same name, if a queue can have it: 1 to 1,000 characters, none of them a control character or half of one.
     *
     * @throws InvalidOptionException if not
     */
    public static String ofQueue(String name) {
        if (name.isBlank() || name.length() > LONGEST) {
            throw new InvalidOptionException("The name of a queue has 1 to " + LONGEST + " characters, and not only"
                    + " spaces; this one has " + name.length() + ". Give another.");
        }
        refuse(name, c -> Character.isISOControl(c) || isHalf(c), "queue has no control characters and");
        return name;
    }

    /**
     * The same name, if a topic can have it: anything that can be written, as it is the name of no queue.
     *
     * @throws InvalidOptionException if not
     */
    public static String ofTopic(String name) {
        if (name == null || name.isBlank()) {
            throw new InvalidOptionException("The topic name is missing. Give a name such as 'prices'.");
        }
        refuse(name, DestinationName::isHalf, "topic has");
        return name;
    }

    private static boolean isHalf(int character) {
        return Character.getType(character) == Character.SURROGATE;
    }

    private static void refuse(String name, IntPredicate unwanted, String rule) {
        OptionalInt found = name.codePoints().filter(unwanted).findFirst();
        if (found.isPresent()) {
            throw new InvalidOptionException("The name of a " + rule + " no half of a surrogate pair, but in this one"
                    + " there is U+" + hex(found.getAsInt()) + ". Give another.");
        }
    }

    private static String hex(int character) {
        String digits = Integer.toHexString(character).toUpperCase(Locale.ROOT);
        return "0".repeat(4 - digits.length()) + digits;
    }
}
