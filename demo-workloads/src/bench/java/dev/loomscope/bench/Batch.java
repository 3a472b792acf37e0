package dev.loomscope.bench;

/** Runs tasks in batches, each begun and awaited by the calling thread. */
interface Batch extends AutoCloseable {
    /**
     * Runs one batch to its end.
     *
     * @return how many tasks it had
     */
    int run() throws Exception;

    @Override
    void close();
}
