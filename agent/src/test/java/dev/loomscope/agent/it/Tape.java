package dev.loomscope.agent.it;

import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Predicate;

import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.protocol.EventKind;

/** What was told of futures up to now. A future is known by its identity hash. */
final class Tape {
    private final List<long[]> slots;

    private Tape(List<long[]> slots) {
        this.slots = slots;
    }

    static Tape now() {
        return new Tape(CountingAgent.counts().taped());
    }

    /** What was told as soon as something is among it. */
    static Tape until(Predicate<Tape> something) throws InterruptedException {
        long deadline = System.nanoTime() + 60_000_000_000L;
        Tape tape = now();
        while (!something.test(tape)) {
            PoolsMain.check(System.nanoTime() - deadline < 0, "what is waited for is not told");
            Thread.sleep(1);
            tape = now();
        }
        return tape;
    }

    long awaits(Future<?> future) {
        return notes(EventKind.AWAIT, System.identityHashCode(future));
    }

    long asked(Future<?> future) {
        return notes(EventKind.ASKED, System.identityHashCode(future));
    }

    /** Whether every thread that began to wait for a future went on later. */
    boolean goesOn(Future<?> future) {
        for (int i = 0; i < slots.size(); i++) {
            if (kind(i) == EventKind.AWAIT && slots.get(i)[2] == System.identityHashCode(future)) {
                int next = i + 1;
                while (next < slots.size()
                        && (kind(next) != EventKind.AWAIT || slots.get(next)[0] != slots.get(i)[0])) {
                    next++;
                }
                if (next == slots.size() || slots.get(next)[2] != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    boolean isCompletedBy(Future<?> future, long key) {
        for (int i = 0; i < slots.size(); i++) {
            if (isCompletes(i, future) && slots.get(i + 1)[2] == key) {
                return true;
            }
        }
        return false;
    }

    /** Key of what completes a future: the first that was told. */
    long completes(Future<?> future) {
        for (int i = 0; i < slots.size(); i++) {
            if (isCompletes(i, future)) {
                return slots.get(i + 1)[2];
            }
        }
        throw new IllegalStateException("it is not told what completes a future");
    }

    private boolean isCompletes(int i, Future<?> future) {
        return kind(i) == EventKind.COMPLETES
                && slots.get(i)[2] == System.identityHashCode(future)
                && kind(i + 1) == RingLayout.MORE;
    }

    boolean isSubmitted(long key) {
        return tasks(EventKind.SUBMIT, key) > 0;
    }

    boolean isStarted(long key) {
        return tasks(EventKind.START, key) > 0;
    }

    private long notes(int kind, long subject) {
        return slots.stream().filter(slot -> (slot[1] & 0xFF) == kind && slot[2] == subject).count();
    }

    private long tasks(int kind, long key) {
        return slots.stream().filter(slot -> (slot[1] & 0xFF) == kind && slot[2] >>> 32 == key).count();
    }

    private int kind(int i) {
        return (int) slots.get(i)[1] & 0xFF;
    }
}
