package org.leasemq.access;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one user may do, by all roles that he has. Immutable; safe for use by several threads. */
final class Rights {
    private final Map<Right, List<NamePattern>> patterns = new EnumMap<>(Right.class);

    /** @param user null for nobody in particular */
    Rights(List<Role> roles, String user) {
        for (Role role : roles) {
            if (role.isHadBy(user)) {
                role.rights()
                        .forEach((right, names) -> patterns.computeIfAbsent(right, key -> new ArrayList<>())
                                .addAll(names));
            }
        }
    }

    boolean have(Right right, Destination destination) {
        return patterns.getOrDefault(right, List.of()).stream().anyMatch(pattern -> pattern.matches(destination));
    }

    /** Whether there is any right to do something with it. */
    boolean haveAny(Destination destination) {
        for (Right right : Right.values()) {
            if (have(right, destination)) {
                return true;
            }
        }
        return false;
    }

    /** Whether something may be done with anything at all. */
    boolean haveOfSomething(Right right) {
        return !patterns.getOrDefault(right, List.of()).isEmpty();
    }

    /** Whether something may be done with everything there is, of others too. */
    boolean haveOfEverything(Right right) {
        return patterns.getOrDefault(right, List.of()).stream().anyMatch(NamePattern::isEverything);
    }
}
