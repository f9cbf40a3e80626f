package org.leasemq;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.engine.Client;
import org.leasemq.engine.model.QueuePrefix;

/** Which package may know which, and where time and randomness come from. */
class ArchitectureTest {
    private static final String ENGINE = "org.leasemq.engine";
    private static final String MODEL = "org.leasemq.engine.model..";
    private static final String WIRE = "org.leasemq.engine.wire..";
    private static final String REMOTE = "org.leasemq.remote..";
    private static final String SERVED = "org.leasemq.served..";
    private static final String ACCESS = "org.leasemq.access..";
    private static final String MEMORY = "org.leasemq.memory..";
    private static final String ANNOTATION = "org.leasemq.annotation..";
    private static final String LOCAL_ENGINE = "org.leasemq.engine.local..";
    private static final String STORE = "org.leasemq.store";
    private static final String BLOCK = "org.leasemq.store.block..";
    private static final String SEGMENT = "org.leasemq.store.segment..";
    private static final String DERBY_STORE = "org.leasemq.store.derby..";
    private static final String DERBY_STORE_INSIDE = "org.leasemq.store.derby.*..";
    private static final String DERBY_STORE_EXAMINATION = "org.leasemq.store.derby.examination";
    private static final String STACK = "org.leasemq.stack..";
    private static final String THREAD = "org.leasemq.thread..";
    private static final String LOG = "org.leasemq.log..";
    private static final String OPTIONS = "org.leasemq.options..";
    private static final String EMBEDDED = "org.leasemq.embedded..";
    private static final String MAPPING = "org.leasemq.mapping..";
    private static final String SELECTOR = "org.leasemq.selector..";
    private static final String MANAGEMENT = "org.leasemq.management..";
    private static final String JMS = "org.leasemq.jms..";

    private static final String ORDER = "org.leasemq.engine.local.order..";
    private static final String LOCAL_MEMORY = "org.leasemq.engine.local.memory..";
    private static final String THREADED_ENVIRONMENT = "org.leasemq.engine.local.runtime.ThreadedEnvironment";
    private static final String SYSTEM_TIME = "org.leasemq.engine.local.runtime.SystemTime";

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.leasemq");
    private static final JavaClasses PRODUCT_AND_TESTS = new ClassFileImporter().importPackages("org.leasemq");

    @Test
    void theEnginePortKnowsNothingOfOursButItsModelAndTheMemory() {
        onlyKnows(ENGINE, MODEL, MEMORY);
        onlyKnows(MODEL);
        onlyKnows(MEMORY);
        onlyKnows(WIRE, ENGINE, MODEL);
    }

    @Test
    void bothEndsOfAConnectionKnowThePortAndItsBytes() {
        onlyKnows(REMOTE, ENGINE, MODEL, MEMORY, WIRE, OPTIONS, LOG, STACK);
        onlyKnows(SERVED, ENGINE, MODEL, MEMORY, WIRE, LOG);
    }

    @Test
    void whoMayDoWhatIsKnownOfThePortAlone() {
        onlyKnows(ACCESS, ENGINE, MODEL, MEMORY, OPTIONS, LOG);
    }

    @Test
    void theStorePortKnowsOnlyWhatAMessageIs() {
        onlyKnows(STORE, MODEL);
    }

    @Test
    void whatALogConsistsOfKnowsNoDatabase() {
        onlyKnows(BLOCK, STORE, MODEL);
        onlyKnows(SEGMENT, STORE, BLOCK, LOG);
    }

    @Test
    void theDerbyStoreKnowsOnlyTheStorePortWhatALogConsistsOfWhatAMessageIsTheStackAndLogging() {
        onlyKnows(DERBY_STORE, STORE, BLOCK, SEGMENT, MODEL, STACK, LOG);
    }

    @Test
    void theRoomsOfTheDerbyStoreAreItsOwnButForTheExamination() {
        holdsFor(
                PRODUCT,
                noClasses()
                        .that()
                        .resideOutsideOfPackage(DERBY_STORE)
                        .should()
                        .dependOnClassesThat(resideInAPackage(DERBY_STORE_INSIDE)
                                .and(resideOutsideOfPackage(DERBY_STORE_EXAMINATION))));
    }

    @Test
    void theLocalEngineKnowsOnlyTheTwoPortsHowAnswersAreWrittenDownTheStackAndTheLog() {
        onlyKnows(LOCAL_ENGINE, ENGINE, MODEL, WIRE, MEMORY, STORE, STACK, LOG);
    }

    @Test
    void theOrderOfEntriesKnowsNoStoreNoThreadsAndNoClockButWhatItIsTold() {
        DescribedPredicate<JavaClass> told = nameMatching("org\\.leasemq\\.(store\\.(Progress|Provenance)"
                        + "|engine\\.local\\.runtime\\.(Moments|Numbers|Timers(\\$Timer)?))")
                .forSubtype();
        DescribedPredicate<JavaClass> foreign = resideOutsideOfPackage("org.leasemq..");
        holdsFor(
                PRODUCT,
                classes()
                        .that()
                        .resideInAPackage(ORDER)
                        .should()
                        .onlyDependOnClassesThat(foreign.or(told)
                                .or(resideInAnyPackage(ORDER, MODEL, MEMORY, LOCAL_MEMORY, ANNOTATION))
                                .as("the model, what is counted of memory, and what it is told")));
    }

    /**
     * Threads have a lock of their own to wait by, those who read back meet under none of the engine's, and who judges for a
     * selection asks foreign code, which nobody does with the engine's lock.
     */
    @Test
    void nobodyButTheLockOfTheEngineLocksThere() {
        String others = "org\\.leasemq\\.engine\\.local\\.(runtime\\.(EngineLock|ThreadedEnvironment)"
                + "|content\\.(Contents|RecentBlocks)|queue\\.QueueSelection)(\\$.*)?";
        holdsFor(
                PRODUCT,
                noClasses()
                        .that()
                        .resideInAPackage(LOCAL_ENGINE)
                        .and()
                        .haveNameNotMatching(others)
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching("java\\.util\\.concurrent\\.(Semaphore|locks\\.(?!LockSupport).*)"));
        holdsFor(
                PRODUCT,
                noMethods()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideInAPackage(LOCAL_ENGINE)
                        .and()
                        .areDeclaredInClassesThat()
                        .haveNameNotMatching(others)
                        .should()
                        .haveModifier(JavaModifier.SYNCHRONIZED));
        assertEquals(Set.of(), Rooms.filesThatSay("synchronized (", "src/main/java/org/leasemq/engine/local"));
    }

    @Test
    void theStackThreadsAndTheLogKnowNothingOfOursButThemselves() {
        onlyKnows(STACK);
        onlyKnows(THREAD);
        onlyKnows(LOG);
    }

    @Test
    void theOptionsKnowOnlyTheModel() {
        onlyKnows(OPTIONS, MODEL);
    }

    @Test
    void whatIsShownToToolsIsKnownOfThePortAlone() {
        onlyKnows(MANAGEMENT, ENGINE, MODEL, MEMORY, LOG);
    }

    @Test
    void theEmbeddedStartPutsEnginesOnStores() {
        onlyKnows(
                EMBEDDED,
                ACCESS,
                ENGINE,
                MODEL,
                MEMORY,
                LOCAL_ENGINE,
                REMOTE,
                STORE,
                DERBY_STORE,
                OPTIONS,
                SELECTOR,
                STACK,
                THREAD,
                MANAGEMENT,
                LOG);
    }

    @Test
    void theJmsFaceKnowsTheEnginePortAndHowToStartOne() {
        onlyKnows(JMS, ENGINE, MODEL, MEMORY, EMBEDDED, OPTIONS, MAPPING, SELECTOR, STACK, LOG);
        holdsFor(
                PRODUCT,
                classes()
                        .that()
                        .resideInAPackage(JMS)
                        .should()
                        .onlyDependOnClassesThat(resideOutsideOfPackage(EMBEDDED)
                                .or(nameMatching("org\\.leasemq\\.embedded\\.(EmbeddedEngines|EngineHandle)"))));
    }

    @Test
    void selectorsAndTheMappingKnowNoFaceAndNoEngineInParticular() {
        onlyKnows(MAPPING, MODEL, LOG);
        onlyKnows(SELECTOR, ENGINE, MODEL, MAPPING);
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        holdsFor(PRODUCT, slices().matching("org.leasemq.(**)").should().beFreeOfCycles());
    }

    @Test
    void onlyTheJmsFaceKnowsJakartaMessaging() {
        onlyIn(JMS, "jakarta.jms..");
    }

    @Test
    void onlyTheDerbyStoreKnowsSql() {
        onlyIn(DERBY_STORE, "java.sql..", "javax.sql..", "org.apache.derby..");
    }

    @Test
    void nothingKnowsHttpOrAnotherLoggerOrATestLibrary() {
        onlyIn(
                "nowhere",
                "java.net.http..",
                "com.sun.net.httpserver..",
                "jakarta.servlet..",
                "java.util.logging..",
                "org.slf4j..",
                "org.apache.logging..",
                "org.junit..",
                "org.opentest4j..",
                "com.tngtech..");
    }

    @Test
    void timeComesFromTheInjectedSourceInTestsToo() {
        holdsFor(PRODUCT_AND_TESTS, noneBut(SYSTEM_TIME).should().callCodeUnitWhere(target(readsTheSystemClock())));
    }

    @Test
    void nothingSleepsInTestsEither() {
        holdsFor(
                PRODUCT_AND_TESTS,
                noClasses().should().callMethodWhere(target(isOneOf(Map.of(Thread.class, Set.of("sleep"))))));
    }

    @Test
    void theTimerOfTheSystemIsReadInTwoPlaces() {
        holdsFor(
                PRODUCT,
                noneBut(SYSTEM_TIME)
                        .and()
                        .doNotHaveFullyQualifiedName(THREADED_ENVIRONMENT)
                        .should()
                        .callMethod(System.class, "nanoTime"));
    }

    @Test
    void randomnessComesFromTheInjectedSource() {
        holdsFor(
                PRODUCT,
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName(THREADED_ENVIRONMENT)
                        .and()
                        .resideOutsideOfPackage(DERBY_STORE)
                        .should()
                        .callCodeUnitWhere(target(isOneOf(Map.of(
                                Math.class, Set.of("random"),
                                UUID.class, Set.of("randomUUID"),
                                RandomGenerator.class, Set.of("of", "getDefault"),
                                RandomGeneratorFactory.class, Set.of("create", "of", "getDefault")))))
                        .orShould()
                        .dependOnClassesThat()
                        .haveNameMatching("java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom)"
                                + "|java\\.security\\.SecureRandom"));
    }

    @Test
    void roomsAreSuchThatOneCanLiveInThem() {
        assertEquals(Set.of(), Rooms.cyclesOfMoreThan(6, PRODUCT));
        assertEquals(Map.of(), Rooms.packagesOfMoreThan(30, "src/main/java"));
        assertEquals(Map.of(), Rooms.packagesOfMoreThan(30, "src/test/java"));
        assertEquals(Map.of(), Rooms.filesLongerThan(400, "src/main/java"));
        assertEquals(Map.of(), Rooms.filesLongerThan(500, "src/test/java"));
    }

    @Test
    void applicationsAreToldOfNothingThatIsNotForThem() {
        assertEquals(Set.of(), Visibility.leaksToApplications(PRODUCT, PRODUCT));
    }

    /** Whatever else is kept there would be nobody's. */
    @Test
    void onlyBranchesOfTransactionsArePartsOfClients() {
        holdsFor(
                PRODUCT,
                noneBut("org.leasemq.jms.xa.WorkingBranches")
                        .should()
                        .callMethod(Client.class, "part", Class.class, Supplier.class));
        JavaMethod part = PRODUCT.get(Client.class).getMethod("part", Class.class, Supplier.class);
        assertEquals(Audience.FACES, part.getAnnotationOfType(VisibleTo.class).value());
    }

    /** Who guards an engine goes by them. */
    @Test
    void whatQueuesOfTheFacesAreCalledIsWrittenInOnePlace() {
        Stream<String> prefixes = Stream.concat(
                Stream.of(QueuePrefix.TEMPORARY, QueuePrefix.CONSUMER, QueuePrefix.TOPIC),
                QueuePrefix.SUBSCRIPTIONS.stream());
        assertEquals(
                Set.of("src/main/java/org/leasemq/engine/model/QueuePrefix.java"),
                prefixes.flatMap(prefix -> Rooms.filesThatSay('"' + prefix, "src/main/java").stream())
                        .collect(Collectors.toSet()));
    }

    /** What is told to compilers may be known everywhere. */
    private static void onlyKnows(String who, String... whom) {
        DescribedPredicate<JavaClass> foreign = resideOutsideOfPackage("org.leasemq..");
        DescribedPredicate<JavaClass> allowed = foreign.or(resideInAPackage(who))
                .or(resideInAnyPackage(whom))
                .or(resideInAPackage(ANNOTATION))
                .as("%s and what is not of LeaseMQ", Set.of(whom));
        holdsFor(PRODUCT, classes().that().resideInAPackage(who).should().onlyDependOnClassesThat(allowed));
    }

    private static void onlyIn(String where, String... packages) {
        holdsFor(
                PRODUCT,
                noClasses()
                        .that()
                        .resideOutsideOfPackage(where)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(packages));
    }

    private static GivenClassesConjunction noneBut(String name) {
        return noClasses().that().doNotHaveFullyQualifiedName(name);
    }

    private static DescribedPredicate<CodeUnitCallTarget> readsTheSystemClock() {
        DescribedPredicate<CodeUnitCallTarget> now = describe(
                "java.time's now() without a clock",
                target -> target.getName().equals("now")
                        && target.getOwner().getPackageName().startsWith("java.time")
                        && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class)));
        DescribedPredicate<CodeUnitCallTarget> dateOfNow = describe(
                "new Date()",
                target -> target.getName().equals("<init>")
                        && target.getOwner().isEquivalentTo(Date.class)
                        && target.getRawParameterTypes().isEmpty());
        return isOneOf(Map.of(
                        System.class, Set.of("currentTimeMillis"),
                        InstantSource.class, Set.of("system"),
                        Clock.class,
                                Set.of(
                                        "system",
                                        "systemUTC",
                                        "systemDefaultZone",
                                        "tickMillis",
                                        "tickSeconds",
                                        "tickMinutes")))
                .or(now)
                .or(dateOfNow);
    }

    private static DescribedPredicate<CodeUnitCallTarget> isOneOf(Map<Class<?>, Set<String>> methods) {
        return describe(
                "one of " + methods,
                target -> methods.entrySet().stream()
                        .anyMatch(entry -> target.getOwner().isEquivalentTo(entry.getKey())
                                && entry.getValue().contains(target.getName())));
    }

    private static DescribedPredicate<JavaCall<?>> target(DescribedPredicate<CodeUnitCallTarget> predicate) {
        return describe("the target is " + predicate.getDescription(), call -> predicate.test(call.getTarget()));
    }

    /** A package of the design may not be there yet. */
    private static void holdsFor(JavaClasses classes, ArchRule rule) {
        rule.allowEmptyShould(true).check(classes);
    }
}
