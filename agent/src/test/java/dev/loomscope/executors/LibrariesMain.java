package dev.loomscope.executors;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import kotlin.Unit;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.ExecutorsKt;
import kotlinx.coroutines.GlobalScope;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;

/**
 * Gives a thousand tasks to each of the executors of Vert.x, Pekko and Kotlin's coroutines, and prints what was seen of them.
 * With an argument, they have run something before it waits for a line.
 */
public final class LibrariesMain {
    private static final int TASKS = 1000;

    private static final String DISPATCHERS = "pekko { daemonic = on, log-dead-letters = off, loglevel = OFF, "
            + "stdout-loglevel = OFF, jvm-shutdown-hooks = off }\n"
            + "threads { type = Dispatcher, executor = thread-pool-executor, "
            + "thread-pool-executor { fixed-pool-size = 2 } }";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2));
    private final Context context = vertx.getOrCreateContext();
    private final ActorSystem pekko = ActorSystem.create("pekko", config());

    private LibrariesMain() {}

    private static Config config() {
        return ConfigFactory.parseString(DISPATCHERS).withFallback(ConfigFactory.load());
    }

    public static void main(String[] arguments) throws Exception {
        LibrariesMain main = new LibrariesMain();
        if (arguments.length > 0) {
            main.all(1);
            ExecutorsMain.awaitGo();
        }
        main.all(TASKS);
        System.out.print(ExecutorsMain.settled());
        System.exit(0);
    }

    private void all(int tasks) throws Exception {
        give(tasks, task -> context.runOnContext(any -> new OnLoop(task).run()));
        give(tasks, task -> vertx.executeBlocking(new OnWorker(task), false));
        give(tasks, task -> pekko.dispatcher().execute(new OnForkJoin(task)));
        give(tasks, task -> pekko.dispatchers().lookup("threads").execute(new OnThreads(task)));
        Executor byDefault = ExecutorsKt.asExecutor(Dispatchers.getDefault());
        give(tasks, task -> byDefault.execute(new OnDefault(task)));
        Executor forBlocking = ExecutorsKt.asExecutor(Dispatchers.getIO());
        give(tasks, task -> forBlocking.execute(new OnBlocking(task)));
        give(tasks, task -> BuildersKt.launch(GlobalScope.INSTANCE, Dispatchers.getDefault(), CoroutineStart.DEFAULT,
                (scope, continuation) -> {
                    task.countDown();
                    return Unit.INSTANCE;
                }));
        ActorRef actor = pekko.actorOf(Props.create(Counting.class, Counting::new).withDispatcher("threads"));
        give(tasks, task -> actor.tell(task, ActorRef.noSender()));
    }

    /** Hands a task over. */
    private interface Giving {
        void give(CountDownLatch task) throws Exception;
    }

    private static void give(int tasks, Giving giving) throws Exception {
        CountDownLatch ran = new CountDownLatch(tasks);
        for (int i = 0; i < tasks; i++) {
            giving.give(ran);
        }
        if (!ran.await(30, TimeUnit.SECONDS)) {
            System.out.println("WRONG left=" + ran.getCount());
        }
    }

    private record OnLoop(CountDownLatch ran) implements Runnable {
        @Override
        public void run() {
            ran.countDown();
        }
    }

    private record OnWorker(CountDownLatch ran) implements Callable<Void> {
        @Override
        public Void call() {
            ran.countDown();
            return null;
        }
    }

    private record OnForkJoin(CountDownLatch ran) implements Runnable {
        @Override
        public void run() {
            ran.countDown();
        }
    }

    private record OnThreads(CountDownLatch ran) implements Runnable {
        @Override
        public void run() {
            ran.countDown();
        }
    }

    private record OnDefault(CountDownLatch ran) implements Runnable {
        @Override
        public void run() {
            ran.countDown();
        }
    }

    private record OnBlocking(CountDownLatch ran) implements Runnable {
        @Override
        public void run() {
            ran.countDown();
        }
    }

    /** Counts the messages that it gets. */
    private static final class Counting extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder().match(CountDownLatch.class, CountDownLatch::countDown).build();
        }
    }
}
