package dev.loomscope.view.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

import dev.loomscope.attach.AgentLoader;
import dev.loomscope.attach.ChildJvm;
import dev.loomscope.model.TaskState;
import dev.loomscope.session.Endpoint;
import dev.loomscope.session.Recording;
import dev.loomscope.session.State;
import dev.loomscope.view.Awaiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

import static org.assertj.core.api.Assertions.assertThat;

/** The journeys of a user in the whole desktop, on JVMs that run the real agent. */
@ExtendWith(ApplicationExtension.class)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class DesktopJourneyIT {
    /** Runs 240 tasks each time it reads a line, of which some fail, and says how many of each. */
    private static final String WORK = """
            ThreadPoolExecutor pool = new ThreadPoolExecutor(3, 3, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
            pool.prestartAllCoreThreads();
            System.out.println("up");
            Scanner lines = new Scanner(System.in);
            while (lines.hasNextLine() && lines.nextLine().equals("go")) {
                List<Future<Integer>> futures = new ArrayList<>();
                for (int i = 0; i < 240; i++) {
                    int n = i;
                    futures.add(pool.submit(() -> {
                        Thread.sleep(2);
                        if (n % 12 == 0) throw new IllegalStateException("no " + n);
                        return n;
                    }));
                }
                int failed = 0;
                for (Future<Integer> future : futures) {
                    try { future.get(); } catch (ExecutionException e) { failed++; }
                }
                System.out.println(futures.size() + " " + failed);
            }
            System.exit(0);
            """;

    @TempDir
    private Path directory;

    private DesktopRun run;

    @Start
    void show(Stage stage) {
        run = new DesktopRun(stage, directory.resolve("desktop.properties"));
    }

    @Stop
    void stop() {
        run.window().workspace().close();
    }

    @Test
    void fromAttachToReplay(FxRobot robot) throws IOException {
        Path file = directory.resolve("work.loomscope");
        int submitted;
        int failed;
        try (ChildJvm child = child()) {
            SessionViewModel session = run.attach(robot, child.pid());
            record(robot, session, file);
            child.say("go");
            int[] truth = Arrays.stream(child.line().split(" ")).mapToInt(Integer::parseInt).toArray();
            submitted = truth[0];
            failed = truth[1];
            DesktopRun.awaitCounts(session, submitted, failed);
            Hand.awaitRows(robot, submitted);
            assertThat(session.timeline().isEmpty()).isFalse();

            holdsAndFollows(robot, session);
            zooms(robot, session);
            Hand.filter(robot, "state:failed");
            Hand.awaitRows(robot, failed);
            assertThat(Hand.table(robot).getItems())
                    .allMatch(row -> session.model().tasks().state(row) == TaskState.FAILED);
            tellsTheStory(robot, session);

            child.say("end");
            DesktopRun.awaitPhase(session, State.Phase.ENDED);
            Awaiting.until(() -> robot.lookup("#banner-open-recorded").tryQuery().isPresent(),
                    () -> Hand.banner(robot));
            assertThat(Hand.banner(robot))
                    .isEqualTo("The JVM has exited. What was seen stays here. Recorded to work.loomscope.");
            DesktopRun.awaitCounts(session, submitted, failed);
        }
        robot.clickOn("#banner-open-recorded");
        Awaiting.until(() -> run.window().workspace().sessions().size() == 2);
        replays(robot, run.front(), submitted, failed);
        assertThat(Files.readString(directory.resolve("desktop.properties"))).contains("work.loomscope");
    }

    private void record(FxRobot robot, SessionViewModel session, Path file) {
        run.files().answer(file);
        robot.clickOn("#record");
        Awaiting.until(() -> {
            Recording recording = ((Feed.Watched) session.feed()).recording();
            return recording != null && recording.keyframes() > 0;
        });
        Awaiting.until(session.record().recordingProperty()::get);
    }

    private static void holdsAndFollows(FxRobot robot, SessionViewModel session) {
        Labeled live = robot.lookup("#live").queryLabeled();
        assertThat(session.timeline().isFollowing()).isTrue();
        assertThat(live.getText()).isEqualTo("Live");
        robot.clickOn(".timeline");
        robot.push(KeyCode.SPACE);
        assertThat(session.timeline().isFollowing()).isFalse();
        assertThat(live.getText()).isEqualTo("Hold");
        robot.clickOn("#live");
        assertThat(session.timeline().isFollowing()).isTrue();
    }

    private static void zooms(FxRobot robot, SessionViewModel session) {
        robot.push(KeyCode.SPACE);
        double before = session.timeline().to() - session.timeline().from();
        wheel(robot, 80);
        Awaiting.until(() -> session.timeline().to() - session.timeline().from() < before * 0.9,
                () -> before + " -> " + (session.timeline().to() - session.timeline().from()));
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        Awaiting.until(() -> Math.abs((session.timeline().to() - session.timeline().from()) / before - 1) < 0.05,
                () -> before + " -> " + (session.timeline().to() - session.timeline().from()));
    }

    /** Turns the wheel in the middle of the timeline: up is above 0. How far a click turns it is the platform's to say. */
    private static void wheel(FxRobot robot, double delta) {
        Node timeline = robot.lookup(".timeline").query();
        Bounds place = timeline.getLayoutBounds();
        robot.interact(() -> timeline.fireEvent(new ScrollEvent(ScrollEvent.SCROLL, place.getCenterX(),
                place.getCenterY(), 0, 0, false, false, false, false, false, false, 0, delta, 0, delta,
                ScrollEvent.HorizontalTextScrollUnits.NONE, 0, ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null)));
    }

    private static void tellsTheStory(FxRobot robot, SessionViewModel session) {
        int row = Hand.table(robot).getItems().getFirst();
        Hand.clickOnTask(robot, session.model(), row);
        assertThat(session.timeline().selectedTask()).isEqualTo(row);
        Awaiting.until(() -> session.tasks().story().storyProperty().get() != null);
        robot.push(KeyCode.CONTROL, KeyCode.C);
        assertThat(Hand.clipboard()).contains("#" + session.model().tasks().id(row))
                .contains("Failed with: java.lang.IllegalStateException")
                .contains("From: Worker.main(Worker.java:");
    }

    private static void replays(FxRobot robot, SessionViewModel replay, int submitted, int failed) {
        DesktopRun.awaitPhase(replay, State.Phase.REPLAY);
        DesktopRun.awaitCounts(replay, submitted, failed);
        Hand.awaitRows(robot, submitted);
        Hand.press(robot, "To the begin");
        DesktopRun.awaitCounts(replay, 0, 0);
        Hand.press(robot, "To the end");
        DesktopRun.awaitCounts(replay, submitted, failed);
        robot.clickOn("#scrubber");
        Awaiting.until(() -> Math.abs(replay.replay().partProperty().get() - 0.5) < 0.02);
        Hand.press(robot, "To the begin");
        for (int i = 0; i < 4; i++) {
            Hand.press(robot, "Faster");
        }
        assertThat(robot.lookup("#speed").queryLabeled().getText()).isEqualTo("16×");
        robot.clickOn("#play");
        DesktopRun.awaitCounts(replay, submitted, failed);
        Awaiting.until(() -> !replay.replay().playingProperty().get());
    }

    @Test
    void whatIsRecordedIsNotClosedUnasked(FxRobot robot) throws IOException {
        try (ChildJvm child = child()) {
            SessionViewModel session = run.attach(robot, child.pid());
            record(robot, session, directory.resolve("kept.loomscope"));
            robot.push(KeyCode.CONTROL, KeyCode.W);
            assertThat(robot.lookup("#question-yes").tryQuery()).isPresent();
            robot.push(KeyCode.ESCAPE);
            assertThat(run.window().workspace().sessions()).containsExactly(session);

            Stage stage = (Stage) robot.lookup("#record").query().getScene().getWindow();
            robot.interact(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
            assertThat(robot.lookup("#question-yes").tryQuery()).isPresent();
            assertThat(stage.isShowing()).isTrue();
            robot.push(KeyCode.ESCAPE);

            robot.push(KeyCode.CONTROL, KeyCode.R);
            Awaiting.until(() -> robot.lookup("#banner-open-recorded").tryQuery().isPresent());
            robot.push(KeyCode.CONTROL, KeyCode.W);
            Awaiting.until(() -> run.window().workspace().sessions().isEmpty());
        }
    }

    @Test
    void aJvmThatRefusesSaysWhyAndWhatToDo(FxRobot robot) throws IOException {
        try (ChildJvm shut = ChildJvm.waiting(directory, ChildJvm.java25(), "Shut", "-XX:+DisableAttachMechanism");
                ChildJvm closed = ChildJvm.waiting(directory, ChildJvm.java25(), "Closed",
                        "-XX:-EnableDynamicAgentLoading")) {
            run.list(robot, shut.pid());
            String line = "#jvm-" + shut.pid();
            assertThat(robot.lookup(line).lookup(".label").queryAllAs(Labeled.class)).extracting(Labeled::getText)
                    .contains("Refused",
                            "It takes no part in attach (-XX:+DisableAttachMechanism or -Xrs): start it with"
                                    + " -javaagent:loomscope-agent.jar instead");
            robot.clickOn(line + " .button");
            Awaiting.until(() -> Hand.clipboard().startsWith("-javaagent:"));
            assertThat(Path.of(Hand.clipboard().substring("-javaagent:".length()))).isRegularFile();

            run.list(robot, closed.pid());
            robot.clickOn("#jvm-" + closed.pid());
            Awaiting.until(() -> robot.lookup("#problem-option").tryQuery().isPresent());
            assertThat(robot.lookup("#problem .label").queryLabeled().getText())
                    .isEqualTo("pid=" + closed.pid() + " refuses agents (-XX:-EnableDynamicAgentLoading): start it"
                            + " without that flag, or with -javaagent:loomscope-agent.jar");
            robot.clickOn("#problem-dismiss");
            assertThat(robot.lookup("#problem").query().isVisible()).isFalse();
        }
    }

    @Test
    void aJvmThatIsKilledIsSaidToBeGone(FxRobot robot) throws IOException {
        try (ChildJvm child = child()) {
            SessionViewModel session = run.attach(robot, child.pid());
            child.say("go");
            child.line();
            DesktopRun.awaitCounts(session, 240, 20);
            child.process().destroyForcibly();
            DesktopRun.awaitPhase(session, State.Phase.ENDED);
            Awaiting.until(() -> robot.lookup("#banner-other").tryQuery().isPresent());
            assertThat(Hand.banner(robot))
                    .isEqualTo("The JVM is gone; it did not say good-bye. What was seen stays here.");
            DesktopRun.awaitCounts(session, 240, 20);
        }
        robot.clickOn("#banner-other");
        assertThat(robot.lookup("#open-recording").query().isVisible()).isTrue();
        robot.clickOn("#back");
        assertThat(run.front().feed().state().phase()).isEqualTo(State.Phase.ENDED);
    }

    @Test
    void aWrongTokenIsRefusedAndTheRightOneTaken(FxRobot robot) throws IOException {
        try (ChildJvm child = child()) {
            Endpoint endpoint = AgentLoader.attach(child.pid()).endpoint();
            robot.push(KeyCode.CONTROL, KeyCode.L);
            connect(robot, endpoint.address(), "0".repeat(64));
            Awaiting.until(() -> robot.lookup("#problem-token").tryQuery().isPresent());
            assertThat(robot.lookup("#problem .label").queryLabeled().getText())
                    .startsWith(endpoint.address() + " closed the connection without a word: the token is wrong");
            robot.clickOn("#problem-token");
            assertThat(robot.lookup("#agent-address").queryTextInputControl().getText()).isEqualTo(endpoint.address());
            connect(robot, endpoint.address(), HexFormat.of().formatHex(endpoint.token()));
            DesktopRun.awaitPhase(run.front(), State.Phase.LIVE);
        }
    }

    private static void connect(FxRobot robot, String address, String token) {
        robot.interact(() -> {
            robot.lookup("#agent-address").queryTextInputControl().setText(address);
            robot.lookup("#agent-token").queryTextInputControl().setText(token);
            robot.lookup("#agent-token").query().requestFocus();
        });
        robot.push(KeyCode.ENTER);
    }

    private ChildJvm child() throws IOException {
        ChildJvm child = ChildJvm.start(directory, ChildJvm.java25(), "Worker", WORK);
        child.awaitLine("up");
        return child;
    }
}
