package org.leasemq.console.api;

/** What the audit says of a change, as far as only that knows which makes it. Belongs to one call. */
final class Deed {
    private final StringBuilder details = new StringBuilder();
    private String subject;
    private String partly;
    private String refused;
    private String from = "";

    /** What was changed, instead of what the page calls it. */
    void of(String what) {
        subject = what;
    }

    /** Something more. */
    void says(String detail) {
        details.append(", ").append(detail);
    }

    /** Not all of it was done, but so much. */
    void partly(String howMuch) {
        partly = howMuch;
    }

    /** Nothing of it was done, which the page is told as an answer. */
    void refused(String why) {
        refused = why;
    }

    /** Null if it was not. */
    String refused() {
        return refused;
    }

    void from(String address) {
        from = address;
    }

    /** The address it comes from. */
    String from() {
        return from;
    }

    /** Null if all was done. */
    String partly() {
        return partly;
    }

    /** @param asked what the page calls it */
    String target(String asked) {
        return (subject == null ? asked : subject) + details;
    }
}
