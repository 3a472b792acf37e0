package dev.loomscope.agent.it;

import java.util.concurrent.ForkJoinPool;

/** Sets up the common pool from its main method, as late as its input says, and tells how many workers the pool may have. */
public final class CommonPoolMain {
    private CommonPoolMain() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("ready");
        while (System.in.read() != '\n') {
            // Nothing is used meanwhile.
        }
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "7");
        System.out.println("parallelism=" + ForkJoinPool.commonPool().getParallelism());
    }
}
