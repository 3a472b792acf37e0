package dev.loomscope.bench;

/**
 * What one process took.
 *
 * @param wall ns a task
 * @param cpu ns a task, of all threads of the process
 * @param tasks measured, without those of the warm-up
 * @param read what its reader saw
 */
record Measurement(double wall, double cpu, long tasks, Read read) {
    /** @param line {@code result TASKS WALL_NS CPU_NS} */
    static Measurement parse(String line, Read read) {
        String[] words = line.split(" ");
        double tasks = Double.parseDouble(words[1]);
        return new Measurement(Double.parseDouble(words[2]) / tasks, Double.parseDouble(words[3]) / tasks, (long) tasks,
                read);
    }

    /**
     * What came over the stream, the warm-up included.
     *
     * @param events received in frames of events
     * @param bytes of those frames
     * @param dropped events that the agent says it dropped
     */
    record Read(long events, long bytes, long dropped) {
        static final Read NOTHING = new Read(0, 0, 0);
    }
}
