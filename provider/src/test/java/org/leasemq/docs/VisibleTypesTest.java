package org.leasemq.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever shows applications how LeaseMQ is used names only what is for applications: samples, suites, pages and their snippets. */
class VisibleTypesTest {
    private static final Path ROOT = Path.of("..");
    private static final List<Path> MODULES = Stream.of(
                    "provider", "provider/junit", "provider/micrometer", "ra", "sqs-bridge")
            .map(ROOT::resolve)
            .toList();
    private static final Pattern TYPE = Pattern.compile("\\borg((?:\\.[a-z]\\w*)+)\\.([A-Z]\\w*)\\b");
    private static final Pattern JAVA = Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?(.*);$", Pattern.MULTILINE);
    private static final Pattern SAID = Pattern.compile("^@VisibleTo\\(Audience\\.(\\w+)\\)$", Pattern.MULTILINE);
    /** Pages for who changes LeaseMQ, or asks how it is known to work. */
    private static final Set<String> INSIDE = Set.of("internals.md", "promises.md", "adr");

    @Test
    void samplesAndSuitesUseOnlyWhatIsForApplications() {
        for (String folder : List.of("samples", "tck")) {
            List<Path> sources = files(ROOT.resolve(folder)).stream()
                    .filter(file -> !file.toString().contains("target"))
                    .toList();
            assertFalse(sources.isEmpty());
            for (Path source : sources) {
                assertEquals(Set.of(), hidden(text(source), false), source::toString);
            }
        }
    }

    @Test
    void theExtensionForTestsUsesOnlyWhatIsVisibleOutsideAModule() {
        for (Path source : files(ROOT.resolve("provider/junit/src/main"))) {
            assertEquals(Set.of(), hidden(text(source), true), source::toString);
        }
    }

    @Test
    void pagesForUsersNameOnlyWhatIsForApplications() {
        for (Path page : pages()) {
            assertEquals(Set.of(), hidden(text(page), false), page::toString);
        }
    }

    @Test
    void snippetsUseOnlyWhatIsForApplications() {
        List<String> tests = MODULES.stream()
                .map(module -> module.resolve("src/test/java/org/leasemq/docs"))
                .filter(Files::exists)
                .flatMap(folder -> files(folder).stream())
                .map(VisibleTypesTest::text)
                .toList();
        int looked = 0;
        for (Path page : pages()) {
            for (MatchResult snippet : JAVA.matcher(text(page)).results().toList()) {
                String first =
                        snippet.group(1).lines().findFirst().orElseThrow().strip();
                for (String test :
                        tests.stream().filter(test -> test.contains(first)).toList()) {
                    assertEquals(Set.of(), hidden(imported(test, snippet.group(1)), false), page::toString);
                    looked++;
                }
            }
        }
        assertTrue(looked > 0);
    }

    /** What a test imports that a snippet of it names. */
    private static String imported(String test, String snippet) {
        StringBuilder imports = new StringBuilder();
        for (MatchResult one : IMPORT.matcher(test).results().toList()) {
            String name = one.group(1).substring(one.group(1).lastIndexOf('.') + 1);
            if (Pattern.compile("\\b" + name + "\\b").matcher(snippet).find()) {
                imports.append(one.group(1)).append('\n');
            }
        }
        return imports.toString();
    }

    /** The types of LeaseMQ that a text names and that are not for whom it is written. */
    private static Set<String> hidden(String text, boolean forFaces) {
        Set<String> hidden = new TreeSet<>();
        for (MatchResult type : TYPE.matcher(text).results().toList()) {
            for (Path module : MODULES) {
                Path room = module.resolve("src/main/java/org" + type.group(1).replace('.', '/'));
                Path source = room.resolve(type.group(2) + ".java");
                if (Files.exists(source) && !isVisible(source, room.resolve("package-info.java"), forFaces)) {
                    hidden.add(type.group());
                }
            }
        }
        return hidden;
    }

    private static boolean isVisible(Path source, Path room, boolean forFaces) {
        Optional<String> said = said(source);
        if (said.isEmpty()) {
            said = said(room);
        }
        return said.isPresent() && (forFaces || said.get().equals("APPLICATIONS"));
    }

    private static Optional<String> said(Path source) {
        return SAID.matcher(text(source)).results().map(said -> said.group(1)).findFirst();
    }

    private static List<Path> pages() {
        return Stream.concat(
                        Stream.of(ROOT.resolve("README.md")),
                        walked(ROOT.resolve("docs"), ".md").stream()
                                .filter(page -> Stream.of(
                                                page.getFileName(),
                                                page.getParent().getFileName())
                                        .noneMatch(name -> INSIDE.contains(name.toString()))))
                .toList();
    }

    private static List<Path> files(Path folder) {
        return walked(folder, ".java");
    }

    private static List<Path> walked(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
