package dev.loomscope.view.story;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.figures.Figures;
import dev.loomscope.insight.WaitWords;
import dev.loomscope.model.Lane;
import dev.loomscope.model.Pin;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;
import dev.loomscope.model.Wait;
import dev.loomscope.view.theme.Moments;

/** Where a task ran and for how long at a time, what it waited for in between, and who woke it. */
final class RunChapters {
    private static final int MOST_THREADS = 4;
    private static final int MOST_WAITS = 4;
    private static final int MOST_WAKERS = 3;

    private final SessionModel model;
    private final TaskTable tasks;
    private final int row;
    private final long now;
    private final Moments moments;
    private final Runs runs;

    RunChapters(SessionModel model, int row, long now, Moments moments, Runs runs) {
        this.model = model;
        this.tasks = model.tasks();
        this.row = row;
        this.now = now;
        this.moments = moments;
        this.runs = runs;
    }

    void run(List<Chapter> chapters) {
        if (tasks.started(row) < 0) {
            return;
        }
        ChapterDraft draft = new ChapterDraft(Chapter.Subject.RUN, "Ran").at(tasks.started(row))
                .figure(Figures.duration(tasks.busy(row, now)));
        List<Runs.Share<Lane>> threads = runs.threads();
        String polls = Figures.counted(tasks.polls(row), "poll");
        if (threads.size() == 1) {
            draft.fact("Ran", polls + " on " + threads.getFirst().who().name());
        } else if (threads.isEmpty()) {
            long thread = tasks.workerThread(row);
            draft.fact("Ran", polls + (thread == 0 ? "" : ", last on " + model.names().thread(thread)));
        } else {
            draft.fact("Ran", polls + " on " + Figures.counted(threads.size(), "thread"));
            draft.fact("Threads", threads(threads));
        }
        if (!runs.complete()) {
            draft.fact("Polls", "those of its first part: there are too many spans beside them");
        }
        long blocked = tasks.blocked(row, now);
        if (blocked > 0) {
            draft.fact("Blocked", "for " + Figures.duration(blocked) + " while it held its thread");
        }
        if (tasks.virtualThread(row) != 0) {
            draft.fact("Virtual thread", "#" + tasks.virtualThread(row));
        }
        pins(draft);
        chapters.add(draft.spread(Spread.of("polls", runs.lengths())).done());
    }

    private static String threads(List<Runs.Share<Lane>> threads) {
        StringBuilder text = new StringBuilder();
        for (Runs.Share<Lane> share : threads.subList(0, Math.min(MOST_THREADS, threads.size()))) {
            text.append(text.isEmpty() ? "" : "\n").append(share.who().name()).append(": ")
                    .append(Figures.duration(share.ns())).append(" in ").append(Figures.counted(share.times(), "poll"));
        }
        int more = threads.size() - MOST_THREADS;
        return more > 0 ? text + "\nand " + more + " more" : text.toString();
    }

    private void pins(ChapterDraft draft) {
        List<Pin> pins = model.facts().pins(row);
        if (pins.isEmpty()) {
            return;
        }
        Pin last = pins.getLast();
        boolean live = last.to() < 0 && tasks.state(row).isLive();
        long longest = 0;
        for (Pin pin : pins) {
            longest = pin.to() < 0 && !live ? longest : Math.max(longest, pin.length(now));
        }
        draft.fact("Pinned", (live ? "now, " : "") + Figures.counted(pins.size(), "time") + ", for up to "
                + Figures.duration(longest) + ", " + last.reason().words());
    }

    void waits(List<Chapter> chapters) {
        List<Wait> waits = model.waits().history(row);
        long idle = tasks.started(row) < 0 ? 0 : tasks.idle(row, now);
        long[] lengths = tasks.virtualThread(row) != 0
                ? runs.gaps()
                : waits.stream().mapToLong(wait -> wait.to() - wait.from()).toArray();
        if (waits.isEmpty() && lengths.length == 0) {
            return;
        }
        ChapterDraft draft = new ChapterDraft(Chapter.Subject.WAITS,
                tasks.virtualThread(row) != 0 ? "Waited in between" : "Waited on its thread").figure(
                        Figures.duration(tasks.virtualThread(row) != 0 ? idle : tasks.blocked(row, now)));
        if (!waits.isEmpty()) {
            Wait last = waits.getLast();
            draft.at(last.from()).fact("Waited last", words(last));
            List<String> earlier = new ArrayList<>();
            for (int i = waits.size() - 2; i >= 0 && earlier.size() < MOST_WAITS - 1; i--) {
                earlier.add(words(waits.get(i)));
            }
            int more = waits.size() - 1 - earlier.size();
            if (!earlier.isEmpty()) {
                draft.fact("Before", String.join("\n", earlier) + (more > 0 ? "\nand " + more + " more" : ""));
            }
            waits.reversed().stream().limit(MOST_WAITS).mapToInt(Wait::future).filter(future -> future >= 0).distinct()
                    .forEach(future -> draft.link(tasks, future, "completes it"));
        }
        chapters.add(draft.spread(Spread.of("waits", lengths)).done());
    }

    private String words(Wait wait) {
        return WaitWords.of(model, wait) + ", for " + Figures.duration(wait.to() - wait.from()) + " until "
                + moments.of(wait.to());
    }

    void wakes(List<Chapter> chapters) {
        List<Runs.Share<Integer>> wakers = runs.wakers();
        if (wakers.isEmpty()) {
            return;
        }
        int times = wakers.stream().mapToInt(Runs.Share::times).sum();
        Runs.Run last = runs.runs().reversed().stream().filter(run -> run.waker() >= 0).findFirst().orElseThrow();
        ChapterDraft draft = new ChapterDraft(Chapter.Subject.WAKES, "Woken").at(last.start() - last.ready())
                .figure(Figures.counted(times, "time"))
                .fact(wakers.size() == 1 ? "Woken by" : "Last by", tasks, last.waker())
                .fact("Then", "runnable for " + Figures.duration(last.ready()) + " before it ran, the last time");
        if (wakers.size() > 1) {
            draft.fact("Wakers", Figures.counted(wakers.size(), "task") + ", most often:");
        }
        for (Runs.Share<Integer> waker : wakers.subList(0, wakers.size() == 1 ? 0
                : Math.min(MOST_WAKERS, wakers.size()))) {
            draft.link(tasks, waker.who(), Figures.counted(waker.times(), "time"));
        }
        chapters.add(draft.done());
    }
}
