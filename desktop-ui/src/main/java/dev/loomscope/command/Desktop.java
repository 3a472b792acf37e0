package dev.loomscope.command;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.view.shell.DesktopApp;
import dev.loomscope.view.shell.Opening;

/** Opens the desktop's window. */
final class Desktop {
    private Desktop() {}

    /**
     * Opens the window and returns when it is closed. Once a process.
     *
     * @return the exit code
     * @throws NoDisplayException when there is nothing to open a window on
     */
    static int open(Opening begin) throws BadInputException {
        checkDisplay();
        Toolkit.prepare();
        try (StartedDemos demos = new StartedDemos()) {
            DesktopApp.run(begin, demos);
        } catch (UnsupportedOperationException | UnsatisfiedLinkError e) {
            throw new NoDisplayException("no window opens: " + e.getMessage());
        }
        return Exit.FINE;
    }

    /**
     * To be called before anything is done for a window's sake.
     *
     * @throws NoDisplayException when there is nothing to open one on
     */
    static void checkDisplay() throws NoDisplayException {
        if (!Toolkit.hasDisplay()) {
            throw new NoDisplayException("there is no display to open a window on");
        }
    }

    /** There is no display, or none that works. */
    static final class NoDisplayException extends BadInputException {
        private static final long serialVersionUID = 1L;

        NoDisplayException(String why) {
            super(why + ": set DISPLAY, or use report, snapshot or demo --headless");
        }
    }
}
