package org.leasemq.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Action;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.dispatch.Actions;
import org.leasemq.sqs.topic.action.TopicActions;

/** docs/sqs/security.md has a table of what every action touches and who may therefore use it. */
class SecurityPageTest {
    private static final Path PAGE = Path.of("..", "docs", "sqs", "security.md");

    private static Stream<String> rows(Action action) {
        return action.touches().stream()
                .map(touch -> "| " + action.name() + " | " + touch.what() + " | " + words(touch.role()) + " | "
                        + who(touch) + " |");
    }

    private static String words(TouchRole role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String who(Touch touch) {
        String permission = touch.role().permission();
        return permission == null ? "owner only" : "`" + (permission.indexOf(':') < 0 ? "sqs:" : "") + permission + "`";
    }

    @Test
    void theTableHasWhatEveryActionTouches() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Action action : new Actions(TopicActions.all()).all()) {
            List<String> rows = rows(action).toList();
            expected.addAll(rows.isEmpty() ? List.of("| " + action.name() + " | nothing | anybody | |") : rows);
        }
        List<String> table = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| [A-Z]\\w+ \\|.*"))
                .toList();
        assertEquals(String.join("\n", expected), String.join("\n", table), "the table in " + PAGE);
    }
}
