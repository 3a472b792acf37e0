package dev.loomscope;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** What runs in the application knows nothing of the agent, and the bytes know nothing of who writes them. */
class AgentLayersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS).importPackages("dev.loomscope");

    private static void holds(ArchRule rule) {
        rule.check(CLASSES);
    }

    @Test
    void protocolDependsOnNothing() {
        holds(classes().that().resideInAPackage("dev.loomscope.protocol..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("dev.loomscope.protocol..", "java.lang..", "java.io..", "java.nio..", "java.util..",
                        "java.security..", "org.jspecify.annotations..")
                .because("both ends use it, in any JVM"));
    }

    @Test
    void hooksDependOnJavaBaseOnly() {
        holds(classes().that().resideInAPackage("dev.loomscope.agent.hook..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("dev.loomscope.agent.hook..", "java.lang..", "java.util..",
                        "org.jspecify.annotations..")
                .because("they are copied into java.base, which sees nothing else; constants are inlined"));
    }

    @Test
    void dataFlowsOneWay() {
        holds(noClasses().that().resideInAPackage("dev.loomscope.agent.hook..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.loomscope.agent.instrument..", "dev.loomscope.agent.sample..",
                        "dev.loomscope.agent.stream..", "dev.loomscope.protocol.."));
        holds(noClasses().that().resideInAPackage("dev.loomscope.agent.instrument..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.loomscope.agent.sample..", "dev.loomscope.agent.stream.."));
    }
}
