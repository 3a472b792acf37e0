package dev.loomscope.demo.webshop;

import java.time.Duration;

import dev.loomscope.demo.DemoRun;

/**
 * A shop that somebody runs: pages on virtual threads, orders on two pools, a warehouse and a bank elsewhere, customers in
 * waves over a day that lasts a minute. Its payments have four threads, enough on other days and too few in a sale, and wait
 * for the bank without a time limit. Healed, there are as many threads as Little's law asks for, and a time limit.
 */
public final class Webshop {
    /** Enough for 35 payments a second at 115 ms; the sale brings 56. */
    private static final int FEW_THREADS = 4;

    /** 56 payments a second times 115 ms keep 6.5 busy; twice that leaves room. */
    private static final int ENOUGH_THREADS = 14;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private Webshop() {}

    public static void run(DemoRun run) throws Exception {
        // A small answer goes out at once, and as many connections are kept as there are customers in a rush.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("http.maxConnections", "64");
        try (Spans spans = new Spans();
                Bank bank = new Bank(run);
                StockServer warehouse = new StockServer(run.seed())) {
            StockClient stock = new StockClient(warehouse.uri());
            CardGateway gateway = run.fixed() ? new CarefulGateway(bank) : new TrustingGateway(bank);
            int threads = run.fixed() ? ENOUGH_THREADS : FEW_THREADS;
            try (Checkout checkout = new Checkout(threads, gateway, stock, spans);
                    Shop shop = new Shop(new Catalog(run.seed()), stock, checkout)) {
                run.say("shop at %s, warehouse at %s%s", shop.uri(), warehouse.uri(), run.fixed() ? ", healed" : "");
                try (Traffic _ = new Traffic(run, shop.uri())) {
                    watch(run, shop, checkout, spans);
                }
                sumUp(run, shop, checkout, spans);
            }
        }
    }

    /** Says once a second how things go. */
    private static void watch(DemoRun run, Shop shop, Checkout checkout, Spans spans) throws InterruptedException {
        long before = 0;
        for (long second = 1; run.waitUntil(SECOND.multipliedBy(second)); second++) {
            OrderLedger.Standing orders = checkout.standing();
            long requests = shop.requests();
            run.say("%-14s %4d requests/s, orders %d (%d paid, %d failed, %d in flight), payments %s",
                    LoadPlan.at(run.elapsed()).name(), requests - before, orders.placed(), orders.paid(),
                    orders.failed(),
                    orders.inFlight(), checkout.payments());
            before = requests;
            if (run.verbose()) {
                run.say("%-14s slowest span: %s", "", spans.slowest());
            }
        }
    }

    /** Gives what is in flight a moment to arrive. */
    private static void sumUp(DemoRun run, Shop shop, Checkout checkout, Spans spans) throws InterruptedException {
        Books books = run.settle(() -> Books.of(checkout), Books::isSettled);
        OrderLedger.Standing orders = books.orders();
        run.say("end: requests=%d placed=%d paid=%d failed=%d inFlight=%d invoices=%d bookings=%d spans=%d",
                shop.requests(),
                orders.placed(), orders.paid(), orders.failed(), orders.inFlight(), books.invoices(),
                books.bookings(), spans.ended());
    }

    /** How the orders stand; what comes last of each was looked at first, so that none has an invoice before it is paid. */
    private record Books(long bookings, long invoices, OrderLedger.Standing orders) {
        static Books of(Checkout checkout) {
            return new Books(checkout.bookings(), checkout.invoices(), checkout.standing());
        }

        boolean isSettled() {
            return orders.inFlight() == 0 && invoices == orders.paid() && bookings == orders.paid();
        }
    }
}
