package dev.loomscope.view.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.loomscope.session.Endpoint;
import dev.loomscope.view.Later;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartViewModelTest {
    private static final JvmRow SHOP = new JvmRow(4182, "com.acme.Shop", "25.0.3", false, "");
    private static final JvmRow OLD = new JvmRow(77, "old.jar", "11", false, "runs on JDK 11");

    private final Later background = new Later();
    private final List<String> opened = new ArrayList<>();
    private List<JvmRow> jvms = List.of(SHOP, OLD);
    private String refusal = "";
    private final StartViewModel start = new StartViewModel(new JvmDirectory() {
        @Override
        public List<JvmRow> list() {
            return List.copyOf(jvms);
        }

        @Override
        public Endpoint attach(long pid) throws IOException {
            if (!refusal.isEmpty()) {
                throw new IOException(refusal);
            }
            return new Endpoint("127.0.0.1", (int) pid, new byte[32]);
        }
    }, DemoCatalog.none(), new StartViewModel.Opener() {
        @Override
        public void connect(Endpoint endpoint) {
            opened.add(endpoint.address());
        }

        @Override
        public void replay(Path file) {
            opened.add(file.toString());
        }
    }, background, Runnable::run);

    @Test
    void theSameListStaysWhileNothingChanges() {
        look();
        List<JvmRow> first = start.jvmsProperty().get();
        look();

        assertThat(first).containsExactly(SHOP, OLD);
        assertThat(start.jvmsProperty().get()).isSameAs(first);
        jvms = List.of(OLD);
        look();
        assertThat(start.jvmsProperty().get()).containsExactly(OLD);
    }

    @Test
    void oneClickAttachesAndOpens() {
        start.attach(SHOP);
        assertThat(start.busyProperty().get()).isEqualTo("Attaching to Shop (pid 4182) …");
        start.attach(SHOP);
        background.settle();

        assertThat(opened).containsExactly("127.0.0.1:4182");
        assertThat(start.busyProperty().get()).isEmpty();
    }

    @Test
    void whatRefusesIsNotTried() {
        start.attach(OLD);

        assertThat(start.busyProperty().get()).isEmpty();
    }

    @Test
    void aFailureStaysToBeReadUntilTheNextStep() {
        refusal = "pid=4182 has ended";
        start.attach(SHOP);
        background.settle();

        assertThat(start.problemProperty().get()).isEqualTo(new Problem("pid=4182 has ended",
                List.of(Problem.Way.AGAIN, Problem.Way.OPTION, Problem.Way.DISMISS)));
        start.open(Path.of("a.loomscope"));
        assertThat(start.problemProperty().get().isNone()).isTrue();
        background.settle();
        assertThat(opened).containsExactly("a.loomscope");
    }

    @Test
    void whatFailedCanBeTriedAgain() {
        refusal = "pid=4182 does not answer";
        start.attach(SHOP);
        background.settle();
        refusal = "";
        start.again();
        background.settle();

        assertThat(start.problemProperty().get().isNone()).isTrue();
        assertThat(opened).containsExactly("127.0.0.1:4182");
    }

    @Test
    void anAgentElsewhereIsNamedByAddressAndToken() {
        start.connect(" far.example:4711 ", "ab".repeat(32));
        background.settle();
        assertThat(opened).containsExactly("far.example:4711");

        start.connect("far.example", "ab".repeat(32));
        background.settle();
        assertThat(start.problemProperty().get().says())
                .isEqualTo("address=far.example is no HOST:PORT, such as 127.0.0.1:4711");
        start.connect("far.example:4711", "ab");
        background.settle();
        assertThat(start.problemProperty().get().says()).startsWith("the token is not 64 hex digits");
        assertThat(start.problemProperty().get().ways()).startsWith(Problem.Way.TOKEN);
        assertThat(start.address()).isEqualTo("far.example:4711");
    }

    private void look() {
        start.refresh();
        background.settle();
    }
}
