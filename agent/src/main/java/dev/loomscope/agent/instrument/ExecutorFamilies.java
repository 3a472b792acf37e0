package dev.loomscope.agent.instrument;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Which classes belong together: an executor, those that it extends, those nested in it, and those beside it. Where the one
 * implements execute and another has a worker's code, tasks are expected to start. Known by name alone, as no class is there
 * yet when its code is looked at, and a class must not be loaded to ask. Not thread-safe, but for
 * {@link #isWanted} and {@link #hasWorkers}.
 */
final class ExecutorFamilies {
    /** Tasks of a type that may be published before one of them must have been seen to start. */
    static final int EXPECTED = 256;

    /** Words in the names of classes and packages that have to do with executing tasks. */
    private static final String[] WORDS = {"xecutor", "hread", "ventLoop", "oncurrent", "ispatch", "chedul",
            "askQueue"};

    private final Map<String, Integer> types = new HashMap<>();
    private final Map<String, String> parents = new HashMap<>();
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final Set<String> packages = new HashSet<>();
    private final Set<String> workers = new HashSet<>();
    private final Set<String> handingOn = new HashSet<>();
    private final Set<String> stuck = new HashSet<>();
    private final Set<String> withWorkers = ConcurrentHashMap.newKeySet();
    private final Expectations expectations;

    /** Is told how many tasks of a type to expect before one of them starts; a negative number means none, ever. */
    interface Expectations {
        void expect(int type, int tasks);
    }

    ExecutorFamilies(Expectations expectations) {
        this.expectations = expectations;
    }

    /** Whether a class that runs Runnables may do so for an executor. */
    boolean concerns(String name, @Nullable String superName, String[] interfaces) {
        if (hasWord(name) || wanted.contains(name) || packages.contains(packageOf(name))) {
            return true;
        }
        for (String type : interfaces) {
            if (hasWord(type)) {
                return true;
            }
        }
        return superName != null && (hasWord(superName) || parents.containsKey(superName));
    }

    private static boolean hasWord(String name) {
        if (name.startsWith("java/")) {
            return name.endsWith("Executor") || name.endsWith("ExecutorService");
        }
        for (String word : WORDS) {
            if (name.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a class is the superclass of an executor; to be asked of each class as it is loaded, before its code is read. */
    boolean isWanted(String name) {
        return wanted.contains(name);
    }

    /** Whether a class is an executor near whose code there is a worker's, or is nested in one. */
    boolean hasWorkers(String name) {
        String outer = name;
        int nested = name.length();
        while (nested > 0 && !withWorkers.contains(outer)) {
            nested = name.lastIndexOf('$', nested - 1);
            outer = name.substring(0, Math.max(0, nested));
        }
        return nested > 0;
    }

    /** The superclass of an executor was met: its own one belongs to the family too. */
    void extendsClass(String name, @Nullable String superName) {
        if (superName != null && !superName.startsWith("java/")) {
            parents.put(name, superName);
            wanted.add(superName);
        }
    }

    /** The number of a class that implements execute, -1 where there are too many. */
    int type(String name, int most) {
        Integer known = types.get(name);
        if (known != null) {
            return known;
        }
        int next = types.size() + 1;
        if (next >= most) {
            return -1;
        }
        types.put(name, next);
        packages.add(packageOf(name));
        expectations.expect(next, 0);
        return next;
    }

    /** What the code of a class says. */
    void met(String name, @Nullable String superName, ExecutorShape shape) {
        if (shape.executes()) {
            extendsClass(name, superName);
            if (shape.handsOn()) {
                handingOn.add(name);
            }
        }
        if (shape.hasWorker()) {
            workers.add(name);
        }
        for (Map.Entry<String, Integer> type : types.entrySet()) {
            if (!handingOn.contains(type.getKey()) && isOf(name, type.getKey())) {
                judge(type.getKey(), type.getValue());
            }
        }
    }

    /** A class has a thread in it that runs tasks there and has no hooks: of its executors, not every start is seen. */
    void hasUnseenWorkers(String name) {
        stuck.add(name);
        for (Map.Entry<String, Integer> type : types.entrySet()) {
            if (isOf(name, type.getKey())) {
                expectations.expect(type.getValue(), -1);
            }
        }
    }

    private void judge(String executor, int type) {
        for (String worker : workers) {
            if (isOf(worker, executor)) {
                expectations.expect(type, EXPECTED);
                withWorkers.add(executor);
                break;
            }
        }
        for (String worker : stuck) {
            if (isOf(worker, executor)) {
                expectations.expect(type, -1);
                break;
            }
        }
    }

    /** Whether a class is the executor itself, nested in it, or one that it extends. */
    private boolean isOf(String name, String executor) {
        if (name.equals(executor) || name.startsWith(executor + '$')) {
            return true;
        }
        String parent = parents.get(executor);
        for (int i = 0; parent != null && i < 16; i++) {
            if (name.equals(parent)) {
                return true;
            }
            parent = parents.get(parent);
        }
        return false;
    }

    private static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }
}
