package dev.loomscope.view.beside;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.view.Later;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RenewalTest {
    private static final long EVERY = 100;

    private final Later background = new Later();
    private final List<String> shown = new ArrayList<>();
    private String wish = "a";
    private long clock = 5_000;
    private long takes = 10;
    private final Renewal renewal = new Renewal(background, Runnable::run, () -> clock, EVERY, 8, this::begin);

    private Renewal.Work begin() {
        String made = wish;
        return made.isEmpty() ? null : () -> {
            clock += takes;
            if (made.equals("bad")) {
                throw new IllegalStateException("bad");
            }
            return () -> shown.add(made + (renewal.isAsked() ? " asked" : ""));
        };
    }

    @Test
    void oneIsMadeAtATimeAndTheLastWishIsTheNext() {
        renewal.run();
        wish = "b";
        renewal.run();
        wish = "c";
        renewal.run();
        assertThat(background.waiting()).hasSize(1);
        background.next();
        assertThat(shown).containsExactly("a asked");
        assertThat(background.waiting()).hasSize(1);
        background.next();
        assertThat(shown).containsExactly("a asked", "c");
        assertThat(background.waiting()).isEmpty();
    }

    @Test
    void isDueAfterAWhileAndForAPartOfTheTimeOnly() {
        assertThat(renewal.isDue()).as("at first").isTrue();
        renewal.run();
        clock += EVERY;
        assertThat(renewal.isDue()).as("while one is made").isFalse();
        background.next();
        assertThat(renewal.isDue()).isTrue();
        takes = 50;
        renewal.run();
        background.next();
        clock += EVERY;
        assertThat(renewal.isDue()).as("150 of 400 passed").isFalse();
        clock += 250;
        assertThat(renewal.isDue()).isTrue();
    }

    @Test
    void nothingToMakeIsNotMade() {
        wish = "";
        renewal.run();
        assertThat(background.waiting()).isEmpty();
        wish = "b";
        renewal.run();
        background.next();
        assertThat(shown).containsExactly("b");
    }

    @Test
    void oneThatFailsDoesNotEndTheOthers() {
        wish = "bad";
        renewal.run();
        assertThatThrownBy(background::next).hasMessage("bad");
        wish = "b";
        renewal.run();
        background.next();
        assertThat(shown).containsExactly("b");
    }
}
