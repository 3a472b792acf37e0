package dev.loomscope.demo.webshop;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * One customer's visit: looks around, perhaps searches, puts something into the cart, perhaps buys, with a pause to think
 * between two clicks.
 */
record Shopper(int number, boolean buys, SplittableRandom random, LoopbackClient shop, BooleanSupplier open)
        implements Runnable {
    private static final List<String> WORDS = List.of("lamp", "teapot", "red", "clock");

    @Override
    public void run() {
        try {
            visit();
        } catch (IOException e) {
            // A page that does not come, or a card that is declined: the customer leaves.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void visit() throws IOException, InterruptedException {
        click("GET", "/home");
        if (random.nextInt(3) == 0) {
            click("GET", "/search/" + WORDS.get(random.nextInt(WORDS.size())));
        }
        for (int look = random.nextInt(1, 3); look > 0; look--) {
            click("GET", "/product/" + random.nextInt(1, Catalog.SIZE + 1));
        }
        if (buys) {
            for (int piece = random.nextInt(1, 4); piece > 0; piece--) {
                click("POST", "/cart/" + number + "/" + random.nextInt(1, Catalog.SIZE + 1));
            }
            click("GET", "/cart/" + number);
            click("POST", "/checkout/" + number);
        }
    }

    private void click(String method, String path) throws IOException, InterruptedException {
        Thread.sleep(random.nextInt(20, 250));
        if (open.getAsBoolean()) {
            shop.ask(method, path);
        }
    }
}
