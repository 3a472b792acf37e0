package dev.loomscope.demo.webshop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The remedy: it waits half a second and then asks again. */
record CarefulGateway(Bank bank) implements CardGateway {
    private static final int ATTEMPTS = 3;
    private static final long LIMIT_MS = 500;

    @Override
    public Receipt charge(Order order) throws Exception {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            CompletableFuture<Receipt> reply = bank.charge(order);
            try {
                return reply.get(LIMIT_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                reply.cancel(true);
            }
        }
        throw new TimeoutException("no word from the bank about order=" + order.number() + " in attempts=" + ATTEMPTS);
    }
}
