package org.leasemq.ra.config;

/** What servers give for settings that are not set: nothing, or an empty text. */
public final class Texts {
    private Texts() {}

    public static String orNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    public static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    /** A duration as options have it; a number without a unit is of milliseconds. */
    public static String duration(String text) {
        String given = orNull(text);
        boolean bare = given != null && given.chars().allMatch(Character::isDigit);
        return bare ? given + "ms" : given;
    }
}
