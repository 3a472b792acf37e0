package dev.loomscope.agent.stream;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;

import dev.loomscope.agent.hook.Ids;
import dev.loomscope.agent.sample.PoolBoard.WatchedPool;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.TaskKinds;
import org.jspecify.annotations.Nullable;

/**
 * Names the classes or the executors that hooks number with slots. A slot is used again when what it stood for was
 * collected; an id never is. So each slot has, for its present tenant, an id, a name, and a weak reference.
 *
 * <p>Who loses the race to claim a slot may use it before the winner has handed the object over: the id is given at first
 * sight, the name follows. A slot whose tenant was collected is cleared after all rings were drained once more, as events of
 * the tenant may still stand in them. A freed slot makes the hooks' search stop early, so that what stands behind it gets a
 * second one: both have one id, and what is kept by slot is kept by the first ({@link #first}). What is done here takes time by
 * what was handed over and by the size of the table, never by their product. Belongs to the drain.
 */
final class SlotNames {
    private static final String EXECUTOR = TaskKinds.label(TaskKinds.EXECUTOR);

    private final int sort;
    private final int[] keys;
    private final byte[] kinds;
    private final Object[] handedOver;
    private final Function<Object, String> naming;
    private final WorkerClasses workers;

    private final int[] ids;
    private final @Nullable String[] names;
    private final @Nullable WeakReference<Object>[] tenants;
    private final @Nullable WatchedPool[] watched;
    private final int[] firsts;
    private final boolean[] forkJoin;
    private final int[] definedIn;
    private final boolean[] collected;
    private int payload = 1;
    private int lastId;

    /**
     * @param sort what the names are, of {@link dev.loomscope.protocol.DictionarySort}
     * @param keys the hooks' table, cleared where a slot becomes free
     * @param kinds {@link TaskKinds} by place in the table
     * @param handedOver objects that wait for their name
     * @param naming the name of an object
     * @param workers says which classes are those of workers
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    SlotNames(int sort, int[] keys, byte[] kinds, Object[] handedOver, Function<Object, String> naming,
            WorkerClasses workers) {
        this.sort = sort;
        this.keys = keys;
        this.kinds = kinds;
        this.handedOver = handedOver;
        this.naming = naming;
        this.workers = workers;
        int slots = keys.length + 1;
        ids = new int[slots];
        names = new @Nullable String[slots];
        tenants = new @Nullable WeakReference[slots];
        watched = new @Nullable WatchedPool[slots];
        firsts = new int[slots];
        forkJoin = new boolean[slots];
        definedIn = new int[slots];
        collected = new boolean[slots];
    }

    /** Slots are below this. */
    int slots() {
        return ids.length;
    }

    /** The id of a slot's tenant; 0 for slot 0 and for what is no slot. */
    int id(int slot) {
        if (slot <= 0 || slot >= ids.length) {
            return 0;
        }
        if (names[slot] == null) {
            take(slot);
        }
        if (ids[slot] == 0) {
            ids[slot] = ++lastId;
        }
        return ids[slot];
    }

    /** The id of a slot's tenant, named in the writer's payload where that was not done yet. */
    int define(int slot, EventsWriter writer) {
        int id = id(slot);
        if (id != 0 && definedIn[slot] != payload) {
            String name = names[slot];
            if (name != null) {
                definedIn[slot] = payload;
                writer.define(sort, id, name);
                String label = workers.label(name, kinds[slot - 1]);
                if (!label.equals(EXECUTOR)) {
                    writer.define(DictionarySort.TASK_KIND, id, label);
                }
            }
        }
        return id;
    }

    /** From here on nothing is defined: a new payload begins. */
    void beginPayload() {
        payload++;
    }

    /** An id that no slot has. */
    int newId() {
        return ++lastId;
    }

    /** Whether nothing more will be known of the name of a slot. */
    boolean isNamed(int slot) {
        return slot <= 0 || slot >= names.length || names[slot] != null;
    }

    /** The slot under which the tenant of a slot is known first: it may have several. */
    int first(int slot) {
        return slot > 0 && slot < firsts.length && firsts[slot] != 0 ? firsts[slot] : slot;
    }

    /** Whether the tenant is a fork/join pool. */
    boolean isForkJoin(int slot) {
        return slot > 0 && slot < forkJoin.length && forkJoin[slot];
    }

    /** Executors that are named and not collected, each once. */
    List<WatchedPool> watched() {
        List<WatchedPool> pools = new ArrayList<>();
        for (WatchedPool pool : watched) {
            if (pool != null && !pool.pool().refersTo(null)) {
                pools.add(pool);
            }
        }
        return pools;
    }

    /** Takes everything that was handed over. */
    void takeAll() {
        for (int slot = 1; slot < ids.length; slot++) {
            if (handedOver[slot - 1] != null) {
                take(slot);
            }
        }
    }

    /** Notes whose tenants were collected; {@link #clearCollected} may follow after the next drain of all rings. */
    boolean noteCollected() {
        boolean any = false;
        for (int slot = 1; slot < ids.length; slot++) {
            WeakReference<Object> tenant = tenants[slot];
            if (tenant != null && tenant.refersTo(null)) {
                collected[slot] = true;
                any = true;
            }
        }
        return any;
    }

    /** Frees the slots of collected tenants for the hooks; {@code freed} says which, by slot. */
    boolean[] clearCollected() {
        boolean[] freed = collected.clone();
        for (int slot = 1; slot < ids.length; slot++) {
            if (collected[slot]) {
                ids[slot] = 0;
                names[slot] = null;
                tenants[slot] = null;
                watched[slot] = null;
                firsts[slot] = 0;
                forkJoin[slot] = false;
                definedIn[slot] = 0;
                SharedArrays.release(keys, slot - 1, 0);
            }
        }
        Arrays.fill(collected, false);
        return freed;
    }

    private void take(int slot) {
        Object object = SharedArrays.takeObject(handedOver, slot - 1);
        if (object == null) {
            return;
        }
        int twin = twin(object, slot);
        if (ids[slot] == 0) {
            ids[slot] = twin == 0 ? ++lastId : ids[twin];
        }
        String name = naming.apply(object);
        names[slot] = name;
        WeakReference<Object> tenant = new WeakReference<>(object);
        tenants[slot] = tenant;
        definedIn[slot] = 0;
        forkJoin[slot] = object instanceof ForkJoinPool;
        if (twin == 0 && sort == DictionarySort.POOL) {
            watched[slot] = new WatchedPool(slot, ids[slot], name, tenant);
        } else if (twin != 0) {
            firsts[slot] = first(twin);
        }
    }

    /** Another slot that an object already has; it has the same key, and is not far. */
    private int twin(Object object, int slot) {
        int key = keys[slot - 1];
        for (int probe = 0; probe < Ids.PROBES; probe++) {
            int other = (key + probe & keys.length - 1) + 1;
            WeakReference<Object> tenant = tenants[other];
            if (other != slot && keys[other - 1] == key && tenant != null && tenant.refersTo(object)) {
                return other;
            }
        }
        return 0;
    }
}
