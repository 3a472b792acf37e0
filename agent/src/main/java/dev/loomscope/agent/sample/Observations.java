package dev.loomscope.agent.sample;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the sampler saw of waits, pins, failures and the process at one time.
 *
 * @param waits what threads wait for, where that is news; of virtual threads also what is not
 * @param pins virtual threads that wait on their carrier, and that go on there
 * @param failures exceptions that ended tasks
 * @param process facts of the process, or null where this is not their turn
 */
public record Observations(
        List<WaitFact> waits, List<PinFact> pins, List<FailureFact> failures, @Nullable ProcessFact process) {
    public static final Observations NONE = new Observations(List.of(), List.of(), List.of(), null);

    boolean isEmpty() {
        return waits.isEmpty() && pins.isEmpty() && failures.isEmpty() && process == null;
    }

    /**
     * What a thread waits for.
     *
     * @param row row of a platform thread inside a task, otherwise -1
     * @param since when that task began
     * @param thread the thread's id
     * @param name of a platform thread that has no row, otherwise empty
     * @param kind of {@link dev.loomscope.protocol.WaitKind}
     * @param key identity hash of what it waits for, or 0
     * @param owner id of the thread that has it, or 0
     * @param className of what it waits for, or empty
     */
    public record WaitFact(
            int row,
            long since,
            long thread,
            String name,
            boolean virtual,
            long time,
            int kind,
            int key,
            long owner,
            String className) {}

    /**
     * A virtual thread was seen blocked on its carrier, or going on there.
     *
     * @param row row of the carrier
     * @param since when it was mounted
     */
    public record PinFact(int row, long since, long thread, boolean pinned, long time) {}

    /**
     * An exception that ended a task.
     *
     * @param task the task's key, or the id of a thread that is a task
     */
    public record FailureFact(
            long thread, long task, boolean isThread, String className, @Nullable String message,
            List<String> frames) {}

    /**
     * The process. What is not known is negative.
     *
     * @param cpu share of all processors since the fact before, 0 to 1
     * @param gcs collections that ended since the fact before
     */
    public record ProcessFact(
            long heapUsed,
            long heapCommitted,
            long heapMax,
            double cpu,
            long threads,
            long classes,
            long compileMs,
            List<GcFact> gcs) {
        /** The same without the collections, which are told once. */
        public ProcessFact withoutGcs() {
            return new ProcessFact(heapUsed, heapCommitted, heapMax, cpu, threads, classes, compileMs, List.of());
        }
    }

    /**
     * A garbage collection.
     *
     * @param pause whether the application stood still all the while
     */
    public record GcFact(String name, String cause, long fromNs, long toNs, boolean pause, long freedBytes) {}
}
