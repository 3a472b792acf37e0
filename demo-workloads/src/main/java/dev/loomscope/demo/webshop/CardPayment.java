package dev.loomscope.demo.webshop;

import java.util.concurrent.Callable;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/** Has an order paid by card. */
record CardPayment(Order order, CardGateway gateway, Spans spans, Context caller) implements Callable<Receipt> {
    @Override
    public Receipt call() throws Exception {
        Span span = spans.child("card payment", caller);
        try (Scope _ = span.makeCurrent()) {
            Receipt receipt = gateway.charge(order);
            if (!receipt.approved()) {
                span.setStatus(StatusCode.ERROR, "declined");
                throw new PaymentDeclinedException(order.number());
            }
            return receipt;
        } finally {
            span.end();
        }
    }
}
