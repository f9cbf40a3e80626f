package org.leasemq.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.leasemq.sqs.action.Action;
import org.leasemq.sqs.action.Actions;
import org.leasemq.sqs.action.Specification;
import org.leasemq.sqs.topic.TopicActions;

/** docs/sqs/api.md has a section for each action, which names all that it takes and answers. */
class SqsApiPageTest {
    private static final Path PAGE = Path.of("..", "docs", "sqs", "api.md");
    private static final Pattern SECTION =
            Pattern.compile("^### (\\w+)\\n(.*?)(?=^##|\\z)", Pattern.MULTILINE | Pattern.DOTALL);

    private static Map<String, String> sections(String page) {
        Map<String, String> sections = new TreeMap<>();
        Matcher matcher = SECTION.matcher(page);
        while (matcher.find()) {
            sections.put(matcher.group(1), matcher.group(2));
        }
        return sections;
    }

    @Test
    void everyActionHasASectionWithAllItsParameters() throws IOException {
        String page = Files.readString(PAGE);
        int topics = page.indexOf("\n## Topics\n");
        int own = page.indexOf("\n## Beside AWS's own\n");
        Map<String, String> sections = sections(page.substring(0, topics) + page.substring(own));
        requireAll(sections, Stream.concat(Actions.names().stream(), Stream.of("PeekMessages")), false);
        assertEquals(List.of("Attributes"), List.copyOf(sections.keySet()), "sections without an action");
        Map<String, String> ofTopics = sections(page.substring(topics, own));
        requireAll(ofTopics, TopicActions.all().stream().map(Action::name), true);
        assertEquals(List.of(), List.copyOf(ofTopics.keySet()), "sections without an action");
    }

    private static void requireAll(Map<String, String> sections, Stream<String> names, boolean topics) {
        List<String> missing = new ArrayList<>();
        Actions actions = new Actions(TopicActions.all());
        names.forEach(name -> {
            String section = sections.remove(name);
            Specification specification = actions.named(name, topics);
            Stream.of(specification.input(), specification.output())
                    .flatMap(shape -> shape.members().keySet().stream())
                    .filter(member -> section == null || !section.contains("`" + member + "`"))
                    .forEach(member -> missing.add(name + ": " + member));
        });
        assertEquals(List.of(), missing, "not in " + PAGE);
    }
}
