package dev.loomscope.agent.hook;

/**
 * What is known of the application's classes that implement execute, by the number that each was given where its code was
 * changed: whether tasks handed to it are seen to start. Of a type of which that is known, or likely, a SUBMIT is published when
 * the task is handed over. Of the others it is held back until the task starts, as an executor that only hands on would leave
 * it queued for ever.
 *
 * <p>Counts are written without care: a few that get lost change nothing.
 */
final class ExecutorTypes {
    private static final int PROVEN = 1 << 30;
    private static final int NEVER = -1;

    /** Held tasks of a type of which none started; from there on only one in so many is looked at. */
    private static final int HOPELESS = 1024;

    private static final int EVERY = 64;

    /** Tasks that may still be published before one of them must have started; PROVEN, or NEVER where workers are unseen. */
    private static int[] credit = new int[1];

    private static int[] held = new int[1];

    /** Types near whose code there is a worker's. */
    private static boolean[] workers = new boolean[1];

    private ExecutorTypes() {}

    /** Forgets everything, and makes room for so many types. */
    static void reset(int types) {
        credit = new int[types];
        held = new int[types];
        workers = new boolean[types];
    }

    /** Says what the code of a type lets expect: so many tasks may be published; a negative number means none, ever. */
    static void expect(int type, int tasks) {
        if (type < workers.length && tasks > 0) {
            workers[type] = true;
        }
        if (type < credit.length && credit[type] != NEVER && credit[type] != PROVEN) {
            credit[type] = tasks < 0 ? NEVER : tasks;
        }
    }

    /** Whether threads that it starts are, as far as can be seen, workers, not one for each task. */
    static boolean hasWorkers(int type) {
        return type < workers.length && workers[type];
    }

    /** Whether the SUBMIT of a task is published when it is handed over. */
    static boolean publishes(int type) {
        int[] known = credit;
        if (type >= known.length || known[type] <= 0) {
            return false;
        }
        if (known[type] != PROVEN) {
            known[type]--;
        }
        return true;
    }

    /** Whether a task that is held is worth an entry. */
    static boolean isWorthHolding(int type) {
        int[] counts = held;
        if (type >= counts.length) {
            return true;
        }
        int count = counts[type];
        counts[type] = count == Integer.MAX_VALUE ? HOPELESS : count + 1;
        return count < HOPELESS || count % EVERY == 0;
    }

    /** A task of the type was seen to start. */
    static void started(int type) {
        int[] known = credit;
        if (type < known.length && known[type] != PROVEN) {
            held[type] = 0;
            if (known[type] != NEVER) {
                known[type] = PROVEN;
            }
        }
    }

    /** A task of the type was seen to be handed on to another executor, after it was published. */
    static void handsOn(int type) {
        int[] known = credit;
        if (type < known.length && known[type] != NEVER) {
            known[type] = 0;
        }
    }
}
