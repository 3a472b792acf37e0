package dev.loomscope.view.shell;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.stage.Stage;

import dev.loomscope.view.Awaiting;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The table while tasks come by the hundred and stand between those that are looked at. */
@ExtendWith(ApplicationExtension.class)
class LiveTableTest {
    private final ShopSession shop = new ShopSession();
    private final ShownSession shown = new ShownSession(Threads.beside());
    private SessionViewModel session;

    @Start
    void show(Stage stage) {
        shop.advance(12);
        session = shown.workspace().open(new Feed.Still("shop", shop.model()));
        session.viewProperty().set(ViewName.TASKS);
        shown.show(stage, session, 1400, 900);
    }

    @Stop
    void stop() {
        shown.close();
    }

    @Test
    void theSelectedRowStaysWhereItIs(FxRobot robot) {
        TableView<Integer> table = Hand.table(robot);
        awaitMore(table, 100);
        robot.interact(() -> {
            table.scrollTo(60);
            ((VirtualFlow<?>) table.lookup(".virtual-flow")).scrollPixels(11);
        });
        WaitForAsyncUtils.waitForFxEvents();
        Integer wanted = table.getItems().get(66);
        robot.interact(() -> table.getSelectionModel().select(66));
        WaitForAsyncUtils.waitForFxEvents();
        double y = top(robot, wanted);

        for (int second = 0; second < 2; second++) {
            int before = table.getItems().size();
            robot.interact(() -> shop.advance(1));
            awaitMore(table, before);
        }

        assertThat(session.tasks().selectedProperty().get()).isEqualTo(wanted);
        assertThat(table.getSelectionModel().getSelectedItem()).isEqualTo(wanted);
        assertThat(table.getItems().indexOf(wanted)).as("others came above it").isGreaterThan(66);
        assertThat(top(robot, wanted)).isCloseTo(y, within(0.6));
    }

    private void awaitMore(TableView<Integer> table, int than) {
        Awaiting.until(() -> {
            session.refresh();
            return table.getItems().size() > than;
        });
    }

    /** Where the row of a task begins on the screen. */
    private static double top(FxRobot robot, Integer task) {
        Node row = robot.lookup(".table-row-cell")
                .match(node -> node instanceof TableRow<?> cell && !cell.isEmpty() && task.equals(cell.getItem()))
                .query();
        Bounds bounds = row.localToScene(row.getBoundsInLocal());
        return bounds.getMinY();
    }
}
