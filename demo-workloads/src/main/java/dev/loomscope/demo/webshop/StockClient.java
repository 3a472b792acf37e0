package dev.loomscope.demo.webshop;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;

/** Asks the warehouse, with a time limit, a second and a third attempt, and a circuit breaker for when it is down. */
final class StockClient {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** A warehouse that was slow because the machine was busy is asked again soon. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LoopbackClient client;
    private final Retry retry = Retry.of(
            "stock",
            RetryConfig.custom()
                    .maxAttempts(3)
                    .waitDuration(Duration.ofMillis(15))
                    .retryExceptions(IOException.class)
                    .build());
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "stock",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(200)
                    .minimumNumberOfCalls(100)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(PAUSE)
                    .build());

    StockClient(URI warehouse) {
        client = new LoopbackClient(warehouse, LIMIT);
    }

    /** How many of a product there are. */
    int level(int product) throws Exception {
        return ask("GET", "/level/" + product);
    }

    /** Puts one piece of a product aside. */
    int reserve(int product) throws Exception {
        return ask("POST", "/reserve/" + product);
    }

    private int ask(String method, String path) throws Exception {
        return retry.executeCallable(
                () -> breaker.executeCallable(() -> Integer.parseInt(client.ask(method, path))));
    }
}
