package dev.loomscope.agent.sample;

import java.lang.management.LockInfo;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import dev.loomscope.agent.Stacks;
import dev.loomscope.agent.sample.Blockers.Blocker;
import dev.loomscope.agent.sample.Observations.WaitFact;
import dev.loomscope.protocol.WaitKind;
import org.jspecify.annotations.Nullable;

/**
 * What platform threads wait for: those inside tasks at every look, and once a second all others that wait for what some
 * thread has. A parked thread shows its blocker; for a monitor the JVM's management is asked, for a few threads a look.
 */
final class PlatformWaits {
    private static final int MOST_ASKED = 64;
    private static final int MOST_STACKS = 4;
    private static final int MOST_OTHERS = 256;
    private static final int SELDOM_EVERY = 50;
    private static final int ASK_EVERY = 10;

    /** Looks after which a blocked thread is taken for stuck. */
    private static final int STUCK = 25;

    private static final Blocker NONE = new Blocker(WaitKind.NONE, 0, 0, "");
    private static final Blocker UNTOLD = new Blocker(-1, 0, 0, "");
    private static final Blocker SLEEP = new Blocker(WaitKind.SLEEP, 0, 0, "");
    private static final Blocker IO = new Blocker(WaitKind.IO, 0, 0, "");
    private static final String[] IO_FRAMES = {"sun.nio.ch.", "java.net.", "java.io.FileInputStream.",
            "sun.nio.fs."};
    private static final @Nullable Class<?> CARRIER = JdkDoors.type("jdk.internal.misc.CarrierThread");

    private final WatchedThreads threads;
    private final Blockers blockers;
    private final MonitorOwners owners;
    private final SuspendedLook snapshots;
    private final ThreadInfos infos;
    private final AllThreads all;
    private final Blocker[] told;
    private final long[] since;
    private final int[] looks;
    private final Map<Long, Blocker> others = new HashMap<>();
    private final List<WaitFact> facts = new ArrayList<>();
    private final List<Thread> waiting = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();
    private int stacksLeft;
    private long tick;

    /** When a thread was last met whose monitor has an owner that the JVM's management does not tell. */
    private long lastUntold = -2 * SELDOM_EVERY;

    /** A thread of which the JVM's management is asked. */
    private record Asked(Thread thread, int row, int kind) {}

    PlatformWaits(WatchedThreads threads, Blockers blockers, MonitorOwners owners, SuspendedLook snapshots,
            ThreadInfos infos, AllThreads all) {
        this.threads = threads;
        this.blockers = blockers;
        this.owners = owners;
        this.snapshots = snapshots;
        this.infos = infos;
        this.all = all;
        told = new Blocker[threads.rows()];
        since = new long[threads.rows()];
        looks = new int[threads.rows()];
        Arrays.fill(since, WatchedThreads.NONE);
        forget();
    }

    /** All is news again. */
    void forget() {
        Arrays.fill(told, UNTOLD);
        others.replaceAll((id, blocker) -> UNTOLD);
    }

    /** Nobody listens any more: no thread is kept. */
    void end() {
        waiting.clear();
        asked.clear();
    }

    /**
     * One look.
     *
     * @param wide whether it is the turn of threads that are in no task
     */
    List<WaitFact> look(boolean wide, long now) {
        facts.clear();
        asked.clear();
        waiting.clear();
        stacksLeft = MOST_STACKS;
        Set<Long> inside = new HashSet<>();
        for (int row = 0; row < threads.end(); row++) {
            long open = threads.openSince(row);
            if (open == WatchedThreads.NONE) {
                continue;
            }
            if (since[row] != open) {
                since[row] = open;
                told[row] = NONE;
                looks[row] = 0;
            }
            Thread thread = threads.thread(row);
            if (thread != null && thread.getClass() != CARRIER) {
                if (wide) {
                    inside.add(ThreadFacts.id(thread));
                }
                look(row, thread, now);
            }
        }
        if (wide) {
            lookAtOthers(inside, now);
        }
        ask(now);
        tick++;
        return List.copyOf(facts);
    }

    /** Whether a thread waits for a monitor that a virtual thread seems to have. */
    boolean seeksOwners() {
        return tick - lastUntold <= SELDOM_EVERY + ASK_EVERY;
    }

    /** The threads that waited at the last look. */
    List<Thread> waiting() {
        return waiting;
    }

    private void look(int row, Thread thread, long now) {
        int kind = ThreadStatus.wait(thread);
        if (kind != WaitKind.NONE) {
            waiting.add(thread);
        }
        switch (kind) {
            case WaitKind.NONE -> {
                looks[row] = 0;
                if (told[row].kind() != WaitKind.IO) {
                    tell(row, thread, NONE, now);
                }
            }
            case WaitKind.SLEEP -> tell(row, thread, SLEEP, now);
            case WaitKind.PARK -> tell(row, thread, parked(thread, told[row]), now);
            default -> {
                boolean known = told[row].kind() == kind;
                looks[row] = known ? looks[row] + 1 : 0;
                if (asked.size() < MOST_ASKED && (!known || (tick + row) % ASK_EVERY == 0)) {
                    asked.add(new Asked(thread, row, kind));
                }
            }
        }
    }

    private Blocker parked(Thread thread, Blocker before) {
        Object object = LockSupport.getBlocker(thread);
        Blocker blocker = blockers.of(object);
        if (!Blockers.isUnclear(object)) {
            return blocker;
        }
        if (before.key() == blocker.key() && before.className().equals(blocker.className())) {
            return before;
        }
        boolean queue = stacksLeft-- > 0 && Blockers.isInQueue(Stacks.of(thread));
        return queue ? new Blocker(WaitKind.QUEUE, blocker.key(), 0, blocker.className()) : blocker;
    }

    private void ask(long now) {
        if (asked.isEmpty()) {
            return;
        }
        long[] ids = new long[asked.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = ThreadFacts.id(asked.get(i).thread());
        }
        @Nullable ThreadInfo @Nullable [] found = infos.of(ids);
        for (int i = 0; i < ids.length; i++) {
            Asked one = asked.get(i);
            Blocker blocker = found == null ? null : monitor(one.kind(), found[i]);
            if (blocker == null) {
                lastUntold = tick;
                blocker = stuck(one);
            }
            // It may have gone on meanwhile, to wait for something else.
            if (ThreadStatus.wait(one.thread()) == one.kind()) {
                if (one.row() >= 0) {
                    tell(one.row(), one.thread(), blocker, now);
                } else {
                    tellOther(one.thread(), blocker, now);
                }
            }
        }
    }

    /** The monitor that a thread waits for; null where the JVM does not say, as of one that a virtual thread has. */
    private static @Nullable Blocker monitor(int kind, @Nullable ThreadInfo info) {
        LockInfo lock = info == null ? null : info.getLockInfo();
        return info == null || lock == null
                ? null
                : new Blocker(kind, lock.getIdentityHashCode(), Math.max(0, info.getLockOwnerId()),
                        lock.getClassName());
    }

    /** What a thread waits for whose monitor a virtual thread has. */
    private Blocker stuck(Asked one) {
        boolean stuck = one.row() < 0 || looks[one.row()] >= STUCK;
        Blocker before = one.row() < 0 ? NONE : told[one.row()];
        boolean due = one.row() < 0 || before.key() == 0 || (tick + one.row()) % SELDOM_EVERY == 0;
        if (!stuck || !due) {
            return before.kind() == one.kind() ? before : new Blocker(one.kind(), 0, 0, "");
        }
        SuspendedLook.Snapshot snapshot = snapshots.platform(one.thread());
        Object monitor = snapshot == null ? null : snapshot.object();
        return Blocker.of(one.kind(), monitor, monitor == null ? 0 : owners.of(monitor));
    }

    private void tell(int row, Thread thread, Blocker blocker, long now) {
        if (!blocker.equals(told[row]) && threads.openSince(row) == since[row]) {
            told[row] = blocker;
            facts.add(new WaitFact(row, since[row], ThreadFacts.id(thread), "", false, now, blocker.kind(),
                    blocker.key(), blocker.owner(), blocker.className()));
        }
    }

    /** The top of the stack of a thread that runs, as far as known, and may wait inside the operating system. */
    void sawStack(int row, long open, List<String> frames, List<WaitFact> more, long now) {
        Thread thread = threads.thread(row);
        if (thread == null || frames.isEmpty() || since[row] != open) {
            return;
        }
        String top = frames.get(0);
        boolean io = top.endsWith("(Native Method)") && startsWith(top) && ThreadStatus.wait(thread) == WaitKind.NONE;
        if (io != (told[row].kind() == WaitKind.IO)) {
            facts.clear();
            tell(row, thread, io ? IO : NONE, now);
            more.addAll(facts);
        }
    }

    private static boolean startsWith(String frame) {
        for (String prefix : IO_FRAMES) {
            if (frame.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private void lookAtOthers(Set<Long> inside, long now) {
        Set<Long> found = new HashSet<>();
        for (Thread thread : all.threads()) {
            if (found.size() >= MOST_OTHERS) {
                break;
            }
            if (thread.getClass() == CARRIER || thread.getName().startsWith("loomscope-")) {
                continue;
            }
            int kind = ThreadStatus.wait(thread);
            if (kind != WaitKind.MONITOR && kind != WaitKind.PARK) {
                continue;
            }
            long id = ThreadFacts.id(thread);
            if (inside.contains(id)) {
                continue;
            }
            if (kind == WaitKind.MONITOR) {
                found.add(id);
                waiting.add(thread);
                asked.add(new Asked(thread, -1, kind));
            } else {
                Blocker blocker = blockers.of(LockSupport.getBlocker(thread));
                if (blocker.owner() != 0) {
                    found.add(id);
                    waiting.add(thread);
                    tellOther(thread, blocker, now);
                }
            }
        }
        others.keySet().removeIf(id -> {
            boolean gone = !found.contains(id);
            if (gone) {
                facts.add(new WaitFact(-1, 0, id, "", false, now, WaitKind.NONE, 0, 0, ""));
            }
            return gone;
        });
    }

    private void tellOther(Thread thread, Blocker blocker, long now) {
        long id = ThreadFacts.id(thread);
        if (!blocker.equals(others.put(id, blocker))) {
            facts.add(new WaitFact(-1, 0, id, ThreadFacts.name(thread), false, now, blocker.kind(), blocker.key(),
                    blocker.owner(), blocker.className()));
        }
    }
}
