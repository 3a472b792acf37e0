package dev.loomscope.demo.webshop;

/**
 * What a customer buys.
 *
 * @param number as the ledger counts it
 */
record Order(long number, Carts.Cart cart, PriceQuote price) {}
