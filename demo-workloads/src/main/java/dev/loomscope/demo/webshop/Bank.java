package dev.loomscope.demo.webshop;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

import dev.loomscope.demo.DemoRun;
import dev.loomscope.demo.RemoteParty;

/**
 * Charges cards elsewhere, asked by message. It takes a tenth of a second, declines three in a hundred, and at some times of
 * the day takes four seconds over one payment; asked again about that one, it answers as fast as ever.
 */
final class Bank implements AutoCloseable {
    private static final Duration HANG = Duration.ofSeconds(4);

    private final RemoteParty<Receipt> line = new RemoteParty<>("card-network");
    private final DemoRun run;
    private final SplittableRandom random;
    private long hangs;

    Bank(DemoRun run) {
        this.run = run;
        random = new SplittableRandom(run.seed());
    }

    /** Asks it to charge a card. Asking again about the same order is harmless. */
    synchronized CompletableFuture<Receipt> charge(Order order) {
        Duration latency = Duration.ofMillis(random.nextInt(80, 150));
        if (hangs < LoadPlan.bankHangs(run.elapsed())) {
            hangs++;
            run.say("the bank takes its time over order %d", order.number());
            latency = HANG;
        }
        boolean approved = order.number() % 33 != 0;
        return line.ask(new Receipt(order.number(), approved, Long.toHexString(random.nextLong() >>> 1)), latency);
    }

    @Override
    public void close() {
        line.close();
    }
}
