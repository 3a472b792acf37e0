package dev.loomscope.agent.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The JDKs of this machine that tests start processes with. */
public final class Jdks {
    private Jdks() {}

    /** The oldest that is supported: found among the JDK that runs the build and those that are installed beside it. */
    public static Path jdk17() {
        List<Path> looked = new ArrayList<>();
        looked.add(Path.of(System.getProperty("loomscope.maven.java.home", System.getProperty("java.home"))));
        looked.addAll(beside(Path.of(System.getProperty("java.home"))));
        looked.addAll(beside(looked.get(0)));
        for (Path home : looked) {
            if (release(home) == 17) {
                return home;
            }
        }
        throw new AssertionError("these tests need a JDK 17: looked=" + looked);
    }

    /** The one that runs this test. */
    public static Path current() {
        return Path.of(System.getProperty("java.home"));
    }

    private static List<Path> beside(Path home) {
        Path parent = home.getParent();
        if (parent == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(parent)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int release(Path home) {
        Path file = home.resolve("release");
        if (!Files.isRegularFile(file) || !Files.isExecutable(home.resolve("bin/java"))) {
            return 0;
        }
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException e) {
            return 0;
        }
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        int end = 0;
        while (end < version.length() && Character.isDigit(version.charAt(end))) {
            end++;
        }
        return end == 0 ? 0 : Integer.parseInt(version.substring(0, end));
    }
}
