package dev.loomscope.insight;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.loomscope.model.StackSample;

/**
 * How a task's stack changed from sample to sample.
 *
 * @param samples how many were taken
 * @param sameTop how many of the latest ones, without a break, have the same frame on top
 * @param tops how many different frames were on top
 * @param stacks how many times the stack was another one than before, the first time included
 * @param still how many of the latest ones, without a break, may be one and the same wait or step
 * @param targets how many different things it was seen to wait for
 * @param sameTarget how often, without a break, the latest of these was seen to be what it waits for
 * @param waitsBetween how often the thread went on and waited anew between samples
 * @param latest the latest stack, top first
 * @param changes the frames on top with the times at which they came, oldest first; the latest ones of them
 */
record StackTrail(
        int samples, int sameTop, int tops, int stacks, int still, int targets, int sameTarget, long waitsBetween,
        List<String> latest,
        List<Map<String, Object>> changes) {
    private static final int MOST_CHANGES = 20;
    /** From so many samples on a stack may be said to change all the time. */
    private static final int ENOUGH = 4;

    static StackTrail of(List<StackSample> samples) {
        List<Map<String, Object>> changes = new ArrayList<>();
        Map<String, Integer> tops = new LinkedHashMap<>();
        Set<String> targets = new HashSet<>();
        int sameTop = 0;
        int stacks = 0;
        int still = 0;
        int sameTarget = 0;
        String target = null;
        long waitsBetween = 0;
        StackSample before = null;
        for (StackSample sample : samples) {
            boolean same = before != null && before.top().equals(sample.top());
            sameTop = same ? sameTop + 1 : 1;
            if (before == null || !before.frames().equals(sample.frames())) {
                stacks++;
            }
            if (!same) {
                Map<String, Object> change = new LinkedHashMap<>();
                change.put("atMs", Units.millis(sample.time()));
                change.put("top", sample.top());
                changes.add(change);
            }
            long waits = before == null || before.waits() < 0 ? 0 : Math.max(0, sample.waits() - before.waits());
            waitsBetween += waits;
            boolean stays = before != null && same && waits == 0
                    && Objects.equals(before.waitsFor(), sample.waitsFor());
            still = stays ? still + 1 : 1;
            tops.merge(sample.top(), 1, Integer::sum);
            if (sample.waitsFor() != null) {
                sameTarget = sample.waitsFor().equals(target) ? sameTarget + 1 : 1;
                target = sample.waitsFor();
                targets.add(target);
            }
            before = sample;
        }
        List<Map<String, Object>> latest = changes.subList(Math.max(0, changes.size() - MOST_CHANGES), changes.size());
        return new StackTrail(samples.size(), sameTop, tops.size(), stacks, still, targets.size(), sameTarget,
                waitsBetween,
                before == null ? List.of() : before.frames(), List.copyOf(latest));
    }

    /** Whether the stack is another one nearly each time: the task gets on. */
    boolean wanders() {
        return samples >= ENOUGH && stacks > samples / 2 && tops > 2;
    }

    /** Whether it is a loop: the thread goes on and comes back to wait. */
    boolean goesRound() {
        return waitsBetween > 0;
    }

    /** Whether it waits for something else than before: what it waited for before came. */
    boolean waitsAnew() {
        return targets > 1 && sameTarget == 1;
    }

    /** Whether it got on between the latest two samples. */
    boolean getsOn() {
        return samples > 1 && still == 1;
    }

    /** What to say about it in a sentence; empty where there is too little to say. */
    String words() {
        if (samples < 2) {
            return "";
        }
        return sameTop == samples
                ? ", with the same top of stack in all of " + samples + " samples"
                : ", with " + tops + " different tops of stack in " + samples + " samples";
    }

    void evidence(Map<String, Object> evidence) {
        evidence.put("samples", samples);
        evidence.put("sameTopSamples", sameTop);
        evidence.put("distinctTops", tops);
        if (goesRound()) {
            evidence.put("waitsBetween", waitsBetween);
        }
        if (changes.size() > 1) {
            evidence.put("tops", changes);
        }
    }
}
