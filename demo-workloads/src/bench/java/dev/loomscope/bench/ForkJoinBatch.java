package dev.loomscope.bench;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;

import org.jspecify.annotations.Nullable;

/** Fibonacci numbers in the way that forks most and computes least, in a pool of two workers. A task is a fork. */
final class ForkJoinBatch implements Batch {
    private static final int NUMBER = 22;

    private final ForkJoinPool pool = new ForkJoinPool(2);
    private final Around around;

    ForkJoinBatch(Around around) {
        this.around = around;
    }

    @Override
    public int run() {
        int value = pool.invoke(new Fibonacci(around, NUMBER));
        // A number of Fibonacci's by additions of ones has one addition less than its value, and each one forks once.
        return value - 1;
    }

    @Override
    public void close() {
        pool.close();
    }

    private static final class Fibonacci extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1;

        private final transient Around around;
        private final int number;

        Fibonacci(Around around, int number) {
            this.around = around;
            this.number = number;
        }

        @Override
        protected Integer compute() {
            @Nullable Object begun = around.begin();
            try {
                return value();
            } finally {
                around.end(begun);
            }
        }

        private int value() {
            if (number < 2) {
                return 1;
            }
            Fibonacci first = new Fibonacci(around, number - 1);
            first.fork();
            return new Fibonacci(around, number - 2).value() + first.join();
        }
    }
}
