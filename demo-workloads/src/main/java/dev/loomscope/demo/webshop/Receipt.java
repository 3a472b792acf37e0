package dev.loomscope.demo.webshop;

/**
 * What the bank says about a payment.
 *
 * @param order the order's number
 * @param approved whether the card was charged
 * @param reference under which the bank knows it
 */
record Receipt(long order, boolean approved, String reference) {}
