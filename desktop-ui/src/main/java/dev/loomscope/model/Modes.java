package dev.loomscope.model;

import java.util.Arrays;

import dev.loomscope.protocol.TaskFamily;

/**
 * Which families of tasks are counted only at present. Where a family ever was, what is not known of a task may be in the
 * counts: its submit must not be counted once more when it is seen to start. Session thread only.
 */
final class Modes {
    private final boolean[] counted = new boolean[TaskFamily.COUNT];
    private final boolean[] ever = new boolean[TaskFamily.COUNT];

    /** Whether a number names a family that is known here. */
    static boolean isFamily(long family) {
        return family >= 0 && family < TaskFamily.COUNT;
    }

    boolean counted(int family) {
        return counted[family];
    }

    boolean anyCounted() {
        return counted[0] || counted[1] || counted[2];
    }

    boolean everCounted(int family) {
        return ever[family];
    }

    /** Something was counted only, whether or not the switch was seen. */
    void saw(int family) {
        ever[family] = true;
    }

    void set(int family, boolean isCounted) {
        counted[family] = isCounted;
        ever[family] |= isCounted;
    }

    @Override
    public String toString() {
        return "counted=" + Arrays.toString(counted);
    }
}
