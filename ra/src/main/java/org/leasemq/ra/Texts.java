package org.leasemq.ra;

/** What servers give for settings that are not set: nothing, or an empty text. */
final class Texts {
    private Texts() {}

    static String orNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    /** A duration as options have it; a number without a unit is of milliseconds. */
    static String duration(String text) {
        String given = orNull(text);
        boolean bare = given != null && given.chars().allMatch(Character::isDigit);
        return bare ? given + "ms" : given;
    }
}
