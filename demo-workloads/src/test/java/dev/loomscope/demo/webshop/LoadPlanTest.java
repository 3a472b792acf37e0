package dev.loomscope.demo.webshop;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoadPlanTest {
    @Test
    void theSaleComesEveryDay() {
        assertThat(LoadPlan.at(Duration.ZERO).name()).isEqualTo("early");
        assertThat(LoadPlan.at(Duration.ofSeconds(8)).name()).isEqualTo("SALE RUSH");
        assertThat(LoadPlan.at(LoadPlan.DAY.plusSeconds(8)).name()).isEqualTo("SALE RUSH");
    }

    @Test
    void theSaleBringsMorePaymentsThanFourThreadsMake() {
        LoadPlan.Phase sale = LoadPlan.at(Duration.ofSeconds(8));
        assertThat(sale.visitors() * sale.buyers()).isGreaterThan(4 / 0.115);
    }

    @Test
    void theBankHangsAtTheSameTimesEveryDay() {
        assertThat(LoadPlan.bankHangs(Duration.ofSeconds(2))).isZero();
        assertThat(LoadPlan.bankHangs(Duration.ofSeconds(3))).isEqualTo(1);
        long aDay = LoadPlan.bankHangs(LoadPlan.DAY);
        assertThat(aDay).isEqualTo(LoadPlan.bankHangs(LoadPlan.DAY.minusMillis(1)));
        assertThat(LoadPlan.bankHangs(LoadPlan.DAY.plusSeconds(3))).isEqualTo(aDay + 1);
    }
}
