/**
 * A shop with its customers, its stock and its bank in one process, on loopback.
 *
 * <pre>
 *   Shopper (virtual thread) -- HTTP --> Shop (virtual thread a request)
 *                                          | browse: Catalog, StockClient -- HTTP --> StockServer
 *                                          | Checkout: PlaceOrder on pool "orders"
 *                                          |           CardPayment on pool "payments" --> CardGateway, the bank
 *                                          |           InvoiceRenderer, AuditWriter on pool "orders"
 * </pre>
 */
@NullMarked
package dev.loomscope.demo.webshop;

import org.jspecify.annotations.NullMarked;
