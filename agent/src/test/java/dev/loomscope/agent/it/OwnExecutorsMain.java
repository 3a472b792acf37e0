package dev.loomscope.agent.it;

import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import dev.loomscope.agent.HookStatus;
import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.instrument.Installation;
import dev.loomscope.agent.instrument.Preparation;
import dev.loomscope.executors.QueueExecutor;

/**
 * Installs the hooks and takes them out again, many times, while executors of the application work, and looks each time at
 * what is left in their classes; also that no class loader is kept.
 */
public final class OwnExecutorsMain {
    private OwnExecutorsMain() {}

    public static void main(String[] arguments) throws Exception {
        Instrumentation instrumentation = CountingAgent.instrumentation();
        QueueExecutor executor = new QueueExecutor(2);
        List<Class<?>> classes = List.of(QueueExecutor.class, OwnExecutorsMain.class);
        Map<String, byte[]> before = Probe.look(instrumentation, classes);
        for (int round = 0; round < 5; round++) {
            Installation installation = Installation.install(Preparation.begin(instrumentation), 256 << 10, false);
            installation.enable();
            PoolsMain.check(Probe.hooked(Probe.look(instrumentation, classes)) == 1, "the executor alone has hooks");
            HookStatus status = status(installation);
            PoolsMain.check(status.state().equals("live") && !status.why().equals("classes=0"), "status=" + status);
            work(executor);
            inItsOwnLoader(installation.memory());
            installation.uninstall();
            Map<String, byte[]> after = Probe.look(instrumentation, classes);
            for (Map.Entry<String, byte[]> entry : before.entrySet()) {
                PoolsMain.check(Arrays.equals(entry.getValue(), after.get(entry.getKey())),
                        "changed " + entry.getKey());
            }
            work(executor);
        }
        executor.shutdownNow();
        System.out.println("done");
    }

    private static HookStatus status(Installation installation) {
        return installation.statuses()
                .stream()
                .filter(status -> status.name().equals("Executor.execute(application)"))
                .findFirst()
                .orElseThrow();
    }

    private static void work(ExecutorService executor) throws Exception {
        for (int i = 0; i < 100; i++) {
            PoolsMain.check(executor.submit(() -> 42).get(60, TimeUnit.SECONDS) == 42, "wrong answer");
        }
    }

    /** An executor whose class another loader has: nothing that was seen of it keeps that loader. */
    private static void inItsOwnLoader(HookMemory memory) throws Exception {
        WeakReference<ClassLoader> loader = use();
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!loader.refersTo(null) && System.nanoTime() - deadline < 0) {
            // The drain's part: it takes what was handed over.
            for (Object[] handedOver : List.of(memory.classes(), memory.pools(), memory.sites(), memory.owners())) {
                Arrays.fill(handedOver, null);
            }
            System.gc();
            Thread.sleep(10);
        }
        PoolsMain.check(loader.refersTo(null), "the class loader is kept");
    }

    private static WeakReference<ClassLoader> use() throws Exception {
        URL jar = OwnExecutorsMain.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader())) {
            ExecutorService executor = (ExecutorService) loader.loadClass(QueueExecutor.class.getName())
                    .getConstructor(int.class)
                    .newInstance(1);
            PoolsMain.check(executor.getClass() != QueueExecutor.class, "a class of its own");
            work(executor);
            executor.shutdownNow();
            return new WeakReference<>(loader);
        }
    }
}
