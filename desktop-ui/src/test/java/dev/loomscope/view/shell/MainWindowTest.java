package dev.loomscope.view.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

import dev.loomscope.session.Endpoint;
import dev.loomscope.view.Awaiting;
import dev.loomscope.view.lanes.ArrangedBy;
import dev.loomscope.view.settings.Keys;
import dev.loomscope.view.start.ChosenFile;
import dev.loomscope.view.start.DemoCatalog;
import dev.loomscope.view.start.JvmDirectory;
import dev.loomscope.view.start.JvmRow;
import dev.loomscope.view.theme.FocusRound;
import dev.loomscope.view.theme.Fonts;
import dev.loomscope.view.theme.Theme;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

import static org.assertj.core.api.Assertions.assertThat;

/** Windows: what they keep for the next start, sessions side by side and in windows of their own, what closing asks. */
@ExtendWith(ApplicationExtension.class)
class MainWindowTest {
    private final ShopSession shop = new ShopSession();

    @TempDir
    private Path directory;

    private Stage stage;
    private MainWindow window;

    @Start
    void show(Stage shared) {
        Fonts.load();
        shop.advance(4);
        // The shared stage would keep its size for the tests behind this one.
        stage = new Stage();
        window = window(stage);
    }

    private MainWindow window(Stage on) {
        MainWindow next = new MainWindow(on, Settings.read(directory.resolve("desktop.properties")),
                new Surroundings(Threads.beside(), nobody(), DemoCatalog.none(), new ChosenFile()));
        next.show(new Opening.Start());
        return next;
    }

    private static JvmDirectory nobody() {
        return new JvmDirectory() {
            @Override
            public List<JvmRow> list() {
                return List.of();
            }

            @Override
            public Endpoint attach(long pid) {
                throw new AssertionError("pid=" + pid);
            }
        };
    }

    @Stop
    void stop() {
        window.workspace().close();
        stage.close();
    }

    private SessionViewModel open(FxRobot robot, String name) {
        robot.interact(() -> window.workspace().open(new Feed.Still(name, shop.model())));
        assertThat(window.screen().firstPane().isFocused()).as("keys reach what was opened").isEqualTo(
                window.screen().session().viewProperty().get() == ViewName.TIMELINE);
        return window.workspace().sessions().getLast();
    }

    @Test
    void aWindowIsAsItWasAfterARestart(FxRobot robot) {
        SessionViewModel session = open(robot, "before");
        robot.interact(() -> {
            stage.setX(40);
            stage.setY(30);
            stage.setWidth(1300);
            stage.setHeight(820);
            stage.getScene().getWindow().requestFocus();
            session.timeline().arrangementProperty()
                    .set(session.timeline().arrangementProperty().get().by(ArrangedBy.TASKS_BY_SITE));
            TableView<Integer> table = Hand.table(robot);
            table.getColumns().stream().filter(column -> column.getId().equals("POLLS"))
                    .forEach(column -> column.setVisible(false));
            table.getColumns().addFirst(table.getColumns().remove(2));
            session.viewProperty().set(ViewName.TASKS);
        });
        robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        robot.clickOn("Light");
        robot.push(KeyCode.ESCAPE);
        List<String> columns = Hand.table(robot).getColumns().stream().map(column -> column.getId()).toList();
        Settings kept = Settings.read(directory.resolve("desktop.properties"));
        Awaiting.until(() -> Settings.read(directory.resolve("desktop.properties")).store().get(Keys.WINDOW)
                .equals(List.of("40", "30", "1300", "820")), () -> kept.store().get(Keys.WINDOW));
        robot.interact(stage::close);

        robot.interact(() -> {
            stage = new Stage();
            window = window(stage);
        });
        SessionViewModel after = open(robot, "after");
        assertThat(stage.getX()).isEqualTo(40);
        assertThat(stage.getWidth()).isEqualTo(1300);
        assertThat(after.viewProperty().get()).isEqualTo(ViewName.TASKS);
        assertThat(after.timeline().arrangementProperty().get().by()).isEqualTo(ArrangedBy.TASKS_BY_SITE);
        assertThat(Hand.table(robot).getColumns()).extracting(column -> column.getId())
                .containsExactlyElementsOf(columns);
        assertThat(Hand.table(robot).getColumns().stream().filter(column -> !column.isVisible())
                .map(column -> column.getId())).containsExactly("POLLS");
        assertThat(Settings.read(directory.resolve("desktop.properties")).themeProperty().get()).isEqualTo(Theme.LIGHT);
        robot.interact(stage::close);
    }

    @Test
    void sessionsStandBesideEachOtherAndTheKeyGoesThroughBoth(FxRobot robot) {
        SessionViewModel first = open(robot, "first");
        SessionViewModel second = open(robot, "second");
        robot.push(KeyCode.CONTROL, KeyCode.B);
        assertThat(window.workspace().inSight()).containsExactly(second, first);
        SessionScreen front = window.screen();
        assertThat(window.panes(front)).hasSizeGreaterThan(front.panes().size()).startsWith(front.panes().getFirst());
        boolean[] reached = new boolean[2];
        for (int i = 0; i < window.panes(front).size(); i++) {
            robot.push(KeyCode.F6);
            reached[FocusRound.holds(front, stage.getScene().getFocusOwner()) ? 0 : 1] = true;
        }
        assertThat(reached).as("both halves had the focus").containsExactly(true, true);

        robot.push(KeyCode.CONTROL, KeyCode.B);
        assertThat(window.workspace().inSight()).containsExactly(second);
        robot.push(KeyCode.CONTROL, KeyCode.PAGE_DOWN);
        assertThat(window.workspace().inSight()).containsExactly(first);
    }

    @Test
    void theKeyForTheNextPaneLeavesAField(FxRobot robot) {
        open(robot, "one");
        robot.push(KeyCode.CONTROL, KeyCode.F);
        assertThat(stage.getScene().getFocusOwner()).isInstanceOf(TextInputControl.class);
        robot.push(KeyCode.F6);
        assertThat(stage.getScene().getFocusOwner()).isNotInstanceOf(TextInputControl.class);
    }

    @Test
    void aSessionMovesToAWindowOfItsOwn(FxRobot robot) {
        SessionViewModel stays = open(robot, "stays");
        SessionViewModel moves = open(robot, "moves");
        robot.interact(() -> moves.filter().textProperty().set("pool:mail"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);

        assertThat(window.workspace().sessions()).containsExactly(stays);
        Stage other = Window.getWindows().stream().filter(each -> each instanceof Stage next && next != stage)
                .map(Stage.class::cast).findFirst().orElseThrow();
        assertThat(other.getTitle()).isEqualTo("Shop – Loomscope");
        assertThat(robot.from(other.getScene().getRoot()).lookup("#filter").queryTextInputControl().getText())
                .isEqualTo("pool:mail");
        robot.interact(other::close);
    }

    @Test
    void severalSessionsAreNotClosedUnasked(FxRobot robot) {
        open(robot, "first");
        open(robot, "second");
        robot.interact(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        assertThat(stage.isShowing()).isTrue();
        assertThat(robot.lookup("#question-yes").queryButton().isFocused()).as("what is safe has the focus").isFalse();
        robot.push(KeyCode.ENTER);
        assertThat(window.workspace().sessions()).hasSize(2);
        assertThat(robot.lookup("#question-yes").tryQuery()).isEmpty();

        robot.interact(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        robot.clickOn("#question-yes");
        assertThat(stage.isShowing()).isFalse();
        assertThat(window.workspace().sessions()).isEmpty();
    }

    @Test
    void whatCannotBeOpenedSaysSoAndOffersAnother(FxRobot robot) throws IOException {
        Path foreign = Files.writeString(directory.resolve("notes.txt"), "not a recording at all");
        open(robot, "open");
        robot.interact(() -> window.open(foreign));
        Awaiting.until(() -> robot.lookup("#problem-other-file").tryQuery().isPresent());
        assertThat(robot.lookup("#problem .label").queryLabeled().getText())
                .isEqualTo(foreign + " is not Loomscope's: it does not start with Loomscope's mark");
        robot.push(KeyCode.ESCAPE);
        assertThat(window.workspace().inSight()).hasSize(1);
    }
}
