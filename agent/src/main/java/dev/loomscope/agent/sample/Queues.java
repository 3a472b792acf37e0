package dev.loomscope.agent.sample;

import java.lang.invoke.VarHandle;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;

import dev.loomscope.agent.sample.Facts.PoolFact;
import org.jspecify.annotations.Nullable;

/**
 * How long queues of the JDK are, without their locks: some are asked, of the others the field is read that their lock guards,
 * which is good enough for a sample. Queues of other classes are left alone.
 */
final class Queues {
    private static final String CONCURRENT = "java.util.concurrent.";

    private final Counted array = new Counted("ArrayBlockingQueue", "count", "items");
    private final Counted deque = new Counted("LinkedBlockingDeque", "count", "capacity");
    private final Counted priority = new Counted("PriorityBlockingQueue", "size", null);
    private final Counted delayed = new Counted("ScheduledThreadPoolExecutor$DelayedWorkQueue", "size", null);

    private final DueTasks due = new DueTasks();

    /** A class of queue whose length stands in a field. */
    private static final class Counted {
        final @Nullable Class<?> type;
        final @Nullable VarHandle size;
        final @Nullable VarHandle capacity;

        Counted(String name, String sizeField, @Nullable String capacityField) {
            type = JdkDoors.type(CONCURRENT + name);
            size = JdkDoors.field(type, sizeField);
            capacity = capacityField == null ? null : JdkDoors.field(type, capacityField);
        }
    }

    /** Tasks in a queue that wait to be taken, which those that are to run later do not; -1 where that cannot be seen. */
    long waiting(Object queue) {
        return queue.getClass() == delayed.type ? due.inPool(queue) : size(queue);
    }

    /** Tasks in a queue, -1 where that cannot be seen. */
    long size(Object queue) {
        Class<?> type = queue.getClass();
        if (type == LinkedBlockingQueue.class || type == SynchronousQueue.class || type == LinkedTransferQueue.class) {
            return ((Queue<?>) queue).size();
        }
        Counted counted = of(type);
        return counted == null || counted.size == null ? -1 : (int) counted.size.getOpaque(queue);
    }

    /**
     * The most tasks that a queue takes, {@link Facts.PoolFact#UNBOUNDED} where there is no limit. Of a class that is not the JDK's
     * it is {@link Facts.PoolFact#UNKNOWN}: such a queue may refuse what it has room for, so that its pool grows.
     */
    long capacity(Object queue) {
        Class<?> type = queue.getClass();
        if (type == LinkedBlockingQueue.class) {
            LinkedBlockingQueue<?> linked = (LinkedBlockingQueue<?>) queue;
            long capacity = (long) linked.size() + linked.remainingCapacity();
            return capacity >= Integer.MAX_VALUE - 1024 ? PoolFact.UNBOUNDED : capacity;
        }
        if (type == SynchronousQueue.class) {
            return 0;
        }
        Counted counted = of(type);
        if (counted == null && type != LinkedTransferQueue.class) {
            return PoolFact.UNKNOWN;
        }
        if (counted == null || counted.capacity == null) {
            return PoolFact.UNBOUNDED;
        }
        Object capacity = counted.capacity.get(queue);
        int most = capacity instanceof Object[] places ? places.length : (int) capacity;
        return most == Integer.MAX_VALUE ? PoolFact.UNBOUNDED : most;
    }

    private @Nullable Counted of(Class<?> type) {
        if (type == array.type) {
            return array;
        }
        if (type == deque.type) {
            return deque;
        }
        if (type == priority.type) {
            return priority;
        }
        return type == delayed.type ? delayed : null;
    }
}
