package dev.loomscope.filter;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Remembers the answers to a test of small ids, which many rows share; those of pools begin below 0. Several threads may ask
 * at once: one may ask again what another has just learnt, and then learns the same.
 */
final class IdMemo implements IntPredicate {
    private static final int LOWEST = -2;
    private static final int MOST = 1 << 20;
    private static final byte YES = 1;
    private static final byte NO = 2;

    private final IntPredicate test;
    private volatile byte[] known = new byte[1 << 10];

    IdMemo(IntPredicate test) {
        this.test = test;
    }

    @Override
    public boolean test(int id) {
        int slot = id - LOWEST;
        if (slot < 0 || slot >= MOST) {
            return test.test(id);
        }
        byte[] answers = known;
        if (slot >= answers.length) {
            answers = Arrays.copyOf(answers, Math.min(MOST, Math.max(slot + 1, answers.length * 2)));
            known = answers;
        }
        if (answers[slot] == 0) {
            answers[slot] = test.test(id) ? YES : NO;
        }
        return answers[slot] == YES;
    }
}
