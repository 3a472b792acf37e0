package dev.loomscope.view.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import dev.loomscope.session.Endpoint;
import dev.loomscope.view.theme.Theme;
import dev.loomscope.view.theme.Veil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import static org.assertj.core.api.Assertions.assertThat;

/** The first journey: see a JVM, click on it, be in its session. */
@ExtendWith(ApplicationExtension.class)
class StartViewTest {
    private final List<String> steps = new ArrayList<>();
    private List<JvmRow> jvms = List.of(new JvmRow(4182, "com.acme.Shop", "25.0.3", false, ""),
            new JvmRow(77, "old.jar", "11.0.2", false, "runs on JDK 11.0.2: the agent needs 17 or newer"));
    private StartViewModel start;
    private Path recording;
    private final ChosenFile files = new ChosenFile();
    private final ObservableList<Path> recent = FXCollections.observableArrayList();

    @TempDir
    private Path directory;

    @Start
    void show(Stage stage) throws IOException {
        recording = Files.createFile(directory.resolve("a.loomscope"));
        recent.setAll(recording);
        start = new StartViewModel(new Machine(), new Catalog(), new StartViewModel.Opener() {
            @Override
            public void connect(Endpoint endpoint) {
                steps.add("connect " + endpoint.address());
            }

            @Override
            public void replay(Path file) {
                steps.add("replay " + file);
            }
        }, Runnable::run, Runnable::run);
        start.refresh();
        Scene scene = new Scene(
                new StackPane(new StartView(start, recent, new SimpleObjectProperty<>(List.of("old.jar")), files),
                        new Veil()),
                1200, 800);
        Theme.DARK.apply(scene);
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void aClickOnAJvmAttachesAndOpensItsSession(FxRobot robot) {
        robot.clickOn("#jvm-4182");

        assertThat(steps).containsExactly("attach 4182", "connect 127.0.0.1:4182");
    }

    @Test
    void whatIsPointedAtStaysInItsPlace(FxRobot robot) {
        robot.moveTo("#jvm-4182");
        jvms = List.of(new JvmRow(9000, "com.acme.Mail", "25.0.3", true, ""), jvms.get(1));
        robot.interact(start::refresh);
        assertThat(lines(robot)).containsExactly("jvm-4182 Ended", "jvm-77 Refused", "jvm-9000 Live");
        robot.clickOn();
        assertThat(steps).isEmpty();
        robot.moveTo("#open-recording");
        assertThat(lines(robot)).containsExactly("jvm-9000 Live", "jvm-77 Refused");
    }

    @Test
    void whatEndedBehindWhatIsPointedAtGoes(FxRobot robot) {
        JvmRow shop = jvms.getFirst();
        robot.moveTo("#jvm-4182");
        jvms = List.of(shop, new JvmRow(9000, "com.acme.Mail", "25.0.3", true, ""));
        robot.interact(start::refresh);
        assertThat(lines(robot)).containsExactly("jvm-4182 Attach", "jvm-9000 Live");
    }

    @Test
    void arrowsGoFromLineToLineAndShowWhereTheyAre(FxRobot robot) throws IOException {
        Path second = Files.createFile(directory.resolve("b.loomscope"));
        robot.interact(() -> recent.add(second));
        robot.interact(() -> robot.lookup("#open-recording").query().requestFocus());
        robot.push(KeyCode.TAB).push(KeyCode.DOWN);
        Node line = robot.lookup("#open-recording").query().getScene().getFocusOwner();
        assertThat(line.getAccessibleText()).isEqualTo("b.loomscope");
        assertThat(line.isFocusVisible()).isTrue();
    }

    private static List<String> lines(FxRobot robot) {
        return robot.lookup(".start-row").queryAll().stream().filter(row -> row.lookup(".pill") != null)
                .sorted(Comparator.comparingDouble(row -> row.localToScene(0, 0).getY()))
                .map(row -> row.getId() + " " + ((Labeled) row.lookup(".pill")).getText()).toList();
    }

    @Test
    void aJvmThatRefusesSaysWhyAndIsNotTried(FxRobot robot) {
        robot.clickOn("#jvm-77");

        assertThat(steps).isEmpty();
        assertThat(robot.lookup("#jvm-77").lookup(".label").queryAllAs(Labeled.class)).extracting(Labeled::getText)
                .contains("It runs on JDK 11.0.2: the agent needs 17 or newer", "Refused");
    }

    @Test
    void aDemoStartsWithOneClick(FxRobot robot) {
        robot.clickOn("#demo-webshop");

        assertThat(steps).containsExactly("start webshop", "connect 127.0.0.1:1");
    }

    @Test
    void aRecordingOpensWithOneClick(FxRobot robot) {
        robot.clickOn("a.loomscope");

        assertThat(steps).containsExactly("replay " + recording);
    }

    @Test
    void aRecordingThatIsGoneSaysSoAndCanBeStruckOff(FxRobot robot) throws IOException {
        Files.delete(recording);
        robot.interact(() -> recent.setAll(recording, directory.resolve("b.loomscope")));

        robot.clickOn("a.loomscope");
        assertThat(steps).isEmpty();
        assertThat(robot.lookup("Not found in " + directory).query().isVisible()).isTrue();
        robot.clickOn(robot.lookup(".start-row.refused .icon-button").<Node>query());
        assertThat(recent).containsExactly(directory.resolve("b.loomscope"));
    }

    @Test
    void aFailureIsSaidInPlaceAndAnEmptyMachineSaysWhatToDo(FxRobot robot) {
        jvms = List.of();
        robot.interact(() -> {
            start.start(new DemoCatalog.Demo("broken", ""), false);
            start.refresh();
        });

        assertThat(robot.lookup("No other JVM of yours is running").query().isVisible()).isTrue();
        assertThat(robot.lookup("the demo did not start").query().isVisible()).isTrue();
    }

    private final class Machine implements JvmDirectory {
        @Override
        public List<JvmRow> list() {
            return jvms;
        }

        @Override
        public Endpoint attach(long pid) {
            steps.add("attach " + pid);
            return new Endpoint("127.0.0.1", (int) pid, new byte[32]);
        }
    }

    private final class Catalog implements DemoCatalog {
        @Override
        public List<Demo> demos() {
            return List.of(new Demo("webshop", "A shop."));
        }

        @Override
        public Endpoint start(String name, boolean fixed) throws IOException {
            if (!name.equals("webshop")) {
                throw new IOException("the demo did not start");
            }
            steps.add("start " + name);
            return new Endpoint("127.0.0.1", 1, new byte[32]);
        }
    }
}
