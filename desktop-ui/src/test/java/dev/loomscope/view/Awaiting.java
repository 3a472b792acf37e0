package dev.loomscope.view;

import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.testfx.util.WaitForAsyncUtils;

import static java.util.concurrent.TimeUnit.SECONDS;

/** Waits for what the toolkit's thread sees. */
public final class Awaiting {
    private static final int PATIENCE = 30;

    private Awaiting() {}

    /** @param says how things stand, where it never comes true */
    public static void until(BooleanSupplier condition, Supplier<?> says) {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE, SECONDS, () -> onWindow(condition::getAsBoolean));
        } catch (TimeoutException e) {
            throw new AssertionError("the condition never held: " + says.get(), e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    public static void until(BooleanSupplier condition) {
        until(condition, () -> "");
    }

    /** What the toolkit's thread sees. */
    public static <T> T onWindow(Supplier<T> question) {
        return WaitForAsyncUtils.waitForAsyncFx(PATIENCE * 1_000L, question::get);
    }
}
