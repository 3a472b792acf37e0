package dev.loomscope.view.shell;

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
        };
    }
}
