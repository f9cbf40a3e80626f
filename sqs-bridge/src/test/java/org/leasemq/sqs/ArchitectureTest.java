package org.leasemq.sqs;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.implement;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.leasemq.Rooms;
import org.leasemq.Visibility;
import org.leasemq.embedded.DatabaseExamination;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.model.QueuePrefix;
import org.leasemq.sqs.call.Action;
import org.leasemq.sqs.wire.ApiException;

/** Which package of the bridge may know what. */
class ArchitectureTest {
    private static final JavaClasses BRIDGE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.leasemq.sqs", "org.leasemq.console");

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.leasemq");

    private static void noneBut(String inside, String... known) {
        noClasses()
                .that()
                .resideOutsideOfPackage(inside)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(known)
                .check(BRIDGE);
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching("org.leasemq.(**)").should().beFreeOfCycles().check(BRIDGE);
    }

    @Test
    void roomsAreSuchThatOneCanLiveInThem() {
        assertEquals(Set.of(), Rooms.cyclesOfMoreThan(6, BRIDGE));
        assertEquals(Map.of(), Rooms.packagesOfMoreThan(30, "src/main/java"));
        assertEquals(Map.of(), Rooms.packagesOfMoreThan(30, "src/test/java"));
        assertEquals(Map.of(), Rooms.filesLongerThan(400, "src/main/java"));
        assertEquals(Map.of(), Rooms.filesLongerThan(500, "src/test/java"));
    }

    /** But for the actions of two APIs, which Amazon calls the same. */
    @Test
    void noNameStandsForTwoThings() {
        Map<String, List<Path>> several = Rooms.namesOfSeveral(
                "src/main/java",
                "../ra/src/main/java",
                "../provider/src/main/java",
                "../provider/junit/src/main/java",
                "../provider/micrometer/src/main/java");
        several.keySet().removeAll(Set.of("AddPermission.java", "RemovePermission.java"));
        assertEquals(Map.of(), several);
    }

    @Test
    void theBridgeUsesOfOtherModulesOnlyWhatIsVisibleThere() {
        assertEquals(Set.of(), Visibility.trespassesOf(BRIDGE, ALL));
    }

    @Test
    void applicationsAreToldOfNothingThatIsNotForThem() {
        assertEquals(Set.of(), Visibility.leaksToApplications(BRIDGE, ALL));
    }

    @Test
    void whatQueuesOfTopicsAreCalledIsWrittenElsewhere() {
        assertEquals(Set.of(), Rooms.filesThatSay('"' + QueuePrefix.TOPIC, "src/main/java"));
    }

    @Test
    void actionsAreKnownToTheirListsOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.leasemq.sqs.action", "org.leasemq.sqs.topic.action")
                .should()
                .dependOnClassesThat(implement(Action.class).and(resideInAPackage("..action")))
                .check(BRIDGE);
    }

    @Test
    void onlyTheServerAndItsConsoleKnowJetty() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.leasemq.sqs.server..", "org.leasemq.console..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..")
                .check(BRIDGE);
    }

    @Test
    void theConsoleIsNoFaceOfSqs() {
        noClasses()
                .that()
                .resideInAPackage("org.leasemq.console..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.leasemq.sqs..")
                        .and(DescribedPredicate.not(resideInAnyPackage(
                                "org.leasemq.sqs.attribute",
                                "org.leasemq.sqs.client",
                                "org.leasemq.sqs.queue",
                                "org.leasemq.sqs.transfer")))
                        .and(DescribedPredicate.not(equivalentTo(ApiException.class))))
                .check(BRIDGE);
        noClasses()
                .that()
                .resideOutsideOfPackages("org.leasemq.sqs.server", "org.leasemq.console..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.leasemq.console..")
                .check(BRIDGE);
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        noneBut("org.leasemq.sqs.cli..", "picocli..");
    }

    @Test
    void ofWhatOpensEnginesNothingIsKnownButHowToGetOne() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.leasemq.embedded..")
                        .and(DescribedPredicate.not(
                                belongToAnyOf(EmbeddedEngines.class, EngineHandle.class, DatabaseExamination.class))))
                .check(BRIDGE);
    }

    @Test
    void nobodyKnowsJakartaMessagingOrSqlOrTheLocalEngine() {
        noneBut(
                "nowhere",
                "jakarta.jms..",
                "org.leasemq.jms..",
                "java.sql..",
                "org.apache.derby..",
                "org.leasemq.engine.local..",
                "org.leasemq.store..");
    }
}
