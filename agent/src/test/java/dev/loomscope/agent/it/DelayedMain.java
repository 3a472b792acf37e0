package dev.loomscope.agent.it;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Timer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.loomscope.executors.TimedRunnable;

/**
 * A program with a Timer that was never busy and another one, and a scheduled pool, that are: each has four tasks that are due, and
 * three that are to run later. It says when that is so, and goes on when it reads a line.
 */
public final class DelayedMain {
    private static final CountDownLatch INSIDE = new CountDownLatch(2);
    private static final CountDownLatch OPEN = new CountDownLatch(1);

    private DelayedMain() {}

    public static void main(String[] arguments) throws Exception {
        Timer idle = new Timer("idle-timer", true);
        Timer timer = new Timer("busy-timer", true);
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
        timer.schedule(new TimedRunnable(DelayedMain::stay), 0);
        pool.execute(DelayedMain::stay);
        INSIDE.await();
        for (int i = 0; i < 4; i++) {
            timer.schedule(new TimedRunnable(() -> {}), 0);
            pool.schedule(() -> {}, 1, TimeUnit.NANOSECONDS);
        }
        for (int i = 0; i < 3; i++) {
            idle.schedule(new TimedRunnable(() -> {}), 3_600_000);
            timer.schedule(new TimedRunnable(() -> {}), 3_600_000);
            pool.schedule(() -> {}, 1, TimeUnit.HOURS);
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        PoolsMain.check(in.readLine() != null, "nobody says go");
        OPEN.countDown();
        System.out.println("on");
        PoolsMain.check(in.readLine() != null, "nobody says end");
        System.exit(0);
    }

    private static void stay() {
        INSIDE.countDown();
        try {
            OPEN.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
