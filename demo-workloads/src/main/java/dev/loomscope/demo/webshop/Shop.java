package dev.loomscope.demo.webshop;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.stream.Collectors;

/** The shop's pages: home, products, search, carts and the till. */
final class Shop implements AutoCloseable {
    private final LoopbackServer server;
    private final Catalog catalog;
    private final Carts carts = new Carts();
    private final StockClient stock;
    private final Checkout checkout;

    Shop(Catalog catalog, StockClient stock, Checkout checkout) throws IOException {
        this.catalog = catalog;
        this.stock = stock;
        this.checkout = checkout;
        server = new LoopbackServer("http")
                .on("GET", "/home", this::home)
                .on("GET", "/product", this::product)
                .on("GET", "/search", this::search)
                .on("GET", "/cart", this::viewCart)
                .on("POST", "/cart", this::addToCart)
                .on("POST", "/checkout", this::checkout)
                .start();
    }

    URI uri() {
        return server.uri();
    }

    long requests() {
        return server.requests();
    }

    private LoopbackServer.Reply home(String path) {
        return path.isEmpty() ? LoopbackServer.Reply.ok("Welcome. Today: " + catalog.product(1).name())
                : new LoopbackServer.Reply(404, "no page " + path);
    }

    private LoopbackServer.Reply product(String id) throws Exception {
        Catalog.Product product = catalog.product(Integer.parseInt(id));
        int level = stock.level(product.id());
        return LoopbackServer.Reply.ok(
                String.format(Locale.ROOT, "%s, %.2f, %d in stock", product.name(), product.cents() / 100.0, level));
    }

    private LoopbackServer.Reply search(String word) {
        return LoopbackServer.Reply.ok(
                catalog.search(word).stream().map(Catalog.Product::name).collect(Collectors.joining("\n")));
    }

    private LoopbackServer.Reply viewCart(String number) {
        Carts.Cart cart = carts.view(Integer.parseInt(number));
        PriceQuote price = PriceQuote.of(cart.products());
        return LoopbackServer.Reply.ok(cart.products().size() + " products, " + price.cents() + " cents");
    }

    /** The path is {@code CART/PRODUCT}. */
    private LoopbackServer.Reply addToCart(String path) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("path=" + path + " names no product");
        }
        Catalog.Product product = catalog.product(Integer.parseInt(path.substring(slash + 1)));
        return LoopbackServer.Reply.ok(carts.add(Integer.parseInt(path.substring(0, slash)), product) + " products");
    }

    private LoopbackServer.Reply checkout(String cart) throws Exception {
        Carts.Cart taken = carts.take(Integer.parseInt(cart));
        try {
            return LoopbackServer.Reply.ok("paid, " + checkout.buy(taken).reference());
        } catch (PaymentDeclinedException e) {
            return new LoopbackServer.Reply(402, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
