package dev.loomscope.demo.webshop;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.Deflater;

/** Writes the invoice of an order that was paid. */
final class InvoiceRenderer {
    private final LongAdder rendered = new LongAdder();

    /** How many invoices were written. */
    long rendered() {
        return rendered.sum();
    }

    Render render(Order order, Receipt receipt) {
        return new Render(order, receipt);
    }

    /** One invoice, as the pool sees it. */
    final class Render implements Runnable {
        private final Order order;
        private final Receipt receipt;

        private Render(Order order, Receipt receipt) {
            this.order = order;
            this.receipt = receipt;
        }

        @Override
        public void run() {
            if (compress(page()) > 0) {
                rendered.increment();
            }
        }

        private String page() {
            StringBuilder page = new StringBuilder(
                    "Invoice " + order.number() + ", paid by card " + receipt.reference());
            for (Catalog.Product product : order.cart().products()) {
                page.append(String.format(Locale.ROOT, "%n%-40s %8.2f", product.name(), product.cents() / 100.0));
            }
            page.append(String.format(Locale.ROOT, "%n%-40s %8.2f", "rebate", order.price().rebate() / -100.0));
            page.append(String.format(Locale.ROOT, "%n%-40s %8.2f", "total", order.price().cents() / 100.0));
            return page.toString().repeat(20);
        }

        private static int compress(String page) {
            try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
                deflater.setInput(page.getBytes(StandardCharsets.UTF_8));
                deflater.finish();
                return deflater.deflate(new byte[16 << 10]);
            }
        }
    }
}
