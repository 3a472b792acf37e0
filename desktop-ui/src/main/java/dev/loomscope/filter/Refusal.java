package dev.loomscope.filter;

/** Something in a filter is not understood. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    final transient Fault fault;

    /**
     * @param at what is not understood
     * @param instead what may have been meant; empty where nothing comes near
     */
    Refusal(String message, Token at, String instead) {
        super(message, null, false, false);
        this.fault = new Fault(message, at.begin(), at.end(), instead);
    }
}
