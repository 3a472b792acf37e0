package dev.loomscope;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Data flows one way: protocol, model, then session and insight, then export and view, then command. */
class DesktopLayersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS).importPackages("dev.loomscope");

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    @Test
    void modelKnowsTheProtocolOnly() {
        holds(noClasses().that().resideInAPackage("dev.loomscope.model..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.loomscope.session..", "dev.loomscope.filter..", "dev.loomscope.insight..",
                        "dev.loomscope.export..", "dev.loomscope.view..", "dev.loomscope.command..")
                .because("the model is what everything else reads"));
    }

    @Test
    void figuresKnowNothingElse() {
        holds(classes().that().resideInAPackage("dev.loomscope.figures..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("dev.loomscope.figures..", "java..", "org.jspecify..")
                .because("a duration is written alike wherever it stands"));
    }

    @Test
    void filterKnowsTheModelOnly() {
        holds(noClasses().that().resideInAPackage("dev.loomscope.filter..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.loomscope.session..", "dev.loomscope.insight..", "dev.loomscope.export..",
                        "dev.loomscope.view..", "dev.loomscope.command..", "dev.loomscope.protocol..")
                .because("reports, tables and pictures are filtered in one language"));
    }

    @Test
    void sessionAndInsightStandSideBySideOnTheModel() {
        holds(noClasses().that().resideInAPackage("dev.loomscope.session..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.loomscope.insight..", "dev.loomscope.export..", "dev.loomscope.view..",
                        "dev.loomscope.command.."));
        holds(noClasses().that().resideInAPackage("dev.loomscope.insight..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.loomscope.session..", "dev.loomscope.export..", "dev.loomscope.view..",
                        "dev.loomscope.command..", "dev.loomscope.protocol..")
                .because("findings are functions of the model, wherever it came from"));
    }

    @Test
    void exportAndViewDoNotKnowEachOther() {
        holds(noClasses().that().resideInAPackage("dev.loomscope.export..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.loomscope.view..", "dev.loomscope.command.."));
        holds(noClasses().that().resideInAPackage("dev.loomscope.view..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.loomscope.export..", "dev.loomscope.command.."));
    }

    @Test
    void nothingDependsOnCommand() {
        holds(noClasses().that().resideOutsideOfPackage("dev.loomscope.command..").should().dependOnClassesThat()
                .resideInAPackage("dev.loomscope.command.."));
    }

    @Test
    void dataNeedsNoToolkit() {
        holds(noClasses().that()
                .resideInAnyPackage("dev.loomscope.model..", "dev.loomscope.session..", "dev.loomscope.filter..",
                        "dev.loomscope.insight..", "dev.loomscope.export..")
                .should().dependOnClassesThat().resideInAnyPackage("javafx..", "java.awt..", "javax.swing..")
                .because("a report and a recording are made where there is no display"));
    }

    @Test
    void viewModelsTouchNoControls() {
        holds(noClasses().that().resideInAPackage("dev.loomscope.view..").and()
                .haveNameMatching(
                        ".*(ViewModel|TimelineModel|Playhead|Navigation|Motion|Viewport|Sight|Selection|Pointer|Marks|Reveal)")
                .should().dependOnClassesThat().resideInAnyPackage("javafx.scene..", "javafx.stage..")
                .because("a view model is tested without a toolkit"));
    }

    @Test
    void packagesOfDataHaveNoCycles() {
        holds(slices().matching("dev.loomscope.(model|session|filter|insight|export)..").should().beFreeOfCycles());
    }
}
