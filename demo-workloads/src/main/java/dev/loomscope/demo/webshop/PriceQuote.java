package dev.loomscope.demo.webshop;

import java.util.List;

/**
 * What a cart costs.
 *
 * @param cents after the rebate
 * @param rebate in cents
 */
record PriceQuote(int cents, int rebate) {
    private static final int REBATE_FROM = 3;

    /** A tenth less from the third product on. */
    static PriceQuote of(List<Catalog.Product> products) {
        int sum = products.stream().mapToInt(Catalog.Product::cents).sum();
        int rebate = products.size() >= REBATE_FROM ? sum / 10 : 0;
        return new PriceQuote(sum - rebate, rebate);
    }
}
