package dev.loomscope.agent.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.Ids;
import dev.loomscope.agent.sample.Facts.Adoption;
import dev.loomscope.agent.sample.Facts.CarriedFact;
import dev.loomscope.agent.sample.Facts.PoolFact;
import dev.loomscope.agent.sample.Facts.StackFact;
import dev.loomscope.agent.sample.Facts.StateFact;
import dev.loomscope.agent.sample.PoolBoard.WatchedPool;
import dev.loomscope.protocol.WorkerState;
import org.jspecify.annotations.Nullable;

/** What the sampler looks at, tick by tick, and what it remembers from look to look. Belongs to the sampler's thread. */
final class Looks {
    private static final int POOLS_EVERY = 5;
    private static final int SELDOM_EVERY = 50;
    private static final int NEW_STACKS_EVERY = 10;
    private static final int CARRIED_EVERY = 10;
    private static final int MOST_STACKS = 256;

    private final HookMemory memory;
    private final WatchedThreads threads;
    private final PoolBoard board;
    private final Predicate<Facts> drain;
    private final PoolLook poolLook;
    private final VirtualThreadLook virtual = new VirtualThreadLook();
    private final StackLook stacks;
    private final CarriedLook carriedLook;
    private final SiteReader sites;
    private final Adopter adopter;
    private final Observer observer;
    private final long[] statesSince;
    private final byte[] states;
    private final long[] stackedSince;
    private final Set<Integer> knownPools = new HashSet<>();
    private boolean adopted;
    private long tick;

    Looks(HookMemory memory, WatchedThreads threads, PoolBoard board, Consumer<Object[]> hooks,
            Predicate<Facts> drain) {
        this.memory = memory;
        this.threads = threads;
        this.board = board;
        this.drain = drain;
        sites = new SiteReader(memory, board);
        carriedLook = new CarriedLook(threads, virtual);
        AllThreads all = new AllThreads();
        ThreadInfos infos = new ThreadInfos();
        stacks = new StackLook(infos);
        observer = new Observer(memory, threads, all, virtual, infos, hooks);
        PoolReader pools = new PoolReader();
        poolLook = new PoolLook(pools);
        adopter = new Adopter(all, pools, virtual, new StartedThreads(memory, new InnerTasks()),
                pool -> Ids.ofPool(memory, pool));
        statesSince = new long[threads.rows()];
        states = new byte[threads.rows()];
        stackedSince = new long[threads.rows()];
        Arrays.fill(stackedSince, WatchedThreads.NONE);
    }

    /** The first look of all, at what was live before. */
    void first() {
        adopter.look();
    }

    /** Somebody listens from now on: all states and stacks are news. */
    void begin() {
        forget();
        tick = 0;
        observer.begin(now());
    }

    /** What was told is not known: all is news again. */
    private void forget() {
        Arrays.fill(states, (byte) WorkerState.RUNNING);
        Arrays.fill(stackedSince, WatchedThreads.NONE);
        observer.forget();
        carriedLook.forget();
    }

    /** Nobody listens any more. */
    void end() {
        observer.end();
    }

    private long now() {
        return System.nanoTime() - memory.epoch();
    }

    /**
     * One look, at what it is the turn of.
     *
     * @param listened whether anybody listens
     * @param stackAfter a task that runs longer, in ns, has its stack taken
     */
    void look(boolean listened, long stackAfter) {
        List<Long> released = adopter.released();
        Adoption adoption = adopt();
        List<Facts.SiteFact> found = tick % POOLS_EVERY == 0 ? sites.take() : List.of();
        List<PoolFact> figures = null;
        if (tick % (listened ? POOLS_EVERY : SELDOM_EVERY) == 0) {
            figures = readPools(tick % SELDOM_EVERY == 0);
        }
        List<StateFact> changes = listened ? changedStates() : List.of();
        Observations observed = observer.look(tick, listened, board.hasVirtualThreads(), now());
        List<CarriedFact> carried = tick % CARRIED_EVERY == 0 ? carriedLook.look() : List.of();
        List<StackFact> taken = listened ? takeStacks(stackAfter) : null;
        boolean any = adoption != null || figures != null || taken != null;
        any |= !observed.isEmpty() || !carried.isEmpty();
        if (any || !found.isEmpty() || !changes.isEmpty() || !released.isEmpty()) {
            boolean told = drain.test(new Facts(
                    now(), figures, taken, changes, adoption, released, found, observed, carried));
            if (!told) {
                forget();
            }
        }
    }

    /**
     * Goes on to the next look. Behind the first second, while nobody listens, that is the next one at which there is anything
     * to do.
     *
     * @return ticks until then
     */
    int next(boolean listened) {
        int ticks = listened || tick < SELDOM_EVERY ? 1 : POOLS_EVERY - (int) (tick % POOLS_EVERY);
        tick += ticks;
        return ticks;
    }

    /** Who was inside a task at the last look and still is; and, for the next, the workers of pools that are new. */
    private @Nullable Adoption adopt() {
        List<Facts.AdoptedWorker> workers = adopter.confirmed();
        Adoption adoption = null;
        if (!adopted) {
            adopted = true;
            adoption = adopter.adoption(now(), workers);
        } else if (!workers.isEmpty()) {
            adoption = new Adoption(now(), workers, List.of());
        }
        List<WatchedPool> present = board.pools();
        if (present.size() != knownPools.size() || tick % SELDOM_EVERY == 0) {
            Set<Integer> ids = new HashSet<>();
            for (WatchedPool pool : present) {
                ids.add(pool.id());
                if (!knownPools.contains(pool.id()) && pool.pool().get() instanceof ThreadPoolExecutor executor) {
                    adopter.look(executor, pool.slot());
                }
            }
            knownPools.clear();
            knownPools.addAll(ids);
        }
        return adoption;
    }

    private List<PoolFact> readPools(boolean withWorkers) {
        List<PoolFact> figures = poolLook.read(board.pools(), withWorkers, board.takeSought());
        if (board.hasVirtualThreads()) {
            PoolFact scheduler = virtual.scheduler(board.schedulerId(), board.endedVirtualThreads(), mounted());
            if (scheduler != null) {
                figures.add(scheduler);
            }
        }
        return figures;
    }

    private int mounted() {
        int mounted = 0;
        for (int row = 0; row < threads.end(); row++) {
            mounted += threads.mountedSince(row) == WatchedThreads.NONE ? 0 : 1;
        }
        return mounted;
    }

    private List<StateFact> changedStates() {
        List<StateFact> changes = new ArrayList<>();
        for (int row = 0; row < threads.end(); row++) {
            long since = threads.openSince(row);
            if (since == WatchedThreads.NONE) {
                continue;
            }
            Thread inside = threads.thread(row);
            if (inside == null) {
                continue;
            }
            int state = state(ThreadFacts.state(inside));
            if (statesSince[row] != since) {
                statesSince[row] = since;
                states[row] = WorkerState.RUNNING;
            }
            if (states[row] != state && threads.openSince(row) == since) {
                states[row] = (byte) state;
                changes.add(new StateFact(row, since, state));
            }
        }
        return changes;
    }

    private static int state(Thread.State state) {
        return switch (state) {
            case BLOCKED -> WorkerState.BLOCKED;
            case WAITING -> WorkerState.WAITING;
            case TIMED_WAITING -> WorkerState.TIMED_WAITING;
            default -> WorkerState.RUNNING;
        };
    }

    /** The stacks of all long runners, every second and soon after one has become such; null where it is not their turn. */
    private @Nullable List<StackFact> takeStacks(long stackAfter) {
        boolean all = tick % SELDOM_EVERY == 0;
        if (!all && tick % NEW_STACKS_EVERY != 0) {
            return null;
        }
        long limit = now() - stackAfter;
        List<Integer> tasks = new ArrayList<>();
        Map<Long, Integer> carried = new HashMap<>();
        boolean fresh = false;
        for (int row = 0; row < threads.end() && tasks.size() + carried.size() < MOST_STACKS; row++) {
            long open = threads.openSince(row);
            long mounted = threads.mountedSince(row);
            if (open != WatchedThreads.NONE && open <= limit) {
                tasks.add(row);
                fresh |= stackedSince[row] != open;
                stackedSince[row] = open;
            } else if (mounted != WatchedThreads.NONE && (mounted <= limit || observer.isPinned(row, mounted))) {
                carried.put(threads.mounted(row), row);
                fresh |= stackedSince[row] != mounted;
                stackedSince[row] = mounted;
            }
        }
        return all || fresh ? takeStacks(tasks, carried, all, stackAfter) : null;
    }

    private List<StackFact> takeStacks(
            List<Integer> tasks, Map<Long, Integer> carried, boolean all, long stackAfter) {
        List<StackFact> taken = new ArrayList<>();
        stacks.beginRound();
        for (int row : tasks) {
            long since = threads.openSince(row);
            int key = threads.key(row);
            Thread inside = threads.thread(row);
            if (inside != null && since == stackedSince[row]) {
                StackFact stack = stacks.look(inside, row, since, key, false);
                add(taken, stack, threads.openSince(row));
                observer.sawTask(row, stack, now());
            }
        }
        if (!carried.isEmpty()) {
            virtual.forEach(found -> {
                Integer row = carried.get(ThreadFacts.id(found));
                if (row != null) {
                    StackFact stack = stacks.look(found, row, stackedSince[row], 0, true);
                    add(taken, stack, threads.mountedSince(row));
                    observer.sawMounted(row, found, stackedSince[row], now());
                }
            });
        }
        for (StackFact stack : observer.parked(stacks, all, stackAfter, now())) {
            add(taken, stack, stack.since());
        }
        stacks.endRound();
        return taken;
    }

    /** Keeps a stack where it is still the same task's, as far as known. */
    private static void add(List<StackFact> taken, StackFact stack, long sinceNow) {
        if (stack.since() == sinceNow && !stack.frames().isEmpty()) {
            taken.add(stack);
        }
    }
}
