package dev.loomscope.figures;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FiguresTest {
    @Test
    void quantitiesKeepWhatTellsThemFromNone() {
        assertThat(Figures.number(0)).isEqualTo("0.0");
        assertThat(Figures.number(0.0004)).isEqualTo("0.0");
        assertThat(Figures.number(0.0123)).isEqualTo("0.012");
        assertThat(Figures.number(3.44)).isEqualTo("3.4");
        assertThat(Figures.number(99.97)).isEqualTo("100");
        assertThat(Figures.number(12_480)).isEqualTo("12,480");
    }

    @ParameterizedTest
    @CsvSource({
            "0, 0 ns", "999, 999 ns", "1000, 1.00 µs", "12345, 12.3 µs", "999949, 999.9 µs", "999950, 1.00 ms",
            "4210000, 4.21 ms", "895600000, 895.6 ms", "999950000, 1.00 s", "1790000000, 1.79 s", "59994000000, 60.0 s",
            "60000000000, 1 m 00 s", "185000000000, 3 m 05 s", "3600000000000, 1 h 00 m", "-1, –"})
    void durationsTakeTheUnitThatSuits(long ns, String text) {
        assertThat(Figures.duration(ns)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"0|0", "9999|9,999", "10000|10.0 k", "642387|642 k", "999950|1.0 M", "5000000|5.0 M"})
    void briefCountsStayShort(long count, String text) {
        assertThat(Figures.brief(count)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 %", "0.008, 0.8 %", "0.04, 4 %", "0.64, 64 %", "1, 100 %"})
    void sharesAreWrittenAsPercent(double share, String text) {
        assertThat(Figures.percent(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0|0 tasks", "1|1 task", "12480|12,480 tasks"})
    void whatIsCountedStandsInTheNumberThatIsDue(long count, String text) {
        assertThat(Figures.counted(count, "task")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1, 1 span", "2, 2 spans", "12480, 12.5 k spans"})
    void briefCountsTakeTheirWordToo(long count, String text) {
        assertThat(Figures.brieflyCounted(count, "span")).isEqualTo(text);
    }

    @Test
    void bytesTakeTheUnitThatSuits() {
        assertThat(Figures.bytes(640)).isEqualTo("640 B");
        assertThat(Figures.bytes(12_800)).isEqualTo("12.5 KiB");
        assertThat(Figures.bytes(1L << 30)).isEqualTo("1.00 GiB");
    }
}
