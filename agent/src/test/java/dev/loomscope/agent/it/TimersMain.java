package dev.loomscope.agent.it;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;

/** A crowd of Timers, each of which is inside a task at the same time; what was seen of them is counted. */
public final class TimersMain {
    static final int TIMERS = 1000;

    private TimersMain() {}

    public static void main(String[] arguments) throws Exception {
        CountDownLatch inside = new CountDownLatch(TIMERS);
        CountDownLatch over = new CountDownLatch(1);
        Thread[] threads = new Thread[TIMERS];
        for (int i = 0; i < TIMERS; i++) {
            int number = i;
            Timer timer = new Timer(true);
            timer.schedule(new TimerTask() {
                @Override
                public void run() {
                    threads[number] = Thread.currentThread();
                    inside.countDown();
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    timer.cancel();
                }
            }, 0);
        }
        inside.await();
        over.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.print(PoolsMain.report());
    }
}
