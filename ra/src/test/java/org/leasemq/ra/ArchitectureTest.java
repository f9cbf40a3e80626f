package org.leasemq.ra;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.leasemq.Rooms;
import org.leasemq.Visibility;

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

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.leasemq.ra");
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.leasemq");
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
        onlyKnows(CONFIG, LOG, ANNOTATION);
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
    void roomsAreSuchThatOneCanLiveInThem() {
        assertEquals(Set.of(), Rooms.cyclesOfMoreThan(6, PRODUCT));
        assertEquals(Map.of(), Rooms.packagesOfMoreThan(30, "src/main/java"));
        assertEquals(Map.of(), Rooms.packagesOfMoreThan(30, "src/test/java"));
        assertEquals(Map.of(), Rooms.filesLongerThan(400, "src/main/java"));
        assertEquals(Map.of(), Rooms.filesLongerThan(500, "src/test/java"));
    }

    @Test
    void theAdapterUsesOfOtherModulesOnlyWhatIsVisibleThere() {
        assertEquals(Set.of(), Visibility.trespassesOf(PRODUCT, ALL));
    }

    @Test
    void applicationsAreToldOfNothingThatIsNotForThem() {
        assertEquals(Set.of(), Visibility.leaksToApplications(PRODUCT, ALL));
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
