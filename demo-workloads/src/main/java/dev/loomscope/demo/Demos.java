package dev.loomscope.demo;

import java.util.List;
import java.util.stream.Collectors;

import dev.loomscope.demo.saturation.PoolSaturation;
import dev.loomscope.demo.stuck.StuckTasks;
import dev.loomscope.demo.webshop.Webshop;

/** All demos by name; the first one is the default. */
public final class Demos {
    /** In the order in which they are listed. */
    public static final List<Demo> ALL = List.of(
            new Demo(
                    "webshop",
                    "A shop on virtual threads whose card payments have too few threads for a sale and wait without a time limit"
                            + " for the bank.",
                    List.of("pool-saturated", "stuck-task"),
                    Webshop::run),
            new Demo(
                    "stuck-tasks",
                    "A report service of four threads that waits without a time limit for a chart whose reply got lost, with a"
                            + " lock in its hand.",
                    List.of("stuck-task"),
                    StuckTasks::run),
            new Demo(
                    "pool-saturation",
                    "A thumbnail service whose four threads wait for the storage most of their time, while photos come in faster"
                            + " than they go out.",
                    List.of("pool-saturated"),
                    PoolSaturation::run));

    private Demos() {}

    /**
     * The demo of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Demo named(String name) {
        for (Demo demo : ALL) {
            if (demo.name().equals(name)) {
                return demo;
            }
        }
        throw new IllegalArgumentException("demo=" + name + " is unknown; there are " + names());
    }

    static boolean has(String name) {
        return ALL.stream().anyMatch(demo -> demo.name().equals(name));
    }

    static String names() {
        return ALL.stream().map(Demo::name).collect(Collectors.joining(", "));
    }
}
