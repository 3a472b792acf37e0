package dev.loomscope.agent.stream;

import java.util.Arrays;
import java.util.Locale;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.TaskFamily;

/**
 * Which families of tasks are recorded at present and which are only counted: as a command says, or so that all that is recorded
 * stays within a budget. Changes take effect at once in all hooks; what the stream has been told is kept beside it, so that a
 * note of each change stands between the events before and after it.
 *
 * <p>A note's time is that of a moment in which the mode held: a family is exact for every call of a hook that began at or after
 * the time of its note, and until the time of the next one. Belongs to the drain, but for commands.
 */
final class Modes {
    /** Everything is recorded. */
    static final long UNLIMITED = Long.MAX_VALUE;

    /** Families by name, as in LOSS frames. */
    private static final String[] FAMILIES = {"task", "fork-join", "virtual-thread"};

    private static final double NS = 1e9;

    /** What a command can ask for. */
    enum Setting {
        AUTO,
        EXACT,
        COUNTERS
    }

    private final int[] modes;
    private final long[] closes;
    private final StreamClock clock;
    private final FamilyWindows[] windows = new FamilyWindows[TaskFamily.COUNT];
    private final double[] limits = new double[TaskFamily.COUNT];
    private final int[] told = new int[TaskFamily.COUNT];

    /** What was set last, here or by a hook as far as that was noted. */
    private final int[] known = new int[TaskFamily.COUNT];

    private final long[] changedAt = new long[TaskFamily.COUNT];
    private volatile Setting[] settings = {Setting.AUTO, Setting.AUTO, Setting.AUTO};
    private volatile long budget;

    /**
     * @param modes what the hooks read, by family
     * @param closes when a hook ended what was exact, as {@link dev.loomscope.agent.hook.HookMemory} has it
     * @param budget events to record per second, of all families together
     */
    Modes(int[] modes, long[] closes, StreamClock clock, long budget) {
        this.modes = modes;
        this.closes = closes;
        this.clock = clock;
        this.budget = budget;
        for (int family = 0; family < windows.length; family++) {
            windows[family] = new FamilyWindows();
        }
        System.arraycopy(modes, 0, told, 0, told.length);
        System.arraycopy(modes, 0, known, 0, known.length);
        if (budget == 0) {
            for (int family = 0; family < windows.length; family++) {
                set(family, false);
            }
        }
    }

    /** The family of a name. */
    static int family(String name) {
        int family = Arrays.asList(FAMILIES).indexOf(name);
        if (family < 0) {
            throw new IllegalArgumentException("family=" + name + " is none of " + String.join(", ", FAMILIES));
        }
        return family;
    }

    /** The name of a family. */
    static String name(int family) {
        return FAMILIES[family];
    }

    /** By a command, on any thread: takes effect within a cycle of the drain. */
    synchronized void command(int family, Setting setting) {
        Setting[] next = settings.clone();
        next[family] = setting;
        settings = next;
    }

    /** The setting of a name, in small letters. */
    static Setting setting(String name) {
        for (Setting setting : Setting.values()) {
            if (setting.name().toLowerCase(Locale.ROOT).equals(name)) {
                return setting;
            }
        }
        throw new IllegalArgumentException("mode=" + name + " is not exact, counters or auto");
    }

    /** By a command, on any thread. */
    void budget(long eventsPerSecond) {
        budget = eventsPerSecond;
    }

    /** Before a cycle: takes note of what hooks have ended, before a ring was full. */
    void noteClosed() {
        for (int family = 0; family < windows.length; family++) {
            long time = SharedArrays.acquire(closes, family);
            if (time > 0 && SharedArrays.acquire(modes, family) == 0) {
                changedAt[family] = time;
                known[family] = 0;
                windows[family].closeEarly();
                SharedArrays.release(closes, family, HookMemory.NEVER);
            }
        }
    }

    /** Before a cycle: closes the windows that are over. */
    void closeWindows() {
        for (int family = 0; family < windows.length; family++) {
            if (windows[family].isOver(clock.now()) && settings[family] == Setting.AUTO) {
                windows[family].close();
                set(family, false);
            }
        }
    }

    /** Whether a family changed its mode and the stream was not told yet. */
    boolean isChanged(int family) {
        return told[family] != known[family];
    }

    /** When it changed last. */
    long changedAt(int family) {
        return changedAt[family];
    }

    /** The stream is told now. */
    void tell(int family) {
        told[family] = known[family];
    }

    /** Whether a family is exact as far as the stream was told. */
    boolean isExact(int family) {
        return told[family] != 0;
    }

    /** Whether a family is counted, as far as the stream was told. */
    boolean isAnyCounted() {
        for (int mode : told) {
            if (mode == 0) {
                return true;
            }
        }
        return false;
    }

    /** Writes the mode that the stream is told of, as of a time; a run is open. */
    void write(int family, long time, EventsWriter writer) {
        writer.note(EventKind.MODE, time, family, told[family], 0, 0, 0);
    }

    /** Whether a window is open at present. */
    boolean isWindow() {
        for (int family = 0; family < windows.length; family++) {
            if (windows[family].isWindowed() && known[family] != 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Behind a cycle: measures and decides.
     *
     * @param elapsed ns since this was called last
     * @param calls calls of hooks since then, by family
     * @param recorded how many of them were recorded
     * @param lost whether any found no room
     * @param fill how much of the fullest ring would be filled per ns, were everything recorded
     * @param read whether anybody sees what is recorded
     */
    void decide(long elapsed, long[] calls, long[] recorded, boolean[] lost, double fill, boolean read) {
        for (int family = 0; family < windows.length; family++) {
            windows[family].measure(elapsed, calls[family]);
        }
        share();
        Setting[] asked = settings;
        for (int family = 0; family < windows.length; family++) {
            boolean exact;
            if (asked[family] != Setting.AUTO || budget == UNLIMITED || budget == 0) {
                windows[family].reset();
                exact = asked[family] == Setting.EXACT || (asked[family] == Setting.AUTO && budget != 0);
            } else {
                exact = windows[family].decide(
                        clock.now(), elapsed, recorded[family], limits[family], fill, lost[family], read);
            }
            set(family, exact);
        }
    }

    /**
     * In a cycle that has much to read: what is exact may end once there is no room. Not of virtual threads: most of them live
     * long, and what is known of them is worth more than what is lost.
     */
    void rush() {
        for (int family = 0; family < windows.length; family++) {
            if (family != TaskFamily.VIRTUAL_THREAD
                    && known[family] != 0 && settings[family] == Setting.AUTO && budget != UNLIMITED) {
                SharedArrays.compareAndSet(closes, family, HookMemory.NEVER, HookMemory.WHEN_FULL);
            }
        }
    }

    /** How long until something is to be done. */
    long pause() {
        long pause = Long.MAX_VALUE;
        for (int family = 0; family < windows.length; family++) {
            pause = Math.min(pause, windows[family].pause(clock.now(), limits[family]));
        }
        return pause;
    }

    /** Who needs less than an equal part leaves the rest to the others. */
    private void share() {
        double left = budget / NS;
        int count = 0;
        for (int family = 0; family < windows.length; family++) {
            if (settings[family] == Setting.AUTO) {
                count++;
            } else if (settings[family] == Setting.EXACT) {
                left -= windows[family].rate();
            }
        }
        left = Math.max(left, budget / NS / windows.length);
        boolean[] done = new boolean[windows.length];
        for (int turn = 0; turn < windows.length; turn++) {
            int least = -1;
            for (int family = 0; family < windows.length; family++) {
                boolean smaller = least < 0 || windows[family].rate() < windows[least].rate();
                if (settings[family] == Setting.AUTO && !done[family] && smaller) {
                    least = family;
                }
            }
            if (least >= 0) {
                done[least] = true;
                limits[least] = left / count--;
                left -= Math.min(limits[least], windows[least].rate());
            }
        }
    }

    /** Where a hook was faster, and that is not noted yet, it stays so for this cycle. */
    private void set(int family, boolean exact) {
        long before = SharedArrays.acquire(closes, family);
        if (before > 0 || !SharedArrays.compareAndSet(closes, family, before, HookMemory.NEVER)) {
            return;
        }
        if (exact && known[family] == 0) {
            SharedArrays.set(modes, family, 1);
            changedAt[family] = clock.now();
        } else if (!exact && known[family] != 0) {
            changedAt[family] = clock.now();
            SharedArrays.set(modes, family, 0);
        }
        known[family] = exact ? 1 : 0;
        if (exact && settings[family] == Setting.AUTO && budget != UNLIMITED) {
            SharedArrays.release(closes, family, closable(family));
        }
    }

    /**
     * What fits in any case is not ended for a ring that was read too late, as all that is known to be live would be let go. But
     * forks fill a ring before the drain can have seen how many there are.
     */
    private long closable(int family) {
        if (windows[family].isWindowed()) {
            return HookMemory.BEFORE_FULL;
        }
        boolean exceeds = family == TaskFamily.FORK_JOIN || windows[family].rate() > limits[family];
        return exceeds ? HookMemory.WHEN_FULL : HookMemory.NEVER;
    }
}
