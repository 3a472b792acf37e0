package dev.loomscope.agent.it.semantics;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;

/** What executors ask the class loader for from which their factories and tasks come: nobody asks it for more. */
final class LoadingFacts {
    private LoadingFacts() {}

    /** Is nested in a class that its loader cannot give. */
    public static final class Nested
            implements ThreadFactory, ForkJoinPool.ForkJoinWorkerThreadFactory, Callable<Integer> {
        /** For reflection. */
        public Nested() {}

        @Override
        public Thread newThread(Runnable work) {
            return new Thread(work);
        }

        @Override
        public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
            return ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        }

        @Override
        public Integer call() {
            return 1;
        }
    }

    /** Gives the nested class alone, and notes which others of this class it is asked for. */
    private static final class Loader extends ClassLoader {
        private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

        Loader() {
            super(LoadingFacts.class.getClassLoader());
        }

        Object make() throws ReflectiveOperationException {
            return loadClass(Nested.class.getName()).getConstructor().newInstance();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(LoadingFacts.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            if (!name.equals(Nested.class.getName())) {
                asked.add(name);
                throw new ClassNotFoundException(name);
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (java.io.IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    static void tell(Report report) {
        report.fact("loaded for a scheduled pool", () -> {
            Loader loader = new Loader();
            ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, (ThreadFactory) loader.make());
            Object answer = pool.submit((Callable<?>) loader.make()).get();
            PoolFacts.end(pool);
            return answer + " " + loader.asked;
        });
        report.fact("loaded for a fork/join pool", () -> {
            Loader loader = new Loader();
            var factory = (ForkJoinPool.ForkJoinWorkerThreadFactory) loader.make();
            ForkJoinPool pool = new ForkJoinPool(1, factory, null, false);
            Object answer = pool.submit((Callable<?>) loader.make()).get();
            PoolFacts.end(pool);
            return answer + " " + loader.asked;
        });
        if (ScopeFacts.present()) {
            report.fact("loaded for a scope", () -> {
                Loader loader = new Loader();
                Object answer = ScopeFacts.forked((Callable<?>) loader.make());
                return answer + " " + loader.asked;
            });
        }
    }
}
