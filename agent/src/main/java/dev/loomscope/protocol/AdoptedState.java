package dev.loomscope.protocol;

/** What a virtual thread did when watching began, as a number on the wire. */
public final class AdoptedState {
    /** Waits: parked, sleeping or blocked. */
    public static final int WAITING = 0;

    /** Runnable and not mounted, as far as could be seen. */
    public static final int RUNNABLE = 1;

    private AdoptedState() {}
}
