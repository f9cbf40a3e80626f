package org.leasemq;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How large rooms may be: each rule tells what breaks it, so that an architecture test has one line for it. */
public final class Rooms {
    private Rooms() {}

    /** Cycles of more than so many classes inside a package; classes inside others count as these. */
    public static Set<String> cyclesOfMoreThan(int most, JavaClasses classes) {
        Map<String, Set<String>> known = new TreeMap<>();
        for (JavaClass one : classes) {
            Set<String> others = known.computeIfAbsent(outermost(one), name -> new TreeSet<>());
            for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                JavaClass other = dependency.getTargetClass().getBaseComponentType();
                if (other.getPackageName().equals(one.getPackageName())) {
                    others.add(outermost(other));
                }
            }
        }
        Map<String, Set<String>> reached = new TreeMap<>();
        known.keySet().forEach(name -> reached.put(name, reachedFrom(name, known)));
        return known.keySet().stream()
                .map(name -> reached.get(name).stream()
                        .filter(other -> reached.get(other).contains(name))
                        .toList())
                .filter(cycle -> cycle.size() > most)
                .map(cycle -> cycle.size() + ": " + String.join(", ", cycle))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String outermost(JavaClass one) {
        return one.getName().replaceFirst("\\$.*", "");
    }

    private static Set<String> reachedFrom(String name, Map<String, Set<String>> known) {
        Set<String> reached = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(known.get(name));
        while (!next.isEmpty()) {
            String other = next.pop();
            if (reached.add(other)) {
                next.addAll(known.getOrDefault(other, Set.of()));
            }
        }
        return reached;
    }

    /** Packages of more than so many files, by the folder of their sources. What describes a package is not counted. */
    public static Map<String, Long> packagesOfMoreThan(int most, String sources) {
        Map<String, Long> sizes = files(sources).stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(
                        file -> file.getParent().toString(), TreeMap::new, Collectors.counting()));
        sizes.values().removeIf(size -> size <= most);
        return sizes;
    }

    /** Files of more than so many lines. */
    public static Map<String, Long> filesLongerThan(int most, String sources) {
        Map<String, Long> lengths = files(sources).stream()
                .collect(Collectors.toMap(Path::toString, Rooms::lines, (one, other) -> one, TreeMap::new));
        lengths.values().removeIf(length -> length <= most);
        return lengths;
    }

    /** Names that several files have. What describes a package is not counted. */
    public static Map<String, List<Path>> namesOfSeveral(String... sources) {
        Map<String, List<Path>> named = Stream.of(sources)
                .flatMap(folder -> files(folder).stream())
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(
                        file -> file.getFileName().toString(), TreeMap::new, Collectors.toList()));
        named.values().removeIf(files -> files.size() == 1);
        return named;
    }

    /** Files that have these words in them: for what is in no signature. */
    public static Set<String> filesThatSay(String words, String sources) {
        return files(sources).stream()
                .filter(file -> text(file).contains(words))
                .map(Path::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(String sources) {
        try (Stream<Path> all = Files.walk(Path.of(sources))) {
            return all.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
