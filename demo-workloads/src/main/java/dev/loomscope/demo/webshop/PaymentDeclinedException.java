package dev.loomscope.demo.webshop;

/** The bank did not want to charge the card. */
final class PaymentDeclinedException extends Exception {
    private static final long serialVersionUID = 1L;

    PaymentDeclinedException(long order) {
        super("the bank declined the payment of order=" + order);
    }
}
