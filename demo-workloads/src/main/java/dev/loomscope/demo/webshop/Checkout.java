package dev.loomscope.demo.webshop;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/**
 * Takes an order through the shop's two pools: {@code orders} places it, {@code payments} has it paid, {@code orders} writes
 * the invoice and the books. The customer's virtual thread waits for each step, which costs no thread of a pool.
 */
final class Checkout implements AutoCloseable {
    private static final int ORDER_THREADS = 6;
    private static final long PATIENCE_SECONDS = 20;

    private final ThreadPoolExecutor orders = pool("orders", ORDER_THREADS);
    private final ThreadPoolExecutor payments;
    private final CardGateway gateway;
    private final StockClient stock;
    private final Spans spans;
    private final OrderLedger ledger = new OrderLedger();
    private final InvoiceRenderer invoices = new InvoiceRenderer();
    private final AuditWriter audit = new AuditWriter();

    /** @param paymentThreads size of the pool {@code payments} */
    Checkout(int paymentThreads, CardGateway gateway, StockClient stock, Spans spans) {
        payments = pool("payments", paymentThreads);
        this.gateway = gateway;
        this.stock = stock;
        this.spans = spans;
    }

    private static ThreadPoolExecutor pool(String name, int threads) {
        return (ThreadPoolExecutor) Executors.newFixedThreadPool(threads,
                Thread.ofPlatform().name(name + "-", 1).factory());
    }

    /**
     * Sells what is in a cart.
     *
     * @return the bank's receipt
     * @throws Exception when it could not be sold; the order has failed then
     */
    Receipt buy(Carts.Cart cart) throws Exception {
        long number = ledger.place();
        boolean paid = false;
        Span span = spans.root("checkout");
        try (Scope _ = span.makeCurrent()) {
            Order order = await(orders.submit(new PlaceOrder(number, cart, stock, spans, Context.current())));
            Receipt receipt = await(payments.submit(new CardPayment(order, gateway, spans, Context.current())));
            ledger.paid(number);
            paid = true;
            orders.execute(invoices.render(order, receipt));
            orders.execute(() -> audit.write("paid", number));
            return receipt;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            span.end();
            if (!paid) {
                ledger.failed(number);
            }
        }
    }

    private static <T> T await(Future<T> step) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return step.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            step.cancel(true);
            throw e;
        }
    }

    OrderLedger.Standing standing() {
        return ledger.standing();
    }

    /** How many invoices were written. */
    long invoices() {
        return invoices.rendered();
    }

    /** How many orders stand in the books. */
    long bookings() {
        return audit.entries();
    }

    /** How the payments stand, for a person. */
    String payments() {
        return payments.getActiveCount() + "/" + payments.getMaximumPoolSize() + " busy, " + payments.getQueue().size()
                + " queued";
    }

    /** What is queued is cancelled, what runs is interrupted; who waits for it is told. */
    @Override
    public void close() {
        for (ExecutorService pool : new ExecutorService[] {orders, payments}) {
            for (Runnable queued : pool.shutdownNow()) {
                if (queued instanceof Future<?> step) {
                    step.cancel(true);
                }
            }
        }
    }
}
