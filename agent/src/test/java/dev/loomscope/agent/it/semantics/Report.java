package dev.loomscope.agent.it.semantics;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Prints one line a fact, in a form that is the same in every run of a program that does the same. */
public final class Report {
    private static final Pattern HASH = Pattern.compile("@[0-9a-f]+");
    private static final Pattern HIDDEN = Pattern.compile("\\$\\$Lambda[^@\\] ]*");
    private static final Pattern NUMBER = Pattern.compile("(pool|ForkJoinPool|Timer|Thread|VirtualThread)(-|\\[#)\\d+");

    private final PrintStream out;
    private int facts;

    Report(PrintStream out) {
        this.out = out;
    }

    /** Prints what the body returns, or with which exception it ends. */
    void fact(String name, Callable<?> body) {
        String value;
        try {
            value = Objects.toString(body.call());
        } catch (Throwable e) {
            value = "threw " + trace(e);
        }
        facts++;
        out.println(name + " = " + plain(value));
    }

    int facts() {
        return facts;
    }

    /** Without what differs from run to run: identity hashes, names of hidden classes, running numbers. */
    static String plain(String text) {
        String plain = HASH.matcher(text).replaceAll("@");
        plain = HIDDEN.matcher(plain).replaceAll("\\$\\$Lambda");
        return NUMBER.matcher(plain).replaceAll("$1$2n").replace("\n", "\\n");
    }

    /** An exception with every frame of its stack, and its causes. */
    static String trace(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            text.append(e.getClass().getName()).append(": ").append(e.getMessage());
            if (e instanceof StackOverflowError) {
                return text.append(" (deep)").toString();
            }
            for (StackTraceElement frame : e.getStackTrace()) {
                if (frame.getClassName().endsWith(".SemanticsMain")) {
                    break;
                }
                text.append(" | ").append(frame);
            }
            for (Throwable suppressed : e.getSuppressed()) {
                text.append(" suppressed ").append(suppressed);
            }
            text.append(e.getCause() == null ? "" : " caused by ");
        }
        return text.toString();
    }

    /** What a body throws; null where it throws nothing. */
    static Throwable thrownBy(Callable<?> body) {
        try {
            body.call();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    /** Waits until a condition holds. */
    static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!condition.call()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited in vain");
            }
            Thread.sleep(1);
        }
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("waited in vain");
        }
    }

    static Class<?> classOf(Object object) {
        return object == null ? null : object.getClass();
    }

    /** Where each element of one list stands in another, by identity; -1 where it does not. */
    static List<Integer> places(Iterable<?> elements, List<?> all) {
        List<Integer> places = new ArrayList<>();
        for (Object element : elements) {
            int place = -1;
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i) == element) {
                    place = i;
                }
            }
            places.add(place);
        }
        return places;
    }
}
