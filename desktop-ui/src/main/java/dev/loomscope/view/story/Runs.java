package dev.loomscope.view.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.loomscope.model.Lane;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskPolls;

/**
 * Where and when a task ran: its polls with what is in several states put together, and the gaps between them.
 *
 * @param complete whether none is missing, but for what is forgotten
 */
record Runs(List<Run> runs, boolean complete) {
    /**
     * One run without a break.
     *
     * @param ready ns that it had been runnable before
     * @param waker row of the task that woke it, -1 where that is not known
     */
    record Run(Lane lane, long start, long end, long ready, int waker) {
        long length() {
            return end - start;
        }
    }

    /** What a thread, or a task, has to do with them. */
    record Share<K>(K who, int times, long ns) {}

    static Runs of(SessionModel model, int row, long now) {
        TaskPolls polls = TaskPolls.of(model, row, 0, now + 1);
        List<Run> runs = new ArrayList<>();
        for (TaskPolls.Poll poll : polls.polls()) {
            if (poll.goesOn() && !runs.isEmpty()) {
                Run last = runs.removeLast();
                runs.add(new Run(last.lane, last.start, poll.end(), last.ready, last.waker));
            } else {
                runs.add(new Run(poll.lane(), poll.start(), poll.end(), poll.ready(), poll.waker()));
            }
        }
        return new Runs(List.copyOf(runs), polls.complete());
    }

    /** How long each took, in ns. */
    long[] lengths() {
        return runs.stream().mapToLong(Run::length).toArray();
    }

    /** How long it was off its thread before each but the first, in ns. */
    long[] gaps() {
        long[] gaps = new long[Math.max(0, runs.size() - 1)];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = Math.max(0, runs.get(i + 1).start - runs.get(i).end);
        }
        return gaps;
    }

    /** The threads that it ran on, the one that it ran on for longest first. */
    List<Share<Lane>> threads() {
        Map<Lane, Share<Lane>> shares = new HashMap<>();
        for (Run run : runs) {
            shares.merge(run.lane, new Share<>(run.lane, 1, run.length()), Runs::plus);
        }
        return shares.values().stream().sorted(Comparator.comparingLong((Share<Lane> share) -> -share.ns())
                .thenComparingInt(share -> share.who().id())).toList();
    }

    /** The tasks that woke it, the one that did so most often first; ns is how long it then was runnable. */
    List<Share<Integer>> wakers() {
        Map<Integer, Share<Integer>> shares = new HashMap<>();
        for (Run run : runs) {
            if (run.waker >= 0) {
                shares.merge(run.waker, new Share<>(run.waker, 1, run.ready), Runs::plus);
            }
        }
        return shares.values().stream().sorted(Comparator.comparingInt((Share<Integer> share) -> -share.times())
                .thenComparingInt(Share::who)).toList();
    }

    private static <K> Share<K> plus(Share<K> a, Share<K> b) {
        return new Share<>(a.who, a.times + b.times, a.ns + b.ns);
    }
}
