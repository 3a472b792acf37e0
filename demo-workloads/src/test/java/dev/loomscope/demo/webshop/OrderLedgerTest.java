package dev.loomscope.demo.webshop;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OrderLedgerTest {
    private final OrderLedger ledger = new OrderLedger();

    @Test
    void anOrderIsInFlightTillItIsSettled() {
        long first = ledger.place();
        long second = ledger.place();
        ledger.place();
        ledger.paid(first);
        ledger.failed(second);
        assertThat(ledger.standing()).isEqualTo(new OrderLedger.Standing(3, 1, 1, 1));
    }

    @Test
    void anOrderIsSettledOnce() {
        long order = ledger.place();
        ledger.paid(order);
        assertThatThrownBy(() -> ledger.failed(order)).hasMessage("order=1 is not in flight");
        assertThat(ledger.standing()).isEqualTo(new OrderLedger.Standing(1, 1, 0, 0));
    }
}
