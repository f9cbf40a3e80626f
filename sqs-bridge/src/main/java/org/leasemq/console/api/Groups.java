package org.leasemq.console.api;

import java.util.Map;
import org.leasemq.engine.model.seen.MessageGroup;
import org.leasemq.engine.model.seen.MessageGroups;

/** The message groups of a queue. */
final class Groups {
    private static final int USUAL = 50;

    private Groups() {}

    static Object list(PageCall call) {
        MessageGroups found = call.engine()
                .groups(call.text("queue"), call.text("search", ""), call.count("max", USUAL, MessageGroups.MOST))
                .await();
        return Values.of(
                "all",
                found.all(),
                "blocked",
                found.blocked(),
                "groups",
                found.groups().stream().map(Groups::describe).toList());
    }

    private static Map<String, Object> describe(MessageGroup group) {
        boolean held = group.heldBy() != 0;
        return Values.of(
                "id",
                group.id(),
                "ordered",
                group.ordered(),
                "messages",
                group.messages(),
                "inFlight",
                group.inFlight(),
                "blocked",
                group.blocked(),
                "holder",
                group.holder(),
                "heldBy",
                held ? Long.toString(group.heldBy()) : null,
                "receiveCount",
                group.receiveCount(),
                "since",
                held ? group.since() : null,
                "until",
                group.until() == 0 ? null : group.until());
    }
}
