package org.leasemq.store.postgresql;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.leasemq.Rooms;

/** What the store on PostgreSQL knows. */
class PostgresArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.leasemq.store.postgresql");

    @Test
    void itKnowsTheStorePortWhatALogConsistsOfTheOptionsAndTheTime() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("org.leasemq..")
                        .or(resideInAnyPackage(
                                "org.leasemq.store",
                                "org.leasemq.store.block",
                                "org.leasemq.store.segment",
                                "org.leasemq.store.postgresql",
                                "org.leasemq.options",
                                "org.leasemq.log"))
                        .or(nameMatching("org\\.leasemq\\.(embedded\\.DatabaseStores|engine\\.TimeSource)"))
                        .as("the store port, blocks, segments, options, time"))
                .check(PRODUCT);
    }

    @Test
    void timeComesFromTheInjectedSource() {
        noClasses().should().callMethod(System.class, "nanoTime").check(PRODUCT);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(PRODUCT);
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(PRODUCT);
    }

    @Test
    void itsRoomIsSuchThatOneCanLiveInIt() {
        assertEquals(Set.of(), Rooms.cyclesOfMoreThan(6, PRODUCT));
        assertEquals(Map.of(), Rooms.filesLongerThan(400, "src/main/java"));
        assertEquals(Map.of(), Rooms.filesLongerThan(500, "src/test/java"));
    }
}
