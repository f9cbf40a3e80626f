package org.leasemq.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A role as a users file has it: a heading {@code [role name]}, then {@code members = } with names of users and {@code send = }, or
 * another right, with names of queues and topics, separated by commas. What is refused throws {@link IllegalArgumentException} with
 * words that go on behind the line.
 */
final class RoleLines {
    static final String FORM = "Write [role NAME], then members = alice, bob and a line such as"
            + " send = queue:orders.*, topic:prices for each right: send, receive, browse, create, manage.";

    private static final String BEGIN = "[role ";
    private static final String END = "]";
    private static final String MEMBERS = "members";

    private final String name;
    private final int heading;
    private final Set<String> members = new LinkedHashSet<>();
    private final Map<Right, List<NamePattern>> rights = new EnumMap<>(Right.class);
    private int memberLine;

    private RoleLines(String name, int heading) {
        this.name = name;
        this.heading = heading;
    }

    /** Whether a line is one, or was meant to be: no user has a name that begins so. */
    static boolean isHeading(String text) {
        return text.startsWith(BEGIN) || text.startsWith("[") && text.endsWith(END) && text.indexOf('=') < 0;
    }

    static RoleLines begin(String text, int line, List<RoleLines> before) {
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw new IllegalArgumentException("is no heading of a role");
        }
        String name =
                text.substring(BEGIN.length(), text.length() - END.length()).strip();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("has no name of a role");
        }
        if (before.stream().anyMatch(role -> role.name.equals(name))) {
            throw new IllegalArgumentException("begins role '" + name + "' again");
        }
        return new RoleLines(name, line);
    }

    void add(String text, int line) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("has no equals sign");
        }
        String what = text.substring(0, equals).strip();
        List<String> items = Arrays.stream(text.substring(equals + 1).split(",", -1))
                .map(String::strip)
                .toList();
        if (items.contains("")) {
            throw new IllegalArgumentException("has nothing behind the equals sign, or between commas");
        }
        if (what.equals(MEMBERS)) {
            requireNew(memberLine == 0, what);
            memberLine = line;
            members.addAll(items);
        } else {
            Right right = right(what);
            requireNew(rights.put(right, patterns(items)) == null, what);
        }
    }

    private void requireNew(boolean isNew, String what) {
        if (!isNew) {
            throw new IllegalArgumentException("says '" + what + "' of role '" + name + "' again");
        }
    }

    private static Right right(String word) {
        return Arrays.stream(Right.values())
                .filter(right -> right.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("begins with '" + word + "', which is no right"));
    }

    private static List<NamePattern> patterns(List<String> items) {
        List<NamePattern> patterns = new ArrayList<>();
        for (String item : items) {
            try {
                patterns.add(NamePattern.parse(item));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("has the pattern '" + item + "', which " + e.getMessage(), e);
            }
        }
        return patterns;
    }

    int heading() {
        return heading;
    }

    int memberLine() {
        return memberLine;
    }

    void requireWhole() {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("begins role '" + name + "', which has no members");
        }
        if (rights.isEmpty()) {
            throw new IllegalArgumentException("begins role '" + name + "', which may do nothing");
        }
    }

    void requireKnown(Set<String> users) {
        Set<String> unknown = new TreeSet<>(members);
        unknown.removeAll(users);
        unknown.remove(Role.EVERYBODY);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("names members of role '" + name + "' who are no users of this file: "
                    + String.join(", ", unknown));
        }
    }

    Role role() {
        return new Role(name, Set.copyOf(members), Map.copyOf(rights));
    }
}
