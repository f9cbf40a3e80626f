package org.leasemq;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The rooms of what is too large for one package, from the ground up: a room knows those on floors below it, and none on its own
 * floor. A room that is added is added here.
 */
class FloorsTest {
    private static final List<Set<String>> JMS = List.of(
            Set.of("error"),
            Set.of("destination", "object"),
            Set.of("message", "acknowledge"),
            Set.of("delivery", "xa"),
            Set.of("session"),
            Set.of("server"),
            Set.of(""),
            Set.of("jndi"));

    private static final List<Set<String>> LOCAL_ENGINE = List.of(
            Set.of("memory", "runtime"),
            Set.of("order", "definition", "commit"),
            Set.of("content"),
            Set.of("queue"),
            Set.of("operation"),
            Set.of("recovery"),
            Set.of(""));

    private static final List<Set<String>> DERBY_STORE = List.of(
            Set.of("failure"),
            Set.of("database"),
            Set.of("files"),
            Set.of("schema"),
            Set.of("segment"),
            Set.of(""),
            Set.of("examination"));

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.leasemq");

    @Test
    void roomsOfTheJmsFaceKnowThoseBelow() {
        knowThoseBelow("org.leasemq.jms", JMS);
    }

    @Test
    void roomsOfTheLocalEngineKnowThoseBelow() {
        knowThoseBelow("org.leasemq.engine.local", LOCAL_ENGINE);
    }

    @Test
    void roomsOfTheDerbyStoreKnowThoseBelow() {
        knowThoseBelow("org.leasemq.store.derby", DERBY_STORE);
    }

    private static void knowThoseBelow(String house, List<Set<String>> floors) {
        Map<String, Integer> heights = new HashMap<>();
        for (int height = 0; height < floors.size(); height++) {
            for (String room : floors.get(height)) {
                heights.put(room.isEmpty() ? house : house + "." + room, height);
            }
        }
        List<JavaClass> inside = PRODUCT.stream()
                .filter(type -> (type.getPackageName() + ".").startsWith(house + "."))
                .toList();
        assertEquals(
                new TreeSet<>(heights.keySet()),
                inside.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new)));
        Set<String> upwards = new TreeSet<>();
        for (JavaClass type : inside) {
            String room = type.getPackageName();
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(other -> !other.getPackageName().equals(room))
                    .filter(other -> heights.getOrDefault(other.getPackageName(), -1) >= heights.get(room))
                    .forEach(other -> upwards.add(type.getName() + " knows " + other.getName()));
        }
        assertEquals(Set.of(), upwards);
    }
}
