package dev.loomscope.agent.sample;

import java.lang.invoke.VarHandle;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * What is in a queue of the JDK's, without its lock: the identity hashes of all elements, as far as they can be seen. Elements that
 * move meanwhile may be missed, so that who asks has to ask twice. Nothing of the application's is called.
 */
final class QueueContents {
    /** Of a longer queue nothing is said. */
    private static final int MOST = 1 << 16;

    /** And nothing of one in a longer array, however much of that is empty. */
    private static final int MOST_PLACES = 1 << 20;

    private static final int TRIES = 3;
    private static final String CONCURRENT = "java.util.concurrent.";

    private final Linked linked = new Linked("LinkedBlockingQueue", "head");
    private final Linked deque = new Linked("LinkedBlockingDeque", "first");
    private final Array[] arrays = {new Array("ArrayBlockingQueue", "items"),
            new Array("PriorityBlockingQueue", "queue"),
            new Array("ScheduledThreadPoolExecutor$DelayedWorkQueue", "queue")};

    /** A queue of nodes; the first one may hold nothing. */
    private static final class Linked {
        final @Nullable Class<?> type;
        final @Nullable VarHandle first;
        final @Nullable VarHandle next;
        final @Nullable VarHandle item;

        Linked(String name, String field) {
            type = JdkDoors.type(CONCURRENT + name);
            Class<?> node = JdkDoors.type(CONCURRENT + name + "$Node");
            first = JdkDoors.field(type, field);
            next = JdkDoors.field(node, "next");
            item = JdkDoors.field(node, "item");
        }
    }

    /** A queue in an array, which has places without an element. */
    private static final class Array {
        final @Nullable Class<?> type;
        final @Nullable VarHandle elements;

        Array(String name, String field) {
            type = JdkDoors.type(CONCURRENT + name);
            elements = JdkDoors.field(type, field);
        }
    }

    /** Keys of elements. */
    private static final class Keys {
        private int[] keys = new int[64];
        private int count;

        /** False where there are too many. */
        boolean add(Object element) {
            if (count == MOST) {
                return false;
            }
            keys = count == keys.length ? Arrays.copyOf(keys, 2 * count) : keys;
            keys[count++] = System.identityHashCode(element);
            return true;
        }

        int[] sorted() {
            int[] sorted = Arrays.copyOf(keys, count);
            Arrays.sort(sorted);
            return sorted;
        }
    }

    /** In ascending order; null where this cannot be seen. */
    int @Nullable [] of(Object queue) {
        Class<?> type = queue.getClass();
        if (type == linked.type || type == deque.type) {
            Linked shape = type == linked.type ? linked : deque;
            int[] keys = null;
            for (int i = 0; i < TRIES && keys == null; i++) {
                keys = of(shape, queue);
            }
            return keys;
        }
        for (Array array : arrays) {
            if (type == array.type && array.elements != null) {
                return of((Object[]) array.elements.getAcquire(queue));
            }
        }
        return null;
    }

    /** Null where nodes left the queue while they were gone through. */
    @SuppressWarnings("ReferenceEquality") // What a node says of equality is another matter.
    private static int @Nullable [] of(Linked shape, Object queue) {
        if (shape.first == null || shape.next == null || shape.item == null) {
            return null;
        }
        Keys keys = new Keys();
        Object node = shape.first.getAcquire(queue);
        while (node != null) {
            Object element = shape.item.getAcquire(node);
            if (element != null && !keys.add(element)) {
                return null;
            }
            Object after = shape.next.getAcquire(node);
            if (after == node) {
                return null;
            }
            node = after;
        }
        return keys.sorted();
    }

    private static int @Nullable [] of(Object @Nullable [] elements) {
        if (elements == null || elements.length > MOST_PLACES) {
            return null;
        }
        Keys keys = new Keys();
        for (Object element : elements) {
            if (element != null && !keys.add(element)) {
                return null;
            }
        }
        return keys.sorted();
    }
}
