package dev.loomscope.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What to call a pool, by the names of its workers: {@code orders-1} and {@code orders-2} work for {@code orders}. */
final class PoolNames {
    private PoolNames() {}

    /**
     * The name that the workers' names have in common; null where they have none. Who only helps a fork/join pool does not name
     * it.
     */
    static @Nullable String common(List<String> workers) {
        List<String> own = workers.stream().filter(name -> name.matches("ForkJoinPool.*-worker-\\d+")).toList();
        String common = null;
        for (String worker : own.isEmpty() ? workers : own) {
            String stem = stem(worker);
            common = common == null ? stem : common.equals(stem) ? common : stem(prefix(common, stem));
        }
        return common == null || common.length() < 2 ? null : common;
    }

    /** The name without its number, and without the "thread" or "worker" of the JDK's own factories. */
    private static String stem(String worker) {
        String name = worker.replaceFirst("[-_ #.:/@(]*\\d+\\)?$", "");
        if (name.matches("pool-\\d+-thread")) {
            return name.substring(0, name.length() - "-thread".length());
        }
        if (name.matches("ForkJoinPool(-\\d+|\\.commonPool)-worker")) {
            return name.substring(0, name.length() - "-worker".length());
        }
        return name.replaceFirst("[-_ #.:/@(]+$", "");
    }

    private static String prefix(String left, String right) {
        int length = 0;
        while (length < Math.min(left.length(), right.length()) && left.charAt(length) == right.charAt(length)) {
            length++;
        }
        return left.substring(0, length);
    }
}
