package dev.loomscope.demo;

import java.util.List;

/**
 * A program to watch: a mistake that real services make, and the same work healed.
 *
 * @param name what it is started by
 * @param story what goes on, in one sentence
 * @param findings the kinds of finding that it raises; its healed twin raises none
 * @param workload what runs
 */
public record Demo(String name, String story, List<String> findings, Workload workload) {
    public Demo {
        findings = List.copyOf(findings);
    }

    /** The program itself. */
    @FunctionalInterface
    public interface Workload {
        /** Runs until {@code run} is over, then closes all it opened. */
        void run(DemoRun run) throws Exception;
    }
}
