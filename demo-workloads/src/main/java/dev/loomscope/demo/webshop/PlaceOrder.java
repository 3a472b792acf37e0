package dev.loomscope.demo.webshop;

import java.util.concurrent.Callable;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/** Prices a cart and puts its products aside in the warehouse. */
record PlaceOrder(long number, Carts.Cart cart, StockClient stock, Spans spans, Context caller)
        implements Callable<Order> {
    @Override
    public Order call() throws Exception {
        Span span = spans.child("place order", caller);
        try (Scope _ = span.makeCurrent()) {
            PriceQuote price = PriceQuote.of(cart.products());
            for (Catalog.Product product : cart.products()) {
                stock.reserve(product.id());
            }
            return new Order(number, cart, price);
        } finally {
            span.end();
        }
    }
}
