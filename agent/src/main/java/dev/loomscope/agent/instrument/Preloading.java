package dev.loomscope.agent.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads the classes that an installation is about to need, on another processor while it begins: to load and verify them is the
 * greater part of what an application waits for at its start.
 */
public final class Preloading implements Runnable {
    private static final Class<?>[] SOON = {JdkStates.class, Wrappers.class, SmokeTest.class, Memory.class,
            TaskTrial.class, ForkJoinHookPoints.class, FutureHookPoints.class,
            RingReader.class};

    @Override
    public void run() {
        try (InputStream code = Preloading.class.getResourceAsStream("Preloading.class")) {
            if (code != null) {
                List<HookPoint> points = new ArrayList<>(TaskHookPoints.all());
                new HookTransformer(points, new Unchanged()).transform(points.get(0).target(), code.readAllBytes());
            }
            for (Class<?> type : SOON) {
                Class.forName(type.getName(), true, Preloading.class.getClassLoader());
            }
        } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError e) {
            // Whoever needs a class will say what is wrong with it.
        }
    }

    private static final class Unchanged implements HookNames {
        @Override
        public String installed(String type) {
            return type;
        }
    }
}
