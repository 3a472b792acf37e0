package dev.loomscope.protocol;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShortenedTest {
    @Test
    void whatFitsStaysAsItIs() {
        assertThat(Shortened.text("order 4711", 10)).isEqualTo("order 4711");
    }

    @Test
    void whatIsCutSaysSoWithinTheLimit() {
        assertThat(Shortened.text("order 4711 is unknown", 10)).isEqualTo("order 471…");
    }

    @Test
    void noLetterIsCutInTwo() {
        assertThat(Shortened.text("order \uD83D\uDE00\uD83D\uDE00", 8)).isEqualTo("order …");
    }
}
