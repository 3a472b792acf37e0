package dev.loomscope.view.shell;

import javafx.application.Application;
import javafx.stage.Stage;

import dev.loomscope.view.start.DemoCatalog;
import dev.loomscope.view.start.FileDialog;
import dev.loomscope.view.start.JvmDirectory;
import dev.loomscope.view.theme.Fonts;

/** The desktop as an application of the toolkit. */
public final class DesktopApp extends Application {
    private static Opening opening = new Opening.Start();
    private static DemoCatalog demos = DemoCatalog.none();

    /**
     * Opens the window and returns when it is closed. Once a process, from a thread that is not the toolkit's.
     *
     * @param begin what it begins with
     * @param catalog the demos that the start screen offers
     */
    public static void run(Opening begin, DemoCatalog catalog) {
        opening = begin;
        demos = catalog;
        Application.launch(DesktopApp.class);
    }

    @Override
    public void start(Stage stage) {
        Fonts.load();
        Settings settings = Settings.ofUser();
        MainWindow window = new MainWindow(stage, settings, new Surroundings(Threads.beside(), JvmDirectory.local(),
                demos, FileDialog.ofSystem(settings::recent)));
        window.show(opening);
    }
}
