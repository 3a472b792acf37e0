package dev.loomscope.agent.it;

import java.lang.instrument.Instrumentation;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.instrument.Installation;

/** Installs the hooks and takes them out again, many times, and looks each time at what is left of them. */
public final class DetachMain {
    private DetachMain() {}

    public static void main(String[] arguments) throws Exception {
        Instrumentation instrumentation = CountingAgent.instrumentation();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Map<String, byte[]> before = Probe.original();
        PoolsMain.check(Probe.hooked(before) == 0, "hooks before the first installation");
        long hookClasses = hookClasses(instrumentation);
        for (int round = 0; round < 5; round++) {
            Installation installation = CountingAgent.install();
            PoolsMain.check(!isTried(), "a worker of a trial lives");
            PoolsMain.check(Probe.hooked(Probe.look(instrumentation)) == before.size(), "not every class has its hook");
            work(pool);
            // The last ends come a little after the answers.
            long deadline = System.nanoTime() + 60_000_000_000L;
            long events = events(installation.memory());
            while (events < 300 && System.nanoTime() - deadline < 0) {
                Thread.sleep(1);
                events = events(installation.memory());
            }
            PoolsMain.check(events == 300, "events=" + events + " of " + CountingAgent.counts().report());
            installation.uninstall();

            Map<String, byte[]> after = Probe.look(instrumentation);
            PoolsMain.check(after.keySet().equals(before.keySet()), "other classes");
            for (Map.Entry<String, byte[]> entry : before.entrySet()) {
                PoolsMain.check(Arrays.equals(entry.getValue(), after.get(entry.getKey())),
                        "changed " + entry.getKey());
            }
            events = events(installation.memory());
            work(pool);
            PoolsMain.check(events(installation.memory()) == events, "an event after the end");
            if (round == 0) {
                PoolsMain.check(hookClasses == 0, "hook classes before the first installation");
                hookClasses = hookClasses(instrumentation);
                PoolsMain.check(hookClasses > 0, "no hook classes");
            }
        }
        PoolsMain.check(hookClasses(instrumentation) == hookClasses, "hook classes anew for each installation");
        pool.shutdown();
        System.out.println("done");
    }

    private static void work(ExecutorService pool) throws Exception {
        for (int i = 0; i < 100; i++) {
            // Who waits for a future makes events of his own.
            CountDownLatch runs = new CountDownLatch(1);
            pool.execute(runs::countDown);
            PoolsMain.check(runs.await(60, TimeUnit.SECONDS), "a task does not run");
        }
    }

    private static long events(HookMemory memory) {
        long events = 0;
        for (long[] ring : memory.rings()) {
            if (ring != null) {
                events += ring[RingLayout.HEAD];
            }
        }
        return events;
    }

    /** Whether a pool of a trial still has its worker, which could tell of itself among the application's events. */
    private static boolean isTried() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getClass() == Thread.class && thread.getName().equals("loomscope-trial"));
    }

    private static long hookClasses(Instrumentation instrumentation) {
        return Arrays.stream(instrumentation.getAllLoadedClasses())
                .filter(type -> type.getName().startsWith("java.lang.Loomscope"))
                .count();
    }
}
