package org.leasemq.sqs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package of the bridge may know what. */
class ArchitectureTest {
    private static final JavaClasses BRIDGE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.leasemq.sqs");

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
        slices().matching("org.leasemq.sqs.(**)").should().beFreeOfCycles().check(BRIDGE);
    }

    @Test
    void onlyTheServerKnowsJetty() {
        noneBut("org.leasemq.sqs.server..", "org.eclipse.jetty..");
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        noneBut("org.leasemq.sqs.cli..", "picocli..");
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
