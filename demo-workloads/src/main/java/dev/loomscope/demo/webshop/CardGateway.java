package dev.loomscope.demo.webshop;

/** The shop's way to the bank. */
@FunctionalInterface
interface CardGateway {
    /** Charges the customer's card, waiting for the bank on the calling thread. */
    Receipt charge(Order order) throws Exception;
}
