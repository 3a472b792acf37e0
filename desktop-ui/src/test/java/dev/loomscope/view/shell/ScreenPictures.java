package dev.loomscope.view.shell;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskState;
import dev.loomscope.session.Endpoint;
import dev.loomscope.session.State;
import dev.loomscope.view.start.DemoCatalog;
import dev.loomscope.view.start.JvmDirectory;
import dev.loomscope.view.start.JvmRow;
import dev.loomscope.view.start.StartViewModel;
import dev.loomscope.view.theme.Theme;
import dev.loomscope.view.timeline.MixedSession;
import dev.loomscope.view.timeline.ShopSession;
import org.jspecify.annotations.Nullable;

/** Draws every screen of a synthetic session into {@code target/screens}, to be looked at. Not a test. */
final class ScreenPictures {
    private static final Path OUT = Path.of(System.getProperty("pictures", "target/screens"));

    private ScreenPictures() {}

    public static void main(String[] args) throws Exception {
        Files.createDirectories(OUT);
        ShopSession shop = new ShopSession();
        shop.advance(60);
        List<String> wanted = List.of(args);
        CountDownLatch done = new CountDownLatch(1);
        Platform.startup(() -> {
            try {
                for (Theme theme : Theme.values()) {
                    for (int[] size : new int[][] {{1280, 800}, {2560, 1440}}) {
                        String name = "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + size[0];
                        draw(shop, theme, size, name, wanted);
                    }
                }
            } catch (IOException | RuntimeException e) {
                e.printStackTrace();
            }
            done.countDown();
        });
        done.await();
        Platform.exit();
        System.exit(0);
    }

    private static void draw(ShopSession shop, Theme theme, int[] size, String name, List<String> wanted)
            throws IOException {
        SessionModel model = shop.model();
        for (ViewName view : ViewName.values()) {
            if (matches(wanted, view.word() + name)) {
                save(picture(new Feed.Still("shop.loomscope", model), view, look(theme, size), _ -> {}),
                        view.word() + name);
            }
        }
        if (matches(wanted, "selected" + name)) {
            save(picture(new Feed.Still("shop", model), ViewName.TASKS, look(theme, size), session -> {
                session.tasks().filter().textProperty().set("pool:payments state:live");
                session.tasks().selectedProperty().set(shop.stuck());
            }), "selected" + name);
        }
        if (matches(wanted, "near" + name)) {
            save(picture(new Feed.Still("shop", model), ViewName.TIMELINE, look(theme, size),
                    session -> {
                        session.timeline().jumpTo(40.9e9, 41.6e9);
                        session.tasks().filter().textProperty().set("stat:running");
                        session.tasks().selectedProperty().set(shop.stuck());
                    }), "near" + name);
        }
        mixed(theme, size, name, wanted);
        if (matches(wanted, "start" + name)) {
            start(theme, size, "start" + name, JVMS, "");
            start(theme, size, "start-empty" + name, List.of(), "");
            start(theme, size, "start-problem" + name, JVMS,
                    "pid 4127 refuses attach: it was started with -XX:+DisableAttachMechanism");
        }
        for (SettingsSheet.Page page : SettingsSheet.Page.values()) {
            String picture = "settings-" + page.name().toLowerCase(Locale.ROOT) + name;
            if (matches(wanted, picture)) {
                save(Screens.snapshot(new Feed.Still("shop", model), ViewName.TIMELINE, look(theme, size), _ -> {},
                        screen -> screen.showSettings(page)), picture);
            }
        }
        if (matches(wanted, "keys" + name)) {
            save(Screens.snapshot(new Feed.Still("shop", model), ViewName.TIMELINE, look(theme, size), _ -> {},
                    SessionScreen::showKeys), "keys" + name);
        }
        states(model, theme, size, name, wanted);
        if (matches(wanted, "replay" + name)) {
            save(picture(new Feed.Still("shop.loomscope", model, new State(State.Phase.LOST,
                    "the socket was closed"), new FakeReplay(0, model.now())), ViewName.FINDINGS, look(theme, size),
                    session -> {
                        session.findings().opened(session.findings().findingsProperty().get().get(1));
                    }), "replay" + name);
        }
        if (matches(wanted, "empty" + name)) {
            for (ViewName view : ViewName.values()) {
                save(picture(new Feed.Still("empty.loomscope", new SessionModel()), view, look(theme, size), _ -> {}),
                        "empty-" + view.word() + name);
            }
        }
    }

    /** A session with tasks of every kind. */
    private static void mixed(Theme theme, int[] size, String name, List<String> wanted) throws IOException {
        SessionModel model = MixedSession.model();
        for (ViewName view : ViewName.values()) {
            if (matches(wanted, "mixed-" + view.word() + name)) {
                save(picture(new Feed.Still("prices.loomscope", model), view, look(theme, size), _ -> {}),
                        "mixed-" + view.word() + name);
            }
        }
        if (matches(wanted, "mixed-near" + name)) {
            save(picture(new Feed.Still("prices", model), ViewName.TIMELINE, look(theme, size),
                    session -> session.timeline().jumpTo(2.8e9, 3.1e9)), "mixed-near" + name);
        }
        for (int row : new int[] {row(model, "Price"), row(model, "Refresh"), row(model, "quote")}) {
            String picture = "mixed-task-" + model.tasks().name(row).replaceAll("\\W.*", "") + name;
            if (matches(wanted, picture)) {
                save(picture(new Feed.Still("prices", model), ViewName.TASKS, look(theme, size),
                        session -> session.tasks().selectedProperty().set(row)), picture);
            }
        }
        if (matches(wanted, "mixed-hooks" + name)) {
            save(Screens.snapshot(new Feed.Still("prices", model), ViewName.TIMELINE, look(theme, size), _ -> {},
                    SessionScreen::showHooks), "mixed-hooks" + name);
        }
    }

    /** Each state that a session can be in besides live. */
    private static void states(SessionModel model, Theme theme, int[] size, String name, List<String> wanted)
            throws IOException {
        SessionModel empty = new SessionModel();
        List<Scene> scenes = List.of(
                new Scene("connecting", empty, new State(State.Phase.CONNECTING, ""), null),
                new Scene("reading", model, new State(State.Phase.CONNECTING, ""),
                        new FakeReplay(0, model.now()).loaded(0.37)),
                new Scene("lost", model, new State(State.Phase.LOST, "the connection broke: reset by peer"), null),
                new Scene("ended", model, new State(State.Phase.ENDED, "exit"), null),
                new Scene("gone", model, new State(State.Phase.ENDED, "detach"), null),
                new Scene("cut", model, new State(State.Phase.REPLAY, ""), new FakeReplay(0, model.now())
                        .warning("shop.loomscope is cut at byte=48211, which is inside a frame")));
        for (Scene scene : scenes) {
            String picture = "state-" + scene.name() + name;
            if (matches(wanted, picture)) {
                save(Screens.snapshot(new Feed.Still("shop.loomscope", scene.model(), scene.state(), scene.replay()),
                        ViewName.TIMELINE, look(theme, size), _ -> {}, _ -> {}), picture);
            }
        }
        if (matches(wanted, "state-nothing-matches" + name)) {
            save(Screens.snapshot(new Feed.Still("shop", model), ViewName.TASKS, look(theme, size),
                    session -> session.tasks().filter().textProperty().set("pool:nobody"), _ -> {}),
                    "state-nothing-matches" + name);
        }
    }

    private record Scene(String name, SessionModel model, State state, @Nullable FakeReplay replay) {}

    private static WritableImage picture(Feed feed, ViewName view, Screens.Look look,
            Consumer<SessionViewModel> arrange) {
        return Screens.snapshot(feed, view, look, arrange, _ -> {});
    }

    private static Screens.Look look(Theme theme, int[] size) {
        return new Screens.Look(theme, size[0], size[1]);
    }

    /** The task of a name that has most to tell: the last one that failed, or else the first one. */
    private static int row(SessionModel model, String name) {
        int found = -1;
        for (int row = 0; row < model.tasks().size(); row++) {
            boolean tells = model.tasks().state(row) == TaskState.FAILED || !model.facts().pins(row).isEmpty();
            if (model.tasks().name(row).startsWith(name) && (found < 0 || tells)) {
                found = row;
            }
        }
        return found;
    }

    private static final List<JvmRow> JVMS = List.of(
            new JvmRow(4182, "com.acme.shop.Shop", "25.0.3", true, ""),
            new JvmRow(41907, "payments.jar", "21.0.9", false, ""),
            new JvmRow(42011, "org.codehaus.plexus.classworlds.launcher.Launcher", "17.0.15", false, ""),
            new JvmRow(42388, "batch-import.jar", "11.0.24", false, "runs on JDK 11.0.24: the agent needs 17 or newer"),
            new JvmRow(42390, "", "", false, "belongs to user=postgres: run Loomscope as that user"));

    private static void start(Theme theme, int[] size, String name, List<JvmRow> jvms, String problem)
            throws IOException {
        JvmDirectory directory = new JvmDirectory() {
            @Override
            public List<JvmRow> list() {
                return jvms;
            }

            @Override
            public Endpoint attach(long pid) throws IOException {
                throw new IOException(problem);
            }
        };
        DemoCatalog demos = new DemoCatalog() {
            @Override
            public List<Demo> demos() {
                return List.of(
                        new Demo("webshop",
                                "A shop on virtual threads whose card payments have too few threads for a sale"
                                        + " and wait without a time limit for the bank."),
                        new Demo("stuck-tasks", "A report service of four threads that waits without a time limit for a"
                                + " chart whose reply got lost, with a lock in its hand."),
                        new Demo("pool-saturation",
                                "A thumbnail service whose four threads wait for the storage most of"
                                        + " their time, while photos come in faster than they go out."));
            }

            @Override
            public Endpoint start(String demo, boolean fixed) throws IOException {
                throw new IOException(problem);
            }
        };
        Settings settings = Settings.fresh();
        settings.recent().setAll(Path.of("/home/ada/incidents/checkout-2026-11-20.loomscope"),
                Path.of("/tmp/shop.loomscope"));
        StartViewModel start = new StartViewModel(directory, demos, new StartViewModel.Opener() {
            @Override
            public void connect(Endpoint endpoint) {}

            @Override
            public void replay(Path file) {}
        }, Runnable::run, Runnable::run);
        start.refresh();
        if (!problem.isEmpty()) {
            start.attach(jvms.getFirst());
        }
        settings.attached("payments.jar");
        save(Screens.snapshot(start, settings, look(theme, size)), name);
    }

    private static boolean matches(List<String> wanted, String name) {
        return wanted.isEmpty() || wanted.stream().anyMatch(name::matches);
    }

    private static void save(WritableImage picture, String name) throws IOException {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, picture.getPixelReader().getArgb(x, y));
            }
        }
        ImageIO.write(image, "png", OUT.resolve(name + ".png").toFile());
    }
}
