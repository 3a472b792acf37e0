package dev.loomscope.agent.it.semantics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;

import dev.loomscope.executors.TimedRunnable;

/** java.util.Timer. */
final class TimerFacts {
    private TimerFacts() {}

    static void tell(Report report) {
        report.fact("timer order", () -> {
            Timer timer = new Timer("timer", true);
            List<Integer> order = Collections.synchronizedList(new ArrayList<>());
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch latch = new CountDownLatch(1);
            CountDownLatch over = new CountDownLatch(5);
            timer.schedule(new TimedRunnable(PoolFacts.holding(inside, latch)), 0);
            Report.await(inside);
            for (int i : new int[] {4, 2, 5, 1, 3}) {
                timer.schedule(new TimedRunnable(() -> {
                    order.add(i);
                    over.countDown();
                }), i * 20);
            }
            Thread.sleep(110);
            latch.countDown();
            Report.await(over);
            timer.cancel();
            return order;
        });
        report.fact("timer task that throws ends the timer", () -> {
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            RuntimeException mine = new IllegalStateException("mine");
            Timer timer = new Timer("timer", true);
            CountDownLatch over = new CountDownLatch(1);
            timer.schedule(new TimedRunnable(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {
                    seen.add(e == mine);
                    seen.add(Report.trace(e));
                    over.countDown();
                });
                mine.fillInStackTrace();
                throw mine;
            }), 0);
            Report.await(over);
            Report.await(() -> Report.thrownBy(() -> {
                timer.schedule(new TimedRunnable(() -> {}), 60_000);
                return null;
            }) != null);
            return seen + " " + Report.thrownBy(() -> {
                timer.schedule(new TimedRunnable(() -> {}), 0);
                return null;
            });
        });
        report.fact("timer periodic", () -> {
            Timer timer = new Timer("timer", true);
            CountDownLatch three = new CountDownLatch(3);
            TimerTask periodic = new TimedRunnable(three::countDown);
            timer.schedule(periodic, 0, 1);
            Report.await(three);
            boolean cancelled = periodic.cancel();
            boolean again = periodic.cancel();
            boolean scheduled = periodic.scheduledExecutionTime() > 0;
            Throwable twice = Report.thrownBy(() -> {
                timer.schedule(periodic, 0);
                return null;
            });
            timer.cancel();
            return cancelled + " " + again + scheduled + twice;
        });
        report.fact("timer purge", () -> {
            Timer timer = new Timer("timer", true);
            for (int i = 0; i < 10; i++) {
                TimerTask late = new TimedRunnable(() -> {});
                timer.schedule(late, 60_000);
                if (i % 2 == 1) {
                    late.cancel();
                }
            }
            int purged = timer.purge();
            timer.cancel();
            return purged;
        });
        report.fact("timer stack inside a task", () -> {
            Timer timer = new Timer("timer", true);
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            CountDownLatch over = new CountDownLatch(1);
            timer.schedule(new TimedRunnable(() -> {
                seen.addAll(List.of(Thread.currentThread().getStackTrace()));
                seen.add(Thread.currentThread().getName() + Thread.currentThread().isDaemon());
                over.countDown();
            }), 0);
            Report.await(over);
            timer.cancel();
            return seen;
        });
        report.fact("timer cancelled inside its task", () -> {
            Timer timer = new Timer("timer", true);
            CountDownLatch over = new CountDownLatch(1);
            timer.schedule(new TimedRunnable(() -> {
                timer.cancel();
                over.countDown();
            }), 0, 1);
            Report.await(over);
            return Report.thrownBy(() -> {
                timer.schedule(new TimedRunnable(() -> {}), 0);
                return null;
            });
        });
    }
}
