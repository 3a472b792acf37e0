package dev.loomscope.view.shell;

import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.testfx.util.WaitForAsyncUtils;

import static java.util.concurrent.TimeUnit.SECONDS;

/** Waits for what the toolkit's thread sees. */
final class Awaiting {
    private static final int PATIENCE = 30;

    private Awaiting() {}

    /** @param says how things stand, where it never comes true */
    static void until(BooleanSupplier condition, Supplier<?> says) {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE, SECONDS, () -> onWindow(condition::getAsBoolean));
        } catch (TimeoutException e) {
            throw new AssertionError("the condition never held: " + says.get(), e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    static void until(BooleanSupplier condition) {
        until(condition, () -> "");
    }

    /** What the toolkit's thread sees. */
    static <T> T onWindow(Supplier<T> question) {
        return WaitForAsyncUtils.waitForAsyncFx(PATIENCE * 1_000L, question::get);
    }
}
