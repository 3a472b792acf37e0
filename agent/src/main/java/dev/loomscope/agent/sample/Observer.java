package dev.loomscope.agent.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.loomscope.agent.hook.Control;
import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.sample.Facts.StackFact;
import dev.loomscope.agent.sample.Observations.FailureFact;
import dev.loomscope.agent.sample.Observations.PinFact;
import dev.loomscope.agent.sample.Observations.ProcessFact;
import dev.loomscope.agent.sample.Observations.WaitFact;
import org.jspecify.annotations.Nullable;

/** Looks at waits, pins, failures and the process, each in its turn. Belongs to the sampler's thread. */
final class Observer {
    private static final int SELDOM_EVERY = 50;

    private final Consumer<Object[]> hooks;
    private final SuspendedLook snapshots = new SuspendedLook();
    private final PlatformWaits platform;
    private final VirtualWaits virtual;
    private final Pins pins;
    private final FailureReader failures;
    private final ProcessLook process;
    private final List<WaitFact> waitsOfStacks = new ArrayList<>();
    private final List<PinFact> pinsOfStacks = new ArrayList<>();
    private List<StackFact> parked = List.of();
    private boolean isBegun;
    private boolean suspends;

    /** @param hooks takes messages of {@link Control} */
    Observer(
            HookMemory memory,
            WatchedThreads threads,
            AllThreads all,
            VirtualThreadLook look,
            ThreadInfos infos,
            Consumer<Object[]> hooks) {
        this.hooks = hooks;
        Blockers blockers = new Blockers();
        MonitorOwners owners = new MonitorOwners();
        platform = new PlatformWaits(threads, blockers, owners, snapshots, infos, all);
        virtual = new VirtualWaits(look, blockers, owners, snapshots);
        pins = new Pins(threads);
        failures = new FailureReader(memory);
        process = new ProcessLook(all, memory.epoch());
    }

    /** Somebody listens from now on: all is news. */
    void begin(long now) {
        isBegun = true;
        virtual.begin(now);
    }

    /** What was told is not known: all is news again. */
    void forget() {
        platform.forget();
        pins.forget();
    }

    /** Nobody listens any more: nothing is kept, and nobody is listened to. */
    void end() {
        if (suspends) {
            suspends = false;
            hooks.accept(new Object[] {Control.SUSPENDED_LOOK, Thread.currentThread(), null});
        }
        if (isBegun) {
            isBegun = false;
            virtual.end();
            platform.end();
            process.end();
            parked = List.of();
        }
    }

    /** One look. */
    Observations look(long tick, boolean listened, boolean hasVirtualThreads, long now) {
        List<FailureFact> failed = failures.take(listened);
        if (!listened) {
            return Observations.NONE;
        }
        boolean seldom = tick % SELDOM_EVERY == 0;
        List<WaitFact> waits = new ArrayList<>(waitsOfStacks);
        waitsOfStacks.clear();
        waits.addAll(platform.look(seldom, now));
        if (hasVirtualThreads && virtual.isDue(now)) {
            suspend();
            waits.addAll(virtual.look(now, platform.waiting(), platform.seeksOwners()));
        }
        List<PinFact> pinned = new ArrayList<>(pinsOfStacks);
        pinsOfStacks.clear();
        pinned.addAll(pins.look(now));
        // Not at the first look: what it needs takes long to load, and an application may just be starting.
        ProcessFact facts = seldom && tick > 0 ? process.read() : null;
        return new Observations(waits, pinned, failed, facts);
    }

    private void suspend() {
        if (!suspends) {
            suspends = true;
            snapshots.prepare();
            hooks.accept(new Object[] {Control.SUSPENDED_LOOK, Thread.currentThread(), snapshots});
        }
    }

    /** Whether the carrier of a row waits with the mount that began at a time. */
    boolean isPinned(int row, long mounted) {
        return pins.isPinned(row, mounted);
    }

    /** The stack of a task was taken. */
    void sawTask(int row, StackFact stack, long now) {
        platform.sawStack(row, stack.since(), stack.frames(), waitsOfStacks, now);
    }

    /** The stack of a virtual thread was taken on the carrier of a row. */
    void sawMounted(int row, Thread thread, long mounted, long now) {
        if (pins.isPinned(row, mounted) && !virtual.isPinned(thread) && pins.isNews(row, mounted)) {
            pinsOfStacks.add(new PinFact(row, mounted, ThreadFacts.id(thread), true, now));
        }
    }

    /**
     * Stacks of virtual threads that wait unmounted.
     *
     * @param all whether they are to be taken anew
     * @param longer only of those that are seen waiting for longer
     */
    List<StackFact> parked(StackLook stacks, boolean all, long longer, long now) {
        if (all) {
            List<StackFact> taken = new ArrayList<>();
            for (Map.Entry<VirtualWaits.Waiting, @Nullable WaitFact> each : virtual.stacked(now, longer).entrySet()) {
                VirtualWaits.Waiting waiting = each.getKey();
                taken.add(stacks.look(waiting.thread(), waiting.since(), each.getValue()));
            }
            parked = taken;
        } else {
            parked.forEach(stacks::keep);
        }
        return parked;
    }
}
