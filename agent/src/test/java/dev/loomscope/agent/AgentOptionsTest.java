package dev.loomscope.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What can be read is taken, the rest is told in a line each and left at its default. */
class AgentOptionsTest {
    private final List<String> warnings = new ArrayList<>();

    private AgentOptions parse(String arguments) {
        return AgentOptions.parse(arguments, warnings::add);
    }

    @Test
    void aBudgetMayBeNothingOrUnlimited() {
        assertThat(parse("budget=0").budget()).isZero();
        assertThat(parse("budget=unlimited").budget()).isEqualTo(AgentOptions.UNLIMITED);
        assertThat(parse("").budget()).isEqualTo(1_000_000);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", ","})
    void nothingSaidIsTheDefault(String arguments) {
        assertThat(parse(arguments)).isEqualTo(AgentOptions.defaults());
        assertThat(warnings).isEmpty();
    }

    @Test
    void everyKeyIsTaken() {
        assertThat(
                parse(
                        "listen=[::1]:7007,record=/tmp/a.loom,ring=100k,stack-after=250ms,max-size=2g,"
                                + "budget=250000,token-file=/tmp/token,leave-after=10s"))
                .isEqualTo(
                        new AgentOptions(
                                "::1",
                                7007,
                                Path.of("/tmp/a.loom"),
                                64 << 10,
                                Duration.ofMillis(250),
                                2L << 30,
                                250_000,
                                Path.of("/tmp/token"),
                                Duration.ofSeconds(10)));
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                    "colour=red",
                    "ring",
                    "ring=",
                    "ring=tiny",
                    "ring=1k",
                    "ring=1g",
                    "listen=7007",
                    "budget=-1",
                    "budget=much",
                    "budget=",
                    "listen=:7007",
                    "listen=localhost:70000",
                    "listen=localhost:-1",
                    "stack-after=1",
                    "stack-after=s",
                    "stack-after=0s",
                    "max-size=99999999999g",
                    "max-size=1",
                    "record=",
                    "leave-after=soon",
                    "token-file="})
    void whatCannotBeReadIsTold(String argument) {
        assertThat(parse(argument + ",stack-after=3s").stackAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(warnings).singleElement().asString().contains(argument).doesNotContain("\n");
        assertThat(parse(argument)).isEqualTo(AgentOptions.defaults());
    }
}
