package dev.loomscope.demo;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DemoArgumentsTest {
    @Test
    void nothingSaidMeansTheWebshopTillItIsInterrupted() throws Exception {
        assertThat(DemoArguments.parse())
                .isEqualTo(new DemoArguments("webshop", false, null, 42, false, false, false, false));
    }

    @Test
    void optionsStandBeforeOrBehindTheName() throws Exception {
        DemoArguments told = DemoArguments.parse(
                "--fixed", "--for", "20s", "stuck-tasks", "--seed", "-7", "--parent-watch", "--verbose");
        assertThat(told)
                .isEqualTo(
                        new DemoArguments("stuck-tasks", true, Duration.ofSeconds(20), -7, true, true, false, false));
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "20s, 20000", "2m, 120000", "0s, 0"})
    void timesHaveAUnit(String text, long millis) throws Exception {
        assertThat(DemoArguments.time(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                    "--for|--for needs a value; --help shows which",
                    "--for 20|--for 20 is no time; write it as 500ms, 20s or 2m",
                    "--for -1s|--for -1s is no time; write it as 500ms, 20s or 2m",
                    "--seed x|--seed x is no whole number",
                    "--fix|option --fix is unknown; --help shows those there are",
                    "web|demo web is unknown; there are webshop, stuck-tasks, pool-saturation",
                    "webshop stuck-tasks|both webshop and stuck-tasks are named; one demo runs at a time"
            })
    void wrongUseIsToldInOneLine(String line, String message) {
        assertThatThrownBy(() -> DemoArguments.parse(line.split(" ")))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }
}
