package dev.loomscope.agent.instrument;

import java.io.IOException;
import java.util.concurrent.Callable;

import dev.loomscope.agent.DaemonThread;
import org.jspecify.annotations.Nullable;

/** A part of an installation that is done on another processor meanwhile: the application may be waiting for all of it. */
final class Beside<T> implements Runnable {
    private final Callable<T> part;
    private final Thread thread;
    private @Nullable T result;
    private @Nullable Throwable failure;

    private Beside(String name, Callable<T> part) {
        this.part = part;
        thread = DaemonThread.of(name, this);
    }

    static <T> Beside<T> begin(String name, Callable<T> part) {
        Beside<T> beside = new Beside<>(name, part);
        beside.thread.start();
        return beside;
    }

    @Override
    public void run() {
        try {
            result = part.call();
        } catch (Throwable e) {
            failure = e;
        }
    }

    /** Waits for its end, whoever interrupts meanwhile. */
    T result() throws ReflectiveOperationException, IOException {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (result != null) {
            return result;
        }
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        throw new ReflectiveOperationException("no result of " + thread.getName(), failure);
    }
}
