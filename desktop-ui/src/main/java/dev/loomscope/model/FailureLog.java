package dev.loomscope.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loomscope.protocol.FrameLayout;
import dev.loomscope.protocol.Shortened;

/**
 * Joins the exceptions of the stream with the tasks that they ended. The frame with the exception may come before the end
 * of its task; then it waits. Session thread only.
 */
final class FailureLog {
    private static final int MOST_WAITING = 1 << 12;
    private static final int MOST_FRAMES = 64;
    private static final int LONGEST = 4096;
    /** How long one waits for the end of its task, in ns of the stream's time. */
    private static final long PATIENCE = 10_000_000_000L;

    private final TaskFacts facts;
    private final Futures futures;
    private final TaskJoin tasks;
    private final VirtualJoin virtuals;
    private final ThreadJoin threads;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    private record Waiting(long key, boolean isThread, Failure failure) {}

    FailureLog(TaskFacts facts, Futures futures, TaskJoin tasks, VirtualJoin virtuals, ThreadJoin threads) {
        this.facts = facts;
        this.futures = futures;
        this.tasks = tasks;
        this.virtuals = virtuals;
        this.threads = threads;
    }

    void take(JsonNode json, long time) {
        List<String> frames = new ArrayList<>();
        for (JsonNode frame : json.path("frames")) {
            if (frames.size() < MOST_FRAMES) {
                frames.add(cut(frame.asText()));
            }
        }
        Failure failure = new Failure(Math.clamp(json.path("time").asLong(time), 0, FrameLayout.LATEST_TIME),
                cut(json.path("class").asText("unknown")), cut(json.path("message").asText("")), List.copyOf(frames));
        if (waiting.size() == MOST_WAITING) {
            waiting.remove();
        }
        waiting.add(new Waiting(json.path("task").asLong(), json.path("isThread").asBoolean(), failure));
    }

    private static String cut(String text) {
        return Shortened.text(text, LONGEST);
    }

    /** Gives those to their tasks whose end has come. */
    void settle(long now) {
        for (int left = waiting.size(); left > 0; left--) {
            Waiting next = waiting.remove();
            int row = row(next);
            if (row >= 0) {
                facts.failures.put(row, next.failure);
            } else if (next.failure.time() > now - PATIENCE) {
                waiting.add(next);
            }
        }
    }

    private int row(Waiting next) {
        if (next.isThread) {
            int ended = futures.failedThread(next.key);
            VirtualTask v = virtuals.find(next.key);
            PoolTask thread = threads.find(next.key);
            return ended >= 0 ? ended : v != null ? v.row : thread != null ? thread.row : -1;
        }
        PoolTask live = tasks.live(next.key);
        return live != null && live.stage == PoolTask.Stage.RUNNING ? live.row : futures.failed(next.key);
    }
}
