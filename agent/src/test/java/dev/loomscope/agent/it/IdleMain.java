package dev.loomscope.agent.it;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Says {@code ready}, does a little work for each line that it reads, and ends at the end of its input. */
public final class IdleMain {
    private IdleMain() {}

    public static void main(String[] arguments) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        System.out.println("ready");
        for (int read = System.in.read(); read >= 0 && read != 'q'; read = System.in.read()) {
            if (read == '\n') {
                System.out.println(pool.submit(() -> 42).get());
            }
        }
        pool.shutdown();
        System.out.println("bye");
    }
}
