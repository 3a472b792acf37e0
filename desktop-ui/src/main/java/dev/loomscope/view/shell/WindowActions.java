package dev.loomscope.view.shell;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;

import dev.loomscope.session.Endpoint;

/** What a screen asks of the window around it. */
interface WindowActions {
    /** Ends a session, after asking where that has to be asked. */
    void close(SessionViewModel session);

    /** Takes a session into a window of its own. */
    void moveToWindow(SessionViewModel session);

    /** Whether there can be other windows. */
    boolean hasWindows();

    /** Connects anew where a session was lost. */
    void reconnect(SessionViewModel session, Endpoint endpoint);

    /** Asks where to record a session to, and begins. */
    void record(SessionViewModel session);

    /** Opens a recording. */
    void open(Path recording);

    /** The panes that a key goes through from a screen on: its own, and those of the screen beside it. */
    List<Node> panes(SessionScreen screen);

    /** Of a screen without a window, as pictures and tests have it. */
    static WindowActions none(Workspace workspace) {
        return new WindowActions() {
            @Override
            public void close(SessionViewModel session) {
                workspace.close(session);
            }

            @Override
            public void moveToWindow(SessionViewModel session) {}

            @Override
            public boolean hasWindows() {
                return false;
            }

            @Override
            public void reconnect(SessionViewModel session, Endpoint endpoint) {}

            @Override
            public void record(SessionViewModel session) {}

            @Override
            public void open(Path recording) {}

            @Override
            public List<Node> panes(SessionScreen screen) {
                return screen.panes();
            }
        };
    }
}
