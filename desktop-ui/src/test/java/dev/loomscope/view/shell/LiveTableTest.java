package dev.loomscope.view.shell;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.stage.Stage;

import dev.loomscope.view.theme.Fonts;
import dev.loomscope.view.theme.Theme;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The table while tasks come by the hundred and stand between those that are looked at. */
@ExtendWith(ApplicationExtension.class)
class LiveTableTest {
    private final ShopSession shop = new ShopSession();
    private Workspace workspace;
    private SessionViewModel session;

    @Start
    void show(Stage stage) {
        shop.advance(12);
        Fonts.load();
        Settings settings = Settings.fresh();
        workspace = new Workspace(settings, Threads.beside());
        session = workspace.open(new Feed.Still("shop", shop.model()));
        session.viewProperty().set(ViewName.TASKS);
        Scene scene = new Scene(new SessionScreen(session, workspace, settings), 1400, 900);
        Theme.DARK.apply(scene);
        stage.setScene(scene);
        stage.show();
    }

    @Stop
    void stop() {
        workspace.close();
    }

    @Test
    void theSelectedRowStaysWhereItIs(FxRobot robot) throws Exception {
        TableView<Integer> table = robot.lookup("#tasks").queryTableView();
        awaitMore(robot, table, 100);
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
            awaitMore(robot, table, before);
        }

        assertThat(session.tasks().selectedProperty().get()).isEqualTo(wanted);
        assertThat(table.getSelectionModel().getSelectedItem()).isEqualTo(wanted);
        assertThat(table.getItems().indexOf(wanted)).as("others came above it").isGreaterThan(66);
        assertThat(top(robot, wanted)).isCloseTo(y, within(0.6));
    }

    private void awaitMore(FxRobot robot, TableView<Integer> table, int than) throws Exception {
        WaitForAsyncUtils.waitFor(20, SECONDS, () -> {
            robot.interact(session::refresh);
            return table.getItems().size() > than;
        });
        WaitForAsyncUtils.waitForFxEvents();
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
