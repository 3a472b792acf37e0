package dev.loomscope.view.shell;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import javafx.application.Platform;
import javafx.scene.image.WritableImage;

import javax.imageio.ImageIO;

import dev.loomscope.model.SessionModel;
import dev.loomscope.view.theme.Theme;
import dev.loomscope.view.timeline.ShopSession;

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
                    for (int[] size : new int[][] {{1280, 800}, {1600, 1000}}) {
                        String name = "-" + theme.name().toLowerCase(java.util.Locale.ROOT) + "-" + size[0];
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

    private static void draw(ShopSession shop, Theme theme, int[] size, String name, List<String> wanted) throws IOException {
        SessionModel model = shop.model();
        for (ViewName view : ViewName.values()) {
            if (matches(wanted, view.word() + name)) {
                save(Screens.snapshot("shop.loomscope", model, view, theme, size[0], size[1]), view.word() + name);
            }
        }
        if (matches(wanted, "selected" + name)) {
            save(Screens.snapshot(new Feed.Still("shop", model), ViewName.TASKS, theme, size[0], size[1], session -> {
                session.tasks().filterTextProperty().set("pool:payments state:live");
                session.tasks().selectedProperty().set(shop.stuck());
            }), "selected" + name);
        }
        if (matches(wanted, "near" + name)) {
            save(Screens.snapshot(new Feed.Still("shop", model), ViewName.TIMELINE, theme, size[0], size[1], session -> {
                session.timeline().jumpTo(40.9e9, 41.6e9);
                session.tasks().filterTextProperty().set("stat:running");
                session.tasks().selectedProperty().set(shop.stuck());
            }), "near" + name);
        }
        if (matches(wanted, "empty" + name)) {
            for (ViewName view : ViewName.values()) {
                save(Screens.snapshot("empty.loomscope", new SessionModel(), view, theme, size[0], size[1]),
                        "empty-" + view.word() + name);
            }
        }
    }

    private static boolean matches(List<String> wanted, String name) {
        return wanted.isEmpty() || wanted.stream().anyMatch(name::matches);
    }

    static void save(WritableImage picture, String name) throws IOException {
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
