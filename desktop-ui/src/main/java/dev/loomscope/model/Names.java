package dev.loomscope.model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.loomscope.protocol.DictionarySort;

/** Names of classes, sites, threads and pools by their ids in the stream. What is not known is called "unknown". */
public final class Names {
    public static final String UNKNOWN = "unknown";

    /** A stream that names more than this of one sort is not believed any more. */
    private static final int MOST = 1 << 20;

    private static final String SCHEDULER = "virtual threads";
    private static final String THREADS = "Threads";

    private final Map<Integer, String> classes = new ConcurrentHashMap<>();
    private final Map<Integer, String> simpleClasses = new ConcurrentHashMap<>();
    private final Map<Integer, String> sites = new ConcurrentHashMap<>();
    private final LongMap<TaskKind> kinds = new LongMap<>();
    private final Map<Integer, Integer> sitesOfClasses = new ConcurrentHashMap<>();
    private final Map<Long, String> threads = new ConcurrentHashMap<>();
    private final Map<Integer, String> poolClasses = new ConcurrentHashMap<>();
    private final Map<Integer, String> pools = new ConcurrentHashMap<>();

    Names() {
        pools.put(Pool.SCHEDULER, SCHEDULER);
        pools.put(Pool.THREADS, THREADS);
    }

    /** Binary name of a class. */
    public String className(int id) {
        return classes.getOrDefault(id, UNKNOWN);
    }

    /** Short name of a class for people: no package, a lambda as {@code Checkout λ}, an anonymous class {@code Checkout$1}. */
    public String simpleClassName(int id) {
        return simpleClasses.getOrDefault(id, UNKNOWN);
    }

    /** A place in the code, {@code class.method(File.java:line)}. */
    public String site(int id) {
        return sites.getOrDefault(id, UNKNOWN);
    }

    /** Name of a thread, platform or virtual, by its thread id. */
    public String thread(long id) {
        return threads.getOrDefault(id, UNKNOWN);
    }

    /** Name of a pool for people. */
    public String pool(int id) {
        return pools.getOrDefault(id, UNKNOWN);
    }

    /** The site at which tasks of a class were last seen to be submitted; 0 where unknown. */
    public int siteOfClass(int taskClass) {
        return sitesOfClasses.getOrDefault(taskClass, 0);
    }

    /** Class of a pool and its identity hash, as the stream names it. */
    String poolClass(int id) {
        return poolClasses.getOrDefault(id, UNKNOWN);
    }

    // From here on: session thread only.

    /** The kind of a task: its class's where that has one, otherwise its pool's. */
    TaskKind kind(int taskClass, TaskKind ofPool) {
        TaskKind own = kinds.get(taskClass);
        return own == null ? ofPool : own;
    }

    private void kindOfClass(long taskClass, String label) {
        TaskKind kind = TaskKind.of(label);
        if (kind != null && kinds.size() < MOST) {
            kinds.put(taskClass, kind);
        }
    }

    /** Whether the name of a thread or a pool changed. */
    boolean define(int sort, long id, String text) {
        int small = (int) id;
        boolean fits = small == id;
        switch (sort) {
            case DictionarySort.CLASS -> {
                if (fits && classes.size() < MOST && !text.equals(classes.put(small, text))) {
                    simpleClasses.put(small, simple(text));
                }
            }
            case DictionarySort.SITE -> {
                if (fits && sites.size() < MOST) {
                    sites.put(small, text);
                }
            }
            case DictionarySort.POOL -> {
                if (fits && poolClasses.size() < MOST) {
                    pools.putIfAbsent(small, simple(text));
                    return !text.equals(poolClasses.put(small, text));
                }
            }
            case DictionarySort.TASK_KIND -> kindOfClass(id, text);
            case DictionarySort.THREAD -> {
                return thread(id, text);
            }
            default -> {
            }
        }
        return false;
    }

    /** Whether the thread's name changed. */
    boolean thread(long id, String name) {
        return !name.isEmpty() && threads.size() < MOST && !name.equals(threads.put(id, name));
    }

    /** A virtual thread is over that never was a worker: its task knows its name. */
    void forgetThread(long id) {
        threads.remove(id);
    }

    /** A pool was sampled, whose name may not have come yet. */
    void poolSeen(int id, String name) {
        if (pools.size() < MOST) {
            poolClasses.putIfAbsent(id, name);
            pools.putIfAbsent(id, simple(name));
        }
    }

    void pool(int id, String name) {
        if (pools.size() < MOST) {
            pools.put(id, name);
        }
    }

    void siteOfClass(int taskClass, int site) {
        if (sitesOfClasses.size() < MOST) {
            sitesOfClasses.put(taskClass, site);
        }
    }

    /** {@code com.acme.Checkout$$Lambda/0x1234@5} and {@code com.acme.Checkout$$Lambda$14/0x1234} are {@code Checkout λ}. */
    static String simple(String binaryName) {
        int lambda = binaryName.indexOf("$$Lambda");
        String plain = lambda < 0 ? binaryName : binaryName.substring(0, lambda);
        int hidden = plain.indexOf('/');
        plain = hidden < 0 ? plain : plain.substring(0, hidden);
        plain = plain.substring(plain.lastIndexOf('.') + 1);
        return lambda < 0 ? plain : plain + " λ";
    }
}
