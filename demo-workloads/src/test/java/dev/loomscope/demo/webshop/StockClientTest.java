package dev.loomscope.demo.webshop;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StockClientTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<String> threads = new ConcurrentLinkedQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final LoopbackServer warehouse;
    private final StockClient client;

    StockClientTest() throws IOException {
        warehouse = new LoopbackServer("stock").on("GET", "/level", this::level).start();
        client = new StockClient(warehouse.uri());
    }

    /** Product 1 is answered at once, 2 is refused the first time, 3 always, 4 hangs the first time. */
    private LoopbackServer.Reply level(String product) throws InterruptedException {
        threads.add(Thread.currentThread().getName());
        boolean first = asked.getAndIncrement() == 0;
        if (product.equals("3") || (product.equals("2") && first)) {
            throw new IllegalStateException("busy");
        }
        if (product.equals("4") && first) {
            end.await();
        }
        return LoopbackServer.Reply.ok("17");
    }

    @AfterEach
    void close() {
        end.countDown();
        warehouse.close();
    }

    @Test
    void eachRequestHasAThreadWithItsName() throws Exception {
        assertThat(client.level(1)).isEqualTo(17);
        assertThat(client.level(1)).isEqualTo(17);
        assertThat(threads).containsExactly("stock-GET /level-1", "stock-GET /level-2");
    }

    @Test
    void aRefusalIsTriedAgain() throws Exception {
        assertThat(client.level(2)).isEqualTo(17);
        assertThat(asked).hasValue(2);
    }

    @Test
    void anAnswerThatDoesNotComeIsNotWaitedFor() throws Exception {
        assertThat(client.level(4)).isEqualTo(17);
        assertThat(asked).hasValueGreaterThan(1);
    }

    @Test
    void afterThreeRefusalsItGivesUp() {
        assertThatThrownBy(() -> client.level(3)).isInstanceOf(IOException.class)
                .hasMessageContaining("status=503: busy");
        assertThat(asked).hasValue(3);
    }
}
