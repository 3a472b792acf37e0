package dev.loomscope.model;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what was counted only, and keeps the stretches of time in which it was. Session thread; the stretches may be read by
 * any.
 */
final class CountBook {
    private static final int MOST = 1 << 12;
    private static final CountedStretch.Family[] FAMILIES = CountedStretch.Family.values();

    private final Ledger ledger;
    private final Names names;
    private final Modes modes;
    private final WaitBook waits;
    private final List<CountedStretch> all = new ArrayList<>();
    private final int[] latest = {-1, -1, -1};
    private boolean changed;
    private volatile List<CountedStretch> published = List.of();

    CountBook(Ledger ledger, Names names, Modes modes, WaitBook waits) {
        this.ledger = ledger;
        this.names = names;
        this.modes = modes;
        this.waits = waits;
    }

    /** Oldest first; of each family no two overlap. */
    List<CountedStretch> stretches() {
        return published;
    }

    // From here on: session thread only.

    void mode(int family, boolean counted, long time) {
        int last = latest[family];
        boolean open = last >= 0 && all.get(last).to() < 0;
        if (counted && !open) {
            room();
            latest[family] = all.size();
            all.add(new CountedStretch(FAMILIES[family], time, -1, 0, 0, 0, 0));
            changed = true;
        } else if (!counted && open) {
            all.set(last, all.get(last).ended(time));
            changed = true;
        }
    }

    /**
     * So many events of a kind happened that were not recorded.
     *
     * @param ages for how long they had happened before a time, all together
     * @param doubt how far off each of them may be, in ns
     */
    void count(long count, int kind, int outcome, int taskClass, @Nullable Pool pool, long ages, long doubt,
            long time) {
        if (count <= 0) {
            return;
        }
        waits.counted(kind, outcome, pool, taskClass, count, ages, count * doubt, time);
        boolean virtual = isVirtual(kind);
        boolean byHand = kind == EventKind.THREAD_START || kind == EventKind.THREAD_END;
        TaskKind ofPool = virtual ? TaskKind.VIRTUAL_THREAD
                : byHand ? TaskKind.THREAD : pool == null ? TaskKind.EXECUTOR : pool.taskKind();
        TaskKind own = names.kind(taskClass, ofPool);
        int family = virtual ? TaskFamily.VIRTUAL_THREAD
                : pool != null ? pool.family() : own == TaskKind.FORK_JOIN ? TaskFamily.FORK_JOIN : TaskFamily.POOL;
        modes.saw(family);
        if (own == TaskKind.WORKER) {
            return;
        }
        long submitted = 0;
        long started = 0;
        long ended = 0;
        long failed = 0;
        switch (kind) {
            case EventKind.SUBMIT, EventKind.VIRTUAL_START, EventKind.THREAD_START -> {
                submitted = count;
                ledger.countSubmits(own, taskClass, pool, count);
                if (byHand) {
                    ledger.countPolls(count);
                }
            }
            case EventKind.START, EventKind.MOUNT -> {
                started = count;
                ledger.countPolls(count);
            }
            case EventKind.END, EventKind.VIRTUAL_END, EventKind.THREAD_END, EventKind.REJECT, EventKind.REMOVE -> {
                ended = count;
                failed = outcome == Outcome.FAILED && kind != EventKind.REJECT && kind != EventKind.REMOVE ? count : 0;
                ledger.countEnds(own, taskClass, pool, status(kind, outcome), count);
            }
            default -> {
            }
        }
        int last = latest[family];
        if (last >= 0 && submitted + started + ended > 0) {
            all.set(last, all.get(last).plus(submitted, started, ended, failed));
            changed = true;
        }
    }

    /** A thread ended whose start was counted only. */
    void endOfUnknownThread(int outcome) {
        ledger.countEnds(TaskKind.THREAD, 0, null, status(EventKind.THREAD_END, outcome), 1);
    }

    /** Whether events of a kind are of virtual threads. */
    static boolean isVirtual(int kind) {
        return kind >= EventKind.VIRTUAL_START && kind <= EventKind.VIRTUAL_ADOPT;
    }

    private static byte status(int kind, int outcome) {
        return switch (kind) {
            case EventKind.REJECT -> TaskStatus.REJECTED;
            case EventKind.REMOVE -> TaskStatus.CANCELLED;
            default -> TaskStatus.ended(outcome);
        };
    }

    private void room() {
        if (all.size() == MOST) {
            int gone = MOST / 4;
            all.subList(0, gone).clear();
            for (int f = 0; f < latest.length; f++) {
                latest[f] = Math.max(-1, latest[f] - gone);
            }
        }
    }

    void settle() {
        if (changed) {
            changed = false;
            published = List.copyOf(all);
        }
    }
}
