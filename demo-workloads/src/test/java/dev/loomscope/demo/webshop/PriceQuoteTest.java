package dev.loomscope.demo.webshop;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PriceQuoteTest {
    private static final Catalog.Product LAMP = new Catalog.Product(1, "lamp", 1005);

    @Test
    void twoProductsHaveNoRebate() {
        assertThat(PriceQuote.of(List.of(LAMP, LAMP))).isEqualTo(new PriceQuote(2010, 0));
    }

    @Test
    void fromTheThirdOnATenthIsOff() {
        assertThat(PriceQuote.of(Collections.nCopies(3, LAMP))).isEqualTo(new PriceQuote(2714, 301));
    }
}
