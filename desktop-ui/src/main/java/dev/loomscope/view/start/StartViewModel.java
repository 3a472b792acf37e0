package dev.loomscope.view.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import dev.loomscope.session.Endpoint;
import dev.loomscope.session.NamedEndpoint;
import dev.loomscope.view.start.DemoCatalog.Demo;
import dev.loomscope.view.start.Problem.Way;
import dev.loomscope.view.theme.ProgramName;

/**
 * What the start screen offers. Lists are read on another thread; one step into a session is taken at a time, and what goes
 * wrong with it stays to be read until the next one. The window's thread owns it.
 */
public final class StartViewModel {
    /** Opens sessions; called beside the window's thread. */
    public interface Opener {
        void connect(Endpoint endpoint) throws IOException;

        void replay(Path file) throws IOException;

        /** A program was attached to; on the window's thread. */
        default void attached(String program) {}
    }

    private final JvmDirectory directory;
    private final DemoCatalog catalog;
    private final Opener opener;
    private final Executor background;
    private final Executor window;
    private final ReadOnlyObjectWrapper<List<JvmRow>> jvms = new ReadOnlyObjectWrapper<>(this, "jvms", List.of());
    private final ReadOnlyBooleanWrapper looked = new ReadOnlyBooleanWrapper(this, "looked");
    private final ObservableList<Demo> demos = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper busy = new ReadOnlyStringWrapper(this, "busy", "");
    private final ReadOnlyObjectWrapper<Problem> problem = new ReadOnlyObjectWrapper<>(this, "problem", Problem.NONE);
    private Runnable last = () -> {};
    private String address = "";
    private boolean looking;

    /**
     * @param background where lists are read and sessions opened
     * @param window the window's thread
     */
    public StartViewModel(JvmDirectory directory, DemoCatalog catalog, Opener opener, Executor background,
            Executor window) {
        this.directory = directory;
        this.catalog = catalog;
        this.opener = opener;
        this.background = background;
        this.window = window;
        background.execute(() -> {
            List<Demo> found = catalog.demos();
            window.execute(() -> demos.setAll(found));
        });
    }

    /** The JVMs of this machine; the same list for as long as nothing changes. */
    public ReadOnlyObjectProperty<List<JvmRow>> jvmsProperty() {
        return jvms.getReadOnlyProperty();
    }

    /** Whether the JVMs were listed at least once. */
    public ReadOnlyBooleanProperty lookedProperty() {
        return looked.getReadOnlyProperty();
    }

    public ObservableList<Demo> demos() {
        return demos;
    }

    /** What is being opened, in words; empty while nothing is. */
    public ReadOnlyStringProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** What went wrong with the last step. */
    public ReadOnlyObjectProperty<Problem> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Takes the last step once more. */
    public void again() {
        last.run();
    }

    /** What went wrong was read. */
    public void dismiss() {
        problem.set(Problem.NONE);
    }

    /** Lists the JVMs anew, unless that is being done. Called once a second while the screen is in front. */
    public void refresh() {
        if (looking) {
            return;
        }
        looking = true;
        background.execute(() -> {
            List<JvmRow> found = directory.list();
            window.execute(() -> {
                looking = false;
                looked.set(true);
                if (!found.equals(jvms.get())) {
                    jvms.set(found);
                }
            });
        });
    }

    /** Attaches to a JVM and opens its session. */
    public void attach(JvmRow jvm) {
        if (jvm.attachable()) {
            String name = jvm.main().isEmpty() ? "pid " + jvm.pid()
                    : ProgramName.of(jvm.main()) + " (pid " + jvm.pid() + ")";
            step("Attaching to " + name + " …", List.of(Way.AGAIN, Way.OPTION), () -> {
                opener.connect(directory.attach(jvm.pid()));
                window.execute(() -> opener.attached(jvm.main()));
            });
        }
    }

    /** Opens the session of an agent. */
    public void connect(Endpoint endpoint) {
        address = endpoint.address();
        step("Connecting to " + address + " …", List.of(Way.TOKEN, Way.AGAIN),
                () -> opener.connect(endpoint));
    }

    /**
     * Opens the session of an agent, as people name it.
     *
     * @param to {@code host:port}
     * @param token in hex digits; empty for an agent of this user
     */
    public void connect(String to, String token) {
        address = to.strip();
        step("Connecting to " + address + " …", List.of(Way.TOKEN, Way.AGAIN),
                () -> opener.connect(NamedEndpoint.of(to.strip(), token.strip())));
    }

    /** The address that was connected to last, {@code host:port}; empty where none was. */
    String address() {
        return address;
    }

    /** The option that has a JVM start with the agent in it, to be copied; what stands against it is a problem. */
    public void option(Consumer<String> copy) {
        background.execute(() -> {
            try {
                String option = directory.option();
                window.execute(() -> copy.accept(option));
            } catch (IOException e) {
                window.execute(() -> problem.set(new Problem(message(e), List.of(Way.DISMISS))));
            }
        });
    }

    /** Starts a demo and opens its session. */
    public void start(Demo demo, boolean fixed) {
        step("Starting " + demo.name() + (fixed ? ", healed" : "") + " …", List.of(Way.AGAIN),
                () -> opener.connect(catalog.start(demo.name(), fixed)));
    }

    /** Opens a recording. */
    public void open(Path file) {
        step("Opening " + file.getFileName() + " …", List.of(Way.OTHER_FILE, Way.AGAIN), () -> opener.replay(file));
    }

    private interface Step {
        void take() throws IOException;
    }

    /** @param ways what may help where it fails */
    private void step(String words, List<Way> ways, Step step) {
        if (!busy.get().isEmpty()) {
            return;
        }
        last = () -> step(words, ways, step);
        busy.set(words);
        problem.set(Problem.NONE);
        background.execute(() -> {
            String why = "";
            try {
                step.take();
            } catch (IOException e) {
                why = message(e);
            } catch (RuntimeException e) {
                why = "That failed: " + e;
            }
            Problem outcome = why.isEmpty() ? Problem.NONE : new Problem(why, Stream.concat(ways.stream(),
                    Stream.of(Way.DISMISS)).toList());
            window.execute(() -> {
                busy.set("");
                problem.set(outcome);
            });
        });
    }

    private static String message(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
