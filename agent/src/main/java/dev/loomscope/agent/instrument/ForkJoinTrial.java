package dev.loomscope.agent.instrument;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RejectedExecutionException;

import dev.loomscope.protocol.EventKind;

/** Goes once through the ways a fork/join task can take, in a pool of its own with one worker. */
final class ForkJoinTrial {
    private final SmokeTest test;

    ForkJoinTrial(SmokeTest test) {
        this.test = test;
    }

    void run() {
        ForkJoinPool pool = new ForkJoinPool(1);
        Root root = new Root();
        pool.execute(root);
        SmokeTest.await(root.ran, "a fork/join task did not run");
        pool.shutdown();
        Child late = new Child(new CountDownLatch(1));
        try {
            pool.execute(late);
        } catch (RejectedExecutionException e) {
            test.expect("ForkJoinPool.reject", EventKind.REJECT, late, 1);
        }

        FutureTrial.await(test, "ForkJoinTask.awaitDone", new Child(root.ran));

        test.expect("ForkJoinPool.push", EventKind.SUBMIT, root, 1);
        test.expect("ForkJoinPool.push", EventKind.SUBMIT, root.joined, 1);
        test.expect("ForkJoinTask.doExec", EventKind.START, root.joined, 1);
        test.expect("ForkJoinTask.doExec", EventKind.END, root, 1);
        test.expect("ForkJoinTask.tryUnfork", EventKind.REMOVE, root.unforked, 1);
        test.expect("ForkJoinTask.cancel", EventKind.CANCEL, root.unforked, 1);
        test.expect("ForkJoinTask.getException", EventKind.ASKED, root.unforked, 1);
    }

    /** Forks one child that it joins, and one that it takes back. */
    private static final class Root extends RecursiveAction {
        private static final long serialVersionUID = 1;

        private final transient CountDownLatch ran = new CountDownLatch(1);
        private final transient Child joined = new Child(ran);
        private final transient Child unforked = new Child(ran);

        @Override
        protected void compute() {
            joined.fork();
            joined.join();
            unforked.fork();
            unforked.tryUnfork();
            unforked.cancel(false);
            unforked.getException();
        }
    }

    private static final class Child extends RecursiveAction {
        private static final long serialVersionUID = 1;

        private final transient CountDownLatch ran;

        Child(CountDownLatch ran) {
            this.ran = ran;
        }

        @Override
        protected void compute() {
            ran.countDown();
        }
    }
}
