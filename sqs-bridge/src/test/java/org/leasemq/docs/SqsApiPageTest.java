package org.leasemq.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.leasemq.sqs.action.QueueActions;
import org.leasemq.sqs.call.Action;
import org.leasemq.sqs.dispatch.Actions;
import org.leasemq.sqs.dispatch.Specification;
import org.leasemq.sqs.topic.action.TopicActions;

/** docs/sqs/api.md names the actions that there are, and describes those that Amazon's references do not have. */
class SqsApiPageTest {
    private static final Path PAGE = Path.of("..", "docs", "sqs", "api.md");
    private static final Pattern LIST =
            Pattern.compile("^- \\*\\*([\\w ]+):\\*\\* (\\w+(?:, \\w+)*)$", Pattern.MULTILINE);
    private static final String OWN = "PeekMessages";

    private final Actions actions = new Actions(TopicActions.all());

    private static Set<String> listed(String page, boolean topics) {
        Matcher lists = LIST.matcher(page);
        Set<String> names = new TreeSet<>();
        while (lists.find()) {
            if (topics == lists.group(1).equals("Topics")) {
                names.addAll(Set.of(lists.group(2).split(", ", -1)));
            }
        }
        return names;
    }

    @Test
    void allActionsAreListed() throws IOException {
        String page = Files.readString(PAGE);
        assertEquals(
                QueueActions.ofAmazon().stream().map(Action::name).collect(Collectors.toCollection(TreeSet::new)),
                listed(page, false));
        Set<String> ofTopics =
                TopicActions.all().stream().map(Action::name).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(ofTopics, listed(page, true));
    }

    @Test
    void theActionOfOurOwnIsDescribed() throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf("\n## " + OWN + "\n"));
        Specification specification = actions.named(OWN, false);
        Stream.of(specification.input(), specification.output())
                .flatMap(shape -> shape.members().keySet().stream())
                .forEach(member -> assertTrue(section.contains("`" + member + "`"), member));
    }
}
