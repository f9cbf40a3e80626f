package org.leasemq.tck.servers;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/servers tells to copy is what the tests of that server deploy. */
class ServerPagesTest {
    private static final Path PAGES = Path.of("..", "..", "..", "docs", "servers");
    private static final Path SUITE = Path.of("src", "main");
    private static final Pattern SNIPPET = Pattern.compile("^```\\w*\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void everySnippetIsPartOfWhatTheServerIsTestedWith() throws IOException {
        int count = 0;
        for (Path page : files(PAGES)) {
            String server = page.getFileName().toString().replace(".md", "");
            Path module = Path.of("..", server, "src");
            if (Files.exists(module)) { // one of the servers of this build
                count += requireSnippetsOf(module, page);
            }
        }
        assertFalse(count == 0, "no snippet was found");
    }

    @Test
    void everySnippetAboutMovingAServerIsPartOfTheSample() throws IOException {
        Path sample = Path.of("..", "..", "..", "samples", "migration-server", "src");
        assertFalse(requireSnippetsOf(sample, PAGES.resolveSibling("migration.md")) == 0, "no snippet was found");
    }

    /** Returns how many there are. What servers share is tested with those that deploy it. */
    private static int requireSnippetsOf(Path module, Path page) throws IOException {
        List<List<String>> sources = new ArrayList<>();
        StringBuilder own = new StringBuilder();
        for (Path source : files(module)) {
            String text = Files.readString(source);
            sources.add(lines(text));
            own.append(text);
        }
        for (Path shared : files(SUITE)) {
            if (own.indexOf(" " + shared.getFileName().toString().replace(".java", ".class")) >= 0) {
                sources.add(lines(Files.readString(shared)));
            }
        }
        int count = 0;
        Matcher snippets = SNIPPET.matcher(Files.readString(page));
        while (snippets.find()) {
            List<String> snippet = lines(snippets.group(1));
            boolean known = sources.stream().anyMatch(source -> Collections.indexOfSubList(source, snippet) >= 0);
            assertTrue(known, () -> page + " has what is in no file of " + module + ": " + snippet);
            count++;
        }
        return count;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Lines without their indentation. */
    private static List<String> lines(String text) {
        return text.lines().map(String::strip).toList();
    }
}
