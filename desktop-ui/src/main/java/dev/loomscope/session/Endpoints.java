package dev.loomscope.session;

import dev.loomscope.protocol.BadInputException;
import java.util.List;
import java.util.Optional;

/** Finds the agents that listen on this machine, by the files in which they say where. */
public final class Endpoints {
    private Endpoints() {
    }

    /**
     * The endpoint of a process, where it is alive and has an agent in it.
     *
     * @throws BadInputException when its file cannot be used
     */
    public static Optional<Endpoint> find(long pid) throws BadInputException {
        return Optional.empty();
    }

    /** Endpoints of all live processes of this user; files that cannot be used are passed over. */
    public static List<Endpoint> all() {
        return List.of();
    }
}
