package dev.loomscope.agent.sample;

import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import dev.loomscope.agent.Stacks;
import dev.loomscope.agent.sample.Facts.StackFact;
import dev.loomscope.agent.sample.Observations.WaitFact;
import dev.loomscope.protocol.Shortened;
import org.jspecify.annotations.Nullable;

/** Takes the stack of a thread, and what it waits for. A thread whose stack did not change keeps the stack's number. */
final class StackLook {
    private static final int DEPTH = 64;

    private final Map<Long, Known> known = new HashMap<>();
    private final Set<Long> round = new HashSet<>();
    private final ThreadInfos infos;
    private int lastStack;

    private record Known(int stack, List<String> frames) {}

    StackLook(ThreadInfos infos) {
        this.infos = infos;
    }

    /** A round of looks begins; threads that are in none are forgotten by {@link #endRound}. */
    void beginRound() {
        round.clear();
    }

    void endRound() {
        known.keySet().retainAll(round);
    }

    /**
     * Looks at a thread.
     *
     * @param row the row of the thread, or of the carrier of a virtual thread
     * @param since when the task, or the mount, began
     * @param task key of the task, 0 for a virtual thread
     */
    StackFact look(Thread thread, int row, long since, int task, boolean virtual) {
        return look(thread, row, since, task, virtual, null);
    }

    /**
     * Looks at a virtual thread that waits unmounted.
     *
     * @param since when it was seen waiting first
     * @param wait what it waits for, if that is known
     */
    StackFact look(Thread thread, long since, @Nullable WaitFact wait) {
        return look(thread, -1, since, 0, true, wait);
    }

    /** A stack is not taken anew in this round. */
    void keep(StackFact stack) {
        round.add(stack.thread());
    }

    private StackFact look(
            Thread thread, int row, long since, int task, boolean virtual, @Nullable WaitFact wait) {
        StackTraceElement[] trace = Stacks.of(thread);
        Thread.State state = ThreadFacts.state(thread);
        long id = ThreadFacts.id(thread);
        List<String> frames = frames(trace, DEPTH);
        Known before = known.get(id);
        Known now = before != null && before.frames.equals(frames) ? before : new Known(++lastStack, frames);
        known.put(id, now);
        round.add(id);

        String waitsFor = null;
        long ownerThread = 0;
        String ownerName = null;
        Object blocker = LockSupport.getBlocker(thread);
        if (blocker != null) {
            waitsFor = blocker.getClass().getName() + '@' + Integer.toHexString(System.identityHashCode(blocker));
            Thread holder = Blockers.holder(blocker);
            if (holder != null) {
                ownerThread = ThreadFacts.id(holder);
                ownerName = ThreadFacts.name(holder);
            }
        }
        if (waitsFor == null && wait != null && wait.key() != 0) {
            waitsFor = wait.className() + '@' + Integer.toHexString(wait.key());
            ownerThread = wait.owner();
        }
        ThreadInfo info = virtual || state == Thread.State.RUNNABLE || ownerThread != 0 ? null : infos.of(id);
        long waits = -1;
        if (info != null) {
            waits = info.getWaitedCount() + info.getBlockedCount();
            waitsFor = waitsFor == null ? info.getLockName() : waitsFor;
            if (info.getLockOwnerId() > 0) {
                ownerThread = info.getLockOwnerId();
                String name = info.getLockOwnerName();
                ownerName = name == null ? null : ThreadFacts.cut(name);
            }
        }
        return new StackFact(
                row,
                since,
                id,
                ThreadFacts.name(thread),
                task,
                virtual,
                state,
                waitsFor,
                ownerThread,
                ownerName,
                waits,
                now.stack,
                now.frames);
    }

    /** The topmost frames of a stack; where there are more than {@code most}, a sign stands for those. */
    static List<String> frames(StackTraceElement[] stack, int most) {
        List<String> frames = new ArrayList<>();
        for (int i = 0; i < stack.length && i < most; i++) {
            frames.add(format(stack[i]));
        }
        if (stack.length > most) {
            frames.add(Shortened.SIGN);
        }
        return frames;
    }

    /** {@code class.method(File.java:line)}, without the loader and the module. */
    static String format(StackTraceElement frame) {
        String file = frame.getFileName() == null ? file(frame) : frame.getFileName();
        String place = frame.isNativeMethod()
                ? "Native Method"
                : frame.getLineNumber() > 0 ? file + ':' + frame.getLineNumber() : file;
        return frame.getClassName() + '.' + frame.getMethodName() + '(' + place + ')';
    }

    /**
     * The JVM forgets the file and line of a frame whose class was transformed while the frame was there. The file of a class
     * of the JDK follows from its name.
     */
    private static String file(StackTraceElement frame) {
        String module = frame.getModuleName();
        String type = frame.getClassName();
        if (module == null || !module.startsWith("java.") || type.indexOf('/') >= 0 || type.contains("$$")) {
            return "Unknown Source";
        }
        int nested = type.indexOf('$');
        return type.substring(type.lastIndexOf('.') + 1, nested < 0 ? type.length() : nested) + ".java";
    }
}
