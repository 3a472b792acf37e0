package dev.loomscope.view.theme;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProgramNameTest {
    @ParameterizedTest
    @CsvSource({
            "com.acme.OrdersService, OrdersService",
            "orders/com.acme.Main, Main",
            "/opt/acme/orders-1.2.jar, orders-1.2",
            "webshop.jar, webshop",
            "/home/me/Try.java, Try.java",
            "org.codehaus.plexus.classworlds.launcher.Launcher, Maven",
            "Main, Main",
            ".jar, .jar"
    })
    void saysWhatPeopleSay(String main, String name) {
        assertThat(ProgramName.of(main)).isEqualTo(name);
    }
}
