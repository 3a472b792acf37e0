package dev.loomscope.agent.instrument;

import java.util.Arrays;

/** Where the instructions of a method have got to, by where they were. What was no instruction is nowhere. */
final class Moves {
    private static final int NOWHERE = -1;

    private final int[] targets;
    private final int[] places;

    /** @param length bytes of all instructions before */
    Moves(int length) {
        targets = new int[length + 1];
        places = new int[length + 1];
        Arrays.fill(targets, NOWHERE);
    }

    /**
     * Notes where an instruction has got to, or the end of all.
     *
     * @param target where jumps to it go
     * @param place where it stands itself
     */
    void note(int position, int target, int place) {
        targets[position] = target;
        places[position] = place;
    }

    /** Where jumps to an instruction go. */
    int target(int position) {
        check(position);
        return targets[position];
    }

    /** Where an instruction stands itself. */
    int place(int position) {
        check(position);
        return places[position];
    }

    /** Bytes of all instructions now. */
    int length() {
        return targets[targets.length - 1];
    }

    private void check(int position) {
        if (position < 0 || position >= targets.length || targets[position] == NOWHERE) {
            throw new IllegalStateException("no instruction begins there: position=" + position);
        }
    }
}
