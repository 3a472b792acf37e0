package dev.loomscope.demo.webshop;

/** The mistake: it waits for the bank for as long as that takes, and a thread of the pool with it. */
record TrustingGateway(Bank bank) implements CardGateway {
    @Override
    public Receipt charge(Order order) throws Exception {
        return bank.charge(order).get();
    }
}
