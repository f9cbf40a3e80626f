package org.leasemq.access;

/**
 * Names of queues or of topics, as a users file has them: {@code queue:orders.*}, {@code topic:prices}, or {@code *} for everything. An
 * asterisk stands for any characters, or for none.
 */
record NamePattern(String kind, String text) {
    private static final String QUEUE = "queue";
    private static final String TOPIC = "topic";
    private static final NamePattern EVERYTHING = new NamePattern(null, "*");

    /** @throws IllegalArgumentException if it is none; the message goes on behind the pattern */
    static NamePattern parse(String written) {
        if (written.equals(EVERYTHING.text)) {
            return EVERYTHING;
        }
        int colon = written.indexOf(':');
        String kind = colon < 0 ? "" : written.substring(0, colon);
        if (!kind.equals(QUEUE) && !kind.equals(TOPIC)) {
            throw new IllegalArgumentException("says neither queue: nor topic: before a name, nor is it * alone");
        }
        if (colon == written.length() - 1) {
            throw new IllegalArgumentException("has no name behind the colon");
        }
        return new NamePattern(kind, written.substring(colon + 1));
    }

    boolean isEverything() {
        return kind == null;
    }

    boolean matches(Destination destination) {
        return isEverything()
                || !destination.isHidden()
                        && kind.equals(destination.isTopic() ? TOPIC : QUEUE)
                        && matches(destination.name());
    }

    /** What an asterisk takes is only ever lengthened, so that the time is that of the lengths multiplied at most. */
    private boolean matches(String name) {
        int at = 0;
        int star = -1;
        int taken = 0;
        int i = 0;
        while (i < name.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                taken = i;
            } else if (at < text.length() && text.charAt(at) == name.charAt(i)) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++taken;
            } else {
                return false;
            }
        }
        while (at < text.length() && text.charAt(at) == '*') {
            at++;
        }
        return at == text.length();
    }

    @Override
    public String toString() {
        return isEverything() ? text : kind + ":" + text;
    }
}
