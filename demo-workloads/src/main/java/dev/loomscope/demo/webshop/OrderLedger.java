package dev.loomscope.demo.webshop;

import java.util.HashSet;
import java.util.Set;

/** Keeps count of every order from the moment it is placed: it is in flight until it is paid or has failed, once. */
final class OrderLedger {
    private final Set<Long> inFlight = new HashSet<>();
    private long placed;
    private long paid;
    private long failed;

    /** Returns the number of the new order, from 1. */
    synchronized long place() {
        inFlight.add(++placed);
        return placed;
    }

    synchronized void paid(long order) {
        settle(order);
        paid++;
    }

    synchronized void failed(long order) {
        settle(order);
        failed++;
    }

    private void settle(long order) {
        if (!inFlight.remove(order)) {
            throw new IllegalStateException("order=" + order + " is not in flight");
        }
    }

    synchronized Standing standing() {
        return new Standing(placed, paid, failed, inFlight.size());
    }

    /** The counts at one moment: {@code placed} is the sum of the other three. */
    record Standing(long placed, long paid, long failed, int inFlight) {}
}
