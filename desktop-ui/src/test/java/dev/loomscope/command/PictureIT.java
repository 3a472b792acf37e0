package dev.loomscope.command;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

import dev.loomscope.export.SmallStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Pictures that the packaged program draws where there is no display. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class PictureIT {
    @TempDir
    private Path directory;

    private String recording = "";

    @BeforeEach
    void record() throws IOException {
        recording = Files.write(directory.resolve("shop.loomscope"), SmallStream.shop().bytes()).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeline", "tasks", "pools", "findings", "task", "settings", "keys"})
    void drawsEachView(String view) throws Exception {
        Path png = directory.resolve(view + ".png");
        CommandRun run = JarRun.run(directory, "snapshot", recording, "--view", view, "--size", "1280x720", "-o",
                png.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(0);
        assertThat(run.out()).isEqualTo("wrote " + png + ", 1280x720" + System.lineSeparator());
        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo(1280);
        assertThat(image.getHeight()).isEqualTo(720);
        assertThat(colours(image)).as("something is drawn").isGreaterThan(20);
    }

    @Test
    void drawsAnEarlierTime() throws Exception {
        Path early = directory.resolve("early.png");
        Path late = directory.resolve("late.png");
        assertThat(JarRun.run(directory, "snapshot", recording, "--at", "10ms", "-o", early.toString()).code())
                .isEqualTo(0);
        assertThat(JarRun.run(directory, "snapshot", recording, "-o", late.toString()).code()).isEqualTo(0);

        assertThat(Files.readAllBytes(early)).isNotEqualTo(Files.readAllBytes(late));
    }

    @Test
    void drawsInEitherThemeAtAnyScale() throws Exception {
        Path png = directory.resolve("light.png");
        CommandRun run = JarRun.run(directory, "snapshot", recording, "--theme", "light", "--size", "800x600",
                "--scale",
                "2", "-o", png.toString());

        assertThat(run.out()).as(run.err()).isEqualTo("wrote " + png + ", 1600x1200" + System.lineSeparator());
        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo(1600);
        assertThat(image.getRGB(2, 1000) & 0xFF).as("the ground of the light look").isGreaterThan(0xE0);
    }

    @Test
    void drawsWhatIsChosen() throws Exception {
        byte[] plain = draw("plain");
        assertThat(draw("chosen", "--arrange", "tasks-by-pool", "--in-view", "0.02s..0.05s", "--range", "20ms..50ms",
                "--select", "1", "--beside", recording)).isNotEqualTo(plain);
    }

    private byte[] draw(String name, String... options) throws Exception {
        Path png = directory.resolve(name + ".png");
        List<String> arguments = new ArrayList<>(List.of("snapshot", recording, "-o", png.toString()));
        arguments.addAll(List.of(options));
        CommandRun run = JarRun.run(directory, arguments.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(0);
        return Files.readAllBytes(png);
    }

    @Test
    void refusesWhatCannotBeDrawn() throws Exception {
        Path png = directory.resolve("x.png");
        JarRun.run(directory, "snapshot", recording, "--at", "9s", "-o", png.toString())
                .isRefused("--at 9.0 s is behind the end, which is at 0.1 s");
        JarRun.run(directory, "snapshot", recording, "--view", "nothing", "-o", png.toString())
                .isRefused(
                        "Invalid value for option '--view': 'nothing' is no screen: timeline, tasks, pools, findings,"
                                + " task, hooks, settings, keys, start (loomscope snapshot --help)");
        JarRun.run(directory, "snapshot", recording, "--size", "1x1", "-o", png.toString())
                .isRefused("Invalid value for option '--size': '1x1' is out of bounds: 320x200 to 7680x4320"
                        + " (loomscope snapshot --help)");
        JarRun.run(directory, "snapshot", recording, "--select", "123456", "-o", png.toString())
                .isRefused(
                        "--select 123456 is not known: report --json names tasks by their ids (loomscope snapshot --help)");
        JarRun.run(directory, "snapshot", recording, "--select", "nobody", "-o", png.toString())
                .isRefused("--select nobody is no pool of it: orders (loomscope snapshot --help)");
        JarRun.run(directory, "snapshot", recording, "--arrange", "rows", "-o", png.toString())
                .isRefused("Invalid value for option '--arrange': 'rows' is no arrangement: threads, carriers,"
                        + " tasks-by-pool, virtual-by-class, virtual-by-parent, tasks-by-site, task-trees,"
                        + " tasks-by-scope, tasks-by-trace (loomscope snapshot --help)");
        JarRun.run(directory, "snapshot", recording, "--range", "8s..2s", "-o", png.toString())
                .isRefused("Invalid value for option '--range': '8s..2s' ends before it begins (loomscope snapshot"
                        + " --help)");
        JarRun.run(directory, "snapshot", recording, "--in-view", "2s..8s", "-o", png.toString())
                .isRefused("--in-view 2.0 s..8.0 s is behind the end, which is at 0.1 s (loomscope snapshot --help)");
        JarRun.run(directory, "snapshot", "absent", "-o", png.toString())
                .isRefused("absent does not exist: name a recording, a PID or a HOST:PORT");
        assertThat(png).doesNotExist();
    }

    private static long colours(BufferedImage image) {
        return IntStream.range(0, image.getHeight())
                .flatMap(y -> IntStream.range(0, image.getWidth()).map(x -> image.getRGB(x, y))).distinct().count();
    }
}
