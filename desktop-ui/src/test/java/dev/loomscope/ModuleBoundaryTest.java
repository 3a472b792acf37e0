package dev.loomscope;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class ModuleBoundaryTest {

    @Test
    void desktopKnowsOfTheAgentOnlyTheProtocol() {
        var classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS).importPackages("dev.loomscope");
        noClasses().that().resideOutsideOfPackages("dev.loomscope.agent..", "dev.loomscope.protocol..").should()
                .dependOnClassesThat().resideInAPackage("dev.loomscope.agent..").check(classes);
    }
}
