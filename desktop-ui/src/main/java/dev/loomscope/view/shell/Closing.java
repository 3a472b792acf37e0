package dev.loomscope.view.shell;

import java.util.List;
import javafx.stage.WindowEvent;

import dev.loomscope.view.settings.Keys;
import dev.loomscope.view.theme.Veil;

/** Closes sessions, and the window of them; asks before, where something would end that is being done, as far as that is wanted. */
final class Closing {
    private final Workspace workspace;
    private final Settings settings;
    private final Veil veil;
    private boolean sure;

    /** @param veil where it asks */
    Closing(Workspace workspace, Settings settings, Veil veil) {
        this.workspace = workspace;
        this.settings = settings;
        this.veil = veil;
    }

    void session(SessionViewModel session) {
        if (isRecorded(session)) {
            Question.ask(veil, "Close " + session.title() + "?",
                    "It is being recorded. Closing it ends the recording; what was recorded so far is kept.",
                    "End and close", () -> workspace.close(session));
        } else {
            workspace.close(session);
        }
    }

    /**
     * Somebody wants to close the window.
     *
     * @param asked is kept from closing it until that is sure
     * @param close closes it
     */
    void window(WindowEvent asked, Runnable close) {
        List<SessionViewModel> sessions = workspace.sessions();
        List<String> recorded = sessions.stream().filter(this::isRecorded).map(SessionViewModel::title).toList();
        boolean several = sessions.size() > 1 && settings.store().get(Keys.ASK_SEVERAL);
        if (sure || (recorded.isEmpty() && !several)) {
            return;
        }
        asked.consume();
        String title = sessions.size() > 1 ? "Close " + sessions.size() + " sessions?" : "Close " + recorded.getFirst()
                + "?";
        String says = recorded.isEmpty()
                ? "This window holds several sessions; closing it ends all of them."
                : String.join(", ", recorded) + (recorded.size() == 1 ? " is" : " are")
                        + " being recorded. Closing the window ends that; what was recorded so far is kept.";
        Question.ask(veil, title, says, recorded.isEmpty() ? "Close all" : "End and close", () -> {
            sure = true;
            close.run();
        });
    }

    private boolean isRecorded(SessionViewModel session) {
        return session.record().recordingProperty().get() && settings.store().get(Keys.ASK_RECORDING);
    }
}
