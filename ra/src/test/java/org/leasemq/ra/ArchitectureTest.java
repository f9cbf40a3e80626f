package org.leasemq.ra;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the adapter may know, and how large its rooms may become. */
class ArchitectureTest {
    private static final String RA = "org.leasemq.ra";
    private static final String INBOUND = "org.leasemq.ra.inbound..";
    private static final String OUTBOUND = "org.leasemq.ra.outbound..";
    private static final String CONFIG = "org.leasemq.ra.config..";
    private static final String JMS = "org.leasemq.jms..";
    private static final String MODEL = "org.leasemq.engine.model..";
    private static final String EMBEDDED = "org.leasemq.embedded";
    private static final String OPTIONS = "org.leasemq.options..";
    private static final String LOG = "org.leasemq.log..";
    private static final String ANNOTATION = "org.leasemq.annotation..";

    private static final int CYCLE = 6;
    private static final int ROOM = 30;
    private static final int FILE = 400;
    private static final int TEST_FILE = 500;

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.leasemq.ra");
    private static final JavaClasses PRODUCT_AND_TESTS = new ClassFileImporter().importPackages("org.leasemq.ra");

    @Test
    void theAdapterKnowsTheJmsFaceAndHowToGetAnEngine() {
        onlyKnows(RA, INBOUND, OUTBOUND, CONFIG, JMS, MODEL, EMBEDDED, OPTIONS, LOG, ANNOTATION);
        classes()
                .that()
                .resideInAPackage("org.leasemq.ra..")
                .and()
                .doNotBelongToAnyOf(AdapterEngines.class, LeaseMQResourceAdapter.class)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(EMBEDDED + ".."))
                .check(PRODUCT);
    }

    @Test
    void beansAndConnectionsKnowNeitherEachOtherNorTheAdapterNorAnEngine() {
        onlyKnows(INBOUND, JMS, OPTIONS, LOG, ANNOTATION);
        onlyKnows(OUTBOUND, JMS, OPTIONS, LOG, ANNOTATION);
    }

    @Test
    void propertiesKnowOnlyTheLog() {
        onlyKnows(CONFIG, LOG);
    }

    @Test
    void nothingKnowsSqlOrHttpOrAnotherLoggerOrATestLibrary() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "org.apache.derby..",
                        "java.net.http..",
                        "jakarta.servlet..",
                        "java.util.logging..",
                        "org.slf4j..",
                        "org.junit..")
                .check(PRODUCT);
    }

    @Test
    void nothingSleepsInTestsEither() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .check(PRODUCT_AND_TESTS);
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching("org.leasemq.(**)").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void fewClassesKnowEachOtherInACircle() {
        Map<JavaClass, Set<JavaClass>> known = PRODUCT.stream()
                .collect(Collectors.groupingBy(
                        ArchitectureTest::outermost,
                        Collectors.flatMapping(ArchitectureTest::knownBy, Collectors.toSet())));
        Map<String, Set<String>> cycles = new TreeMap<>();
        for (JavaClass one : known.keySet()) {
            Set<String> cycle = new TreeSet<>();
            reached(one, known).stream()
                    .filter(other -> reached(other, known).contains(one))
                    .forEach(other -> cycle.add(other.getSimpleName()));
            if (cycle.size() > CYCLE) {
                cycles.put(one.getSimpleName(), cycle);
            }
        }
        assertEquals(Map.of(), cycles);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static Stream<JavaClass> knownBy(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .filter(PRODUCT::contains)
                .map(ArchitectureTest::outermost)
                .filter(other -> !other.equals(outermost(type)));
    }

    /** What a class depends on, through others too. */
    private static Set<JavaClass> reached(JavaClass from, Map<JavaClass, Set<JavaClass>> known) {
        Set<JavaClass> reached = new HashSet<>();
        Deque<JavaClass> next = new ArrayDeque<>(known.get(from));
        while (!next.isEmpty()) {
            JavaClass one = next.pop();
            if (reached.add(one)) {
                next.addAll(known.get(one));
            }
        }
        return reached;
    }

    @Test
    void roomsAndFilesStaySmall() throws IOException {
        Map<Path, Long> rooms = files("src/main/java").stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        assertFalse(rooms.isEmpty());
        rooms.values().removeIf(count -> count <= ROOM);
        assertEquals(Map.of(), rooms);
        assertEquals(List.of(), longer("src/main/java", FILE));
        assertEquals(List.of(), longer("src/test/java", TEST_FILE));
    }

    private static List<Path> files(String root) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static List<Path> longer(String root, int limit) throws IOException {
        List<Path> longer = new ArrayList<>();
        for (Path file : files(root)) {
            if (Files.readAllLines(file).size() > limit) {
                longer.add(file);
            }
        }
        return longer;
    }

    private static void onlyKnows(String who, String... whom) {
        DescribedPredicate<JavaClass> foreign = resideOutsideOfPackage("org.leasemq..");
        DescribedPredicate<JavaClass> allowed = foreign.or(resideInAPackage(who))
                .or(resideInAnyPackage(whom))
                .as("%s and what is not of LeaseMQ", Set.of(whom));
        classes()
                .that()
                .resideInAPackage(who)
                .should()
                .onlyDependOnClassesThat(allowed)
                .check(PRODUCT);
    }
}
