package dev.loomscope.view.shell;

import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import dev.loomscope.insight.Finding;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;
import dev.loomscope.session.State;
import dev.loomscope.view.Awaiting;
import dev.loomscope.view.timeline.MixedSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

import static org.assertj.core.api.Assertions.assertThat;

/** Every kind of link of a finding, pressed with the pointer in a window, and where it leads to. */
@ExtendWith(ApplicationExtension.class)
class FindingLinksTest {
    private final SessionModel model = MixedSession.model();
    private final ShownSession shown = new ShownSession(Threads.here());
    private SessionViewModel session;

    @Start
    void show(Stage stage) {
        session = shown.workspace().open(new Feed.Still("prices", model, new State(State.Phase.REPLAY, ""),
                new FakeReplay(0, model.now())));
        shown.show(stage, session, 1400, 1000);
    }

    @Stop
    void stop() {
        shown.close();
    }

    private void await(BooleanSupplier condition) {
        Awaiting.until(() -> {
            session.refresh();
            return condition.getAsBoolean();
        }, () -> session.viewProperty().get() + " " + session.timeline().from() + ".." + session.timeline().to());
    }

    private Finding finding(Predicate<Finding> wanted) {
        await(() -> session.findings().findingsProperty().get().stream().anyMatch(wanted));
        return session.findings().findingsProperty().get().stream().filter(wanted).findFirst().orElseThrow();
    }

    /** The card of a finding, brought into sight. */
    private Node card(FxRobot robot, Finding finding) {
        robot.interact(() -> session.viewProperty().set(ViewName.FINDINGS));
        await(() -> robot.lookup(".finding").match(card -> isOf(card, finding)).tryQuery().isPresent());
        Node card = robot.lookup(".finding").match(each -> isOf(each, finding)).query();
        robot.interact(() -> reveal(card));
        return card;
    }

    private static boolean isOf(Node card, Finding finding) {
        return card.lookup(".finding-summary") instanceof Label label && label.getText().equals(finding.summary());
    }

    private static void reveal(Node node) {
        Node parent = node;
        while (!(parent instanceof ScrollPane scroll)) {
            parent = parent.getParent();
        }
        Bounds place = scroll.getContent().sceneToLocal(node.localToScene(node.getBoundsInLocal()));
        double hidden = scroll.getContent().getBoundsInLocal().getHeight() - scroll.getViewportBounds().getHeight();
        scroll.setVvalue(hidden <= 0 ? 0 : Math.clamp(place.getMinY() / hidden, 0, 1));
        scroll.layout();
    }

    private void press(FxRobot robot, Finding finding, Predicate<String> link) {
        Node card = card(robot, finding);
        Button button = robot.from(card).lookup(".story-link").match(node -> node instanceof Button each
                && link.test(each.getText())).queryButton();
        robot.clickOn(button);
    }

    private void awaitInSight(long from, long to) {
        await(() -> session.viewProperty().get() == ViewName.TIMELINE && session.timeline().from() <= from
                && session.timeline().to() >= to && !session.timeline().isFollowing());
    }

    private int row(long task) {
        return model.tasks().row(task);
    }

    @Test
    void timelineLeadsToTheTimeAndTheTask(FxRobot robot) {
        Finding ofTask = finding(each -> each.kind().equals("stuck-task"));
        press(robot, ofTask, "Timeline"::equals);

        awaitInSight(ofTask.from(), Math.min(ofTask.to(), model.now()));
        assertThat(session.timeline().to() - session.timeline().from())
                .isLessThan(2 * (model.now() - ofTask.from()));
        assertThat(session.tasks().selectedProperty().get()).isEqualTo(row(ofTask.tasks().getFirst()));
        assertThat(session.findings().openedProperty().get()).isEqualTo(ofTask.id());
    }

    @Test
    void timelineOfAPoolsFindingLeadsToItsTime(FxRobot robot) {
        Finding ofPool = finding(each -> each.tasks().isEmpty() && each.pool() != null);
        press(robot, ofPool, "Timeline"::equals);

        awaitInSight(ofPool.from(), Math.min(ofPool.to(), model.now()));
        assertThat(session.timeline().to() - session.timeline().from()).isLessThan(2 * (ofPool.to() - ofPool.from()));
    }

    @Test
    void aPoolLeadsToItsFigures(FxRobot robot) {
        Finding ofPool = finding(each -> each.pool() != null);
        Integer pool = ofPool.pool();
        press(robot, ofPool, text -> text.startsWith("Pool "));

        await(() -> session.viewProperty().get() == ViewName.POOLS
                && session.pools().selectedProperty().get() == pool);
        await(() -> robot.lookup(".pool-details .pool-name").tryQueryAs(Label.class)
                .filter(label -> label.getText().equals(model.names().pool(pool))).isPresent());
    }

    @Test
    void aTaskLeadsToItsStory(FxRobot robot) {
        Finding ofTask = finding(each -> each.kind().equals("stuck-task"));
        long task = ofTask.tasks().getFirst();
        press(robot, ofTask, text -> text.startsWith("#" + task + " "));

        TaskTable tasks = model.tasks();
        await(() -> session.viewProperty().get() == ViewName.TIMELINE
                && session.timeline().from() <= tasks.started(row(task)));
        assertThat(session.tasks().selectedProperty().get()).isEqualTo(row(task));
        await(() -> robot.lookup(".task-details .title").tryQueryAs(Label.class)
                .filter(label -> label.getText().startsWith("#" + task + " ")).isPresent());
    }

    @Test
    void allTasksLeadsToThoseInTheTable(FxRobot robot) {
        Finding ofMany = finding(each -> each.tasks().size() > 2);
        press(robot, ofMany, text -> text.startsWith("All "));

        Set<Long> wanted = ofMany.tasks().stream().filter(id -> model.tasks().known(row(id)))
                .collect(Collectors.toSet());
        await(() -> session.viewProperty().get() == ViewName.TASKS && wanted.equals(session.tasks().rows().stream()
                .map(row -> model.tasks().id(row)).collect(Collectors.toSet())));
    }

    @Test
    void aCardIsPressedByPointerAndByKeyButNotByTheOtherButton(FxRobot robot) {
        Finding ofTask = finding(each -> each.kind().equals("stuck-task"));
        Node card = card(robot, ofTask);
        robot.rightClickOn(card.lookup(".finding-summary"));
        assertThat(session.viewProperty().get()).as("the other button").isEqualTo(ViewName.FINDINGS);
        robot.interact(card::requestFocus);
        robot.push(KeyCode.ENTER);
        awaitInSight(ofTask.from(), model.now());
        robot.clickOn(card(robot, ofTask).lookup(".finding-summary"));
        awaitInSight(ofTask.from(), model.now());
    }

    @Test
    void whatIsSaidOfAPoolLeadsThereToo(FxRobot robot) {
        Finding ofPool = finding(each -> each.pool() != null);
        Integer pool = ofPool.pool();
        robot.interact(() -> {
            session.viewProperty().set(ViewName.POOLS);
            session.pools().selectedProperty().set(pool);
        });
        await(() -> robot.lookup(".pool-details .advice").tryQuery().isPresent());
        Button advice = robot.lookup(".pool-details .advice").queryButton();
        Finding said = finding(each -> each.summary().equals(advice.getText()));
        robot.interact(() -> reveal(advice));
        robot.clickOn(advice);
        awaitInSight(said.from(), Math.min(said.to(), model.now()));
    }
}
