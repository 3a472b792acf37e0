package dev.loomscope.view.start;

import java.io.IOException;
import java.util.List;

import dev.loomscope.session.Endpoint;

/** The demo workloads that the start screen offers. May be called by any thread, and may take a while. */
public interface DemoCatalog {
    /**
     * A program that misbehaves on purpose, and its healed twin.
     *
     * @param story what goes on, in one sentence
     */
    record Demo(String name, String story) {}

    /** The demos there are. */
    List<Demo> demos();

    /**
     * Starts one in a JVM of its own, with the agent in it, and says where that listens.
     *
     * @param fixed whether it is the healed twin
     */
    Endpoint start(String name, boolean fixed) throws IOException;

    /** None. */
    static DemoCatalog none() {
        return new DemoCatalog() {
            @Override
            public List<Demo> demos() {
                return List.of();
            }

            @Override
            public Endpoint start(String name, boolean fixed) throws IOException {
                throw new IOException("there is no demo name=" + name);
            }
        };
    }
}
