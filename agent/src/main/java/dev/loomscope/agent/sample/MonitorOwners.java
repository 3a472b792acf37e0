package dev.loomscope.agent.sample;

import java.util.HashMap;
import java.util.Map;

/** Which waiting threads have which monitors, as last seen; monitors by identity hash and class, so that none is kept. */
final class MonitorOwners {
    private final Map<Integer, Owner> owners = new HashMap<>();

    private record Owner(long thread, String className) {}

    void clear() {
        owners.clear();
    }

    void add(Object monitor, long thread) {
        owners.put(System.identityHashCode(monitor), new Owner(thread, monitor.getClass().getName()));
    }

    /** Id of the thread that has a monitor, 0 where that is not known. */
    long of(Object monitor) {
        Owner owner = owners.get(System.identityHashCode(monitor));
        return owner != null && owner.className.equals(monitor.getClass().getName()) ? owner.thread : 0;
    }
}
