package dev.loomscope.agent.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import dev.loomscope.agent.sample.Blockers.Blocker;
import dev.loomscope.agent.sample.Observations.WaitFact;
import dev.loomscope.agent.sample.SuspendedLook.Snapshot;
import dev.loomscope.protocol.WaitKind;
import org.jspecify.annotations.Nullable;

/**
 * What virtual threads wait for that have waited from one round to the next, a second or more. Those that wait for what another
 * thread has come first; of the others so many a round, in turn. While any of them waits for a monitor, it is also looked for
 * who has it, among the threads that wait.
 *
 * <p>Going through all virtual threads takes 16 ms of this thread for 100,000 of them; so rounds become rarer the longer they
 * take, up to one in four seconds.
 */
final class VirtualWaits {
    private static final long ROUND = 1_000_000_000;
    private static final long LONGEST_ROUND = 4 * ROUND;
    private static final int SHARE = 50;
    private static final int MOST_KNOWN = 1 << 13;
    private static final int MOST_NEW = 1 << 11;
    private static final int MOST_TOLD = 512;
    private static final int MOST_SNAPSHOTS = 128;
    private static final int MOST_PLATFORM_SNAPSHOTS = 64;
    private static final int MOST_STACKS = 32;

    private final VirtualThreadLook virtual;
    private final Blockers blockers;
    private final MonitorOwners owners;
    private final SuspendedLook snapshots;
    private final VirtualStates states = new VirtualStates();
    private Map<Long, Waiting> known = new HashMap<>();
    private List<WaitFact> told = List.of();
    private List<Waiting> stacked = List.of();
    private long nextRound;
    private int turn;
    private int stride = 1;
    private int newStride = 1;

    /**
     * A virtual thread that waits.
     *
     * @param blocker what it waits for as far as its own fields say
     * @param since when it was seen so first
     */
    record Waiting(Thread thread, VirtualStates.Wait how, Blocker blocker, long since) {
        long id() {
            return ThreadFacts.id(thread);
        }

        boolean isStill(Thread other, VirtualStates.Wait now) {
            return other == thread && now == how;
        }

        boolean isStillTrue(Waiting before) {
            return before.thread == thread && before.how == how && before.blocker.equals(blocker);
        }

        /** Whether another thread has what it waits for, as far as known. */
        boolean isForSomebody() {
            return how == VirtualStates.Wait.BLOCKED || blocker.owner() != 0;
        }
    }

    VirtualWaits(VirtualThreadLook virtual, Blockers blockers, MonitorOwners owners, SuspendedLook snapshots) {
        this.virtual = virtual;
        this.blockers = blockers;
        this.owners = owners;
        this.snapshots = snapshots;
    }

    /** Somebody listens from now on. */
    void begin(long now) {
        nextRound = now + ROUND;
    }

    /** Nobody listens any more: no thread is kept. */
    void end() {
        known = new HashMap<>();
        told = List.of();
        stacked = List.of();
    }

    boolean isDue(long now) {
        return now >= nextRound;
    }

    /**
     * One round.
     *
     * @param platform threads that may have the monitors
     * @param sought whether a platform thread waits for a monitor that a virtual one seems to have
     */
    List<WaitFact> look(long now, List<Thread> platform, boolean sought) {
        long began = System.nanoTime();
        Map<Long, Waiting> met = new HashMap<>();
        int[] passedOver = new int[2];
        virtual.forEach(thread -> {
            VirtualStates.Wait how = states.of(thread);
            if (how != VirtualStates.Wait.NONE && !meet(thread, how, met, now)) {
                passedOver[isForSomebody(thread, how) ? 0 : 1]++;
            }
        });
        stride = Integer.highestOneBit(1 + 2 * (met.size() + passedOver[1]) / (MOST_KNOWN / 2));
        newStride = 1 + passedOver[0] / MOST_NEW;
        List<Waiting> stable = new ArrayList<>();
        met.replaceAll((id, waiting) -> {
            Waiting before = known.get(id);
            if (before == null || !waiting.isStillTrue(before)) {
                return waiting;
            }
            Waiting still = new Waiting(waiting.thread, waiting.how, waiting.blocker, before.since);
            stable.add(still);
            return still;
        });
        known = met;
        told = tell(stable, platform, sought, now);
        turn++;
        nextRound = now + Math.min(LONGEST_ROUND, Math.max(ROUND, (System.nanoTime() - began) * SHARE));
        return told;
    }

    /** Takes up a thread where it is its turn; of those that wait for somebody each that waited in the round before. */
    private boolean meet(Thread thread, VirtualStates.Wait how, Map<Long, Waiting> met, long now) {
        long id = ThreadFacts.id(thread);
        if (!isForSomebody(thread, how)) {
            return met.size() < MOST_KNOWN / 2 && id % stride == turn / 2 % stride && put(thread, how, met, now);
        }
        if (met.size() >= MOST_KNOWN) {
            return false;
        }
        Waiting before = known.get(id);
        boolean isNew = before == null || !before.isStill(thread, how);
        return (!isNew || (id + turn) % newStride == 0) && put(thread, how, met, now);
    }

    private boolean put(Thread thread, VirtualStates.Wait how, Map<Long, Waiting> met, long now) {
        Waiting waiting = waiting(thread, how, now);
        if (waiting != null) {
            met.put(waiting.id(), waiting);
        }
        return true;
    }

    private boolean isForSomebody(Thread thread, VirtualStates.Wait how) {
        return how == VirtualStates.Wait.BLOCKED
                || (how == VirtualStates.Wait.PARKED && Blockers.holder(LockSupport.getBlocker(thread)) != null);
    }

    private @Nullable Waiting waiting(Thread thread, VirtualStates.Wait how, long now) {
        boolean parked = how == VirtualStates.Wait.PARKED || how == VirtualStates.Wait.PINNED;
        Blocker blocker = parked ? blockers.of(LockSupport.getBlocker(thread)) : Blocker.UNKNOWN;
        return states.of(thread) == how ? new Waiting(thread, how, blocker, now) : null;
    }

    private List<WaitFact> tell(List<Waiting> stable, List<Thread> platform, boolean sought, long now) {
        List<Waiting> first = new ArrayList<>();
        List<Waiting> others = new ArrayList<>();
        boolean monitors = sought;
        for (Waiting waiting : stable) {
            (waiting.isForSomebody() ? first : others).add(waiting);
            monitors |= waiting.how == VirtualStates.Wait.BLOCKED;
        }
        List<Waiting> all = new ArrayList<>();
        add(all, first, MOST_TOLD);
        add(all, others, MOST_TOLD - all.size());
        stacked = all.subList(0, Math.min(MOST_STACKS, all.size()));
        Map<Waiting, Object> objects = snapshots(all, platform, monitors);
        List<WaitFact> facts = new ArrayList<>();
        for (Waiting waiting : all) {
            Blocker blocker = blocker(waiting, objects.get(waiting));
            boolean tellsMore = blocker.key() != 0 || blocker.kind() == WaitKind.FUTURE;
            if (tellsMore && states.of(waiting.thread) == waiting.how) {
                facts.add(new WaitFact(-1, 0, waiting.id(), "", true, now, blocker.kind(), blocker.key(),
                        blocker.owner(), blocker.className()));
            }
        }
        return facts;
    }

    /** Adds so many: by turns one of those that wait longest, and one of the others, each round others of these. */
    private void add(List<Waiting> to, List<Waiting> from, int most) {
        if (from.size() <= most) {
            to.addAll(from);
            return;
        }
        from.sort(Comparator.comparingLong(Waiting::since));
        int half = most / 2;
        int others = from.size() - half;
        for (int i = 0; i < half; i++) {
            to.add(from.get(i));
            to.add(from.get(half + (int) (((long) turn * half + i) % others)));
        }
    }

    /** The monitors that threads wait for; and who has them, where any is waited for. */
    private Map<Waiting, Object> snapshots(List<Waiting> all, List<Thread> platform, boolean monitors) {
        Map<Waiting, Object> objects = new HashMap<>();
        owners.clear();
        int left = MOST_SNAPSHOTS;
        for (Waiting waiting : all) {
            boolean parked = waiting.how == VirtualStates.Wait.PARKED;
            if (left == 0 || waiting.how == VirtualStates.Wait.PINNED || (parked && !monitors)) {
                continue;
            }
            left--;
            Snapshot snapshot = snapshots.virtual(waiting.thread);
            if (snapshot != null) {
                add(snapshot, waiting.id());
                if (!parked && snapshot.object() != null) {
                    objects.put(waiting, snapshot.object());
                }
            }
        }
        for (int i = 0; monitors && i < Math.min(MOST_PLATFORM_SNAPSHOTS, platform.size()); i++) {
            Snapshot snapshot = snapshots.platform(platform.get(i));
            if (snapshot != null) {
                add(snapshot, ThreadFacts.id(platform.get(i)));
            }
        }
        return objects;
    }

    @SuppressWarnings("ReferenceEquality") // Nothing of the application's is to be called.
    private void add(Snapshot snapshot, long thread) {
        for (Object monitor : snapshot.owned()) {
            // A thread that waits on its monitor does not have it meanwhile.
            if (monitor != snapshot.object()) {
                owners.add(monitor, thread);
            }
        }
    }

    private Blocker blocker(Waiting waiting, @Nullable Object monitor) {
        return switch (waiting.how) {
            case BLOCKED -> Blocker.of(WaitKind.MONITOR, monitor, monitor == null ? 0 : owners.of(monitor));
            case OBJECT_WAIT -> Blocker.of(WaitKind.OBJECT_WAIT, monitor, 0);
            default -> waiting.blocker;
        };
    }

    /** Those of the last round whose stacks are worth taking, and what they wait for. */
    Map<Waiting, @Nullable WaitFact> stacked(long now, long longer) {
        Map<Waiting, @Nullable WaitFact> found = new HashMap<>();
        for (Waiting waiting : stacked) {
            if (now - waiting.since >= longer && states.of(waiting.thread) == waiting.how) {
                WaitFact fact = null;
                for (WaitFact each : told) {
                    fact = each.thread() == waiting.id() ? each : fact;
                }
                found.put(waiting, fact);
            }
        }
        return found;
    }

    /** Whether a virtual thread waits on its carrier in the JDK's own way, of which hooks tell. */
    boolean isPinned(Thread thread) {
        return states.of(thread) == VirtualStates.Wait.PINNED;
    }
}
