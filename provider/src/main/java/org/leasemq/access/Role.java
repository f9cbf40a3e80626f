package org.leasemq.access;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What some users may do.
 *
 * @param name what it is called
 * @param members who has it; one of them may be {@link #EVERYBODY}
 * @param rights what may be done with which names
 */
record Role(String name, Set<String> members, Map<Right, List<NamePattern>> rights) {
    /** Whoever it is, without a name too. */
    static final String EVERYBODY = "*";

    /** @param user null for nobody in particular */
    boolean isHadBy(String user) {
        return members.contains(EVERYBODY) || user != null && members.contains(user);
    }
}
