package org.leasemq.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README and docs agree with the code: their Java is run by the other tests of this package, and their links lead somewhere. */
class PagesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path SNIPPETS = Path.of("src", "test", "java", "org", "leasemq", "docs");
    private static final Path TESTING_SNIPPETS = Path.of("junit").resolve(SNIPPETS);
    private static final Path MICROMETER_SNIPPETS = Path.of("micrometer").resolve(SNIPPETS);
    private static final Path SQS_SNIPPETS = Path.of("..", "sqs-bridge").resolve(SNIPPETS);
    private static final Path JMS = Path.of("src", "main", "java", "org", "leasemq", "jms");
    private static final Pattern JAVA = Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)");
    private static final Pattern CODE = Pattern.compile("\"(LEASEMQ-[A-Z-]+)\"");

    @Test
    void everyJavaSnippetIsRunByATest() throws IOException {
        List<List<String>> sources = new ArrayList<>();
        for (Path directory : List.of(SNIPPETS, TESTING_SNIPPETS, MICROMETER_SNIPPETS, SQS_SNIPPETS)) {
            for (Path source : files(directory, ".java")) {
                sources.add(lines(Files.readString(source)));
            }
        }
        int count = 0;
        for (Path page : pages()) {
            Matcher snippets = JAVA.matcher(Files.readString(page));
            while (snippets.find()) {
                List<String> snippet = lines(snippets.group(1));
                boolean known = sources.stream().anyMatch(source -> Collections.indexOfSubList(source, snippet) >= 0);
                assertTrue(
                        known,
                        () -> page + " has Java that is in no class of " + SNIPPETS + " or " + TESTING_SNIPPETS + ": "
                                + snippet);
                count++;
            }
        }
        assertFalse(count == 0, "no snippet was found");
    }

    @Test
    void everyLinkToAFileLeadsToOne() throws IOException {
        for (Path page : pages()) {
            List<String> links = matches(LINK, Files.readString(page));
            for (String link : links) {
                boolean leads = link.contains("://") || Files.exists(page.resolveSibling(link));
                assertTrue(leads, () -> page + " links to " + link + ", which does not exist");
            }
        }
    }

    @Test
    void everyErrorCodeIsExplained() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (Path source : files(JMS, ".java")) {
            codes.addAll(matches(CODE, Files.readString(source)));
        }
        assertFalse(codes.isEmpty(), "no error code was found");
        String page = Files.readString(ROOT.resolve("docs").resolve("operation.md"));
        codes.removeIf(code -> page.contains("| `" + code + "` |"));
        assertEquals(Set.of(), codes, "codes that docs/operation.md does not explain");
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(files(ROOT.resolve("docs"), ".md"));
        for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
            pages.add(ROOT.resolve(name));
        }
        return pages;
    }

    private static List<Path> files(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    /** Lines without their indentation. */
    private static List<String> lines(String text) {
        return text.lines().map(String::strip).toList();
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
