package dev.loomscope.view.timeline;

import java.nio.charset.StandardCharsets;

import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskState;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameType;

/** The synthetic session with what tables and details show besides: sites, and the stack of the task that is stuck. */
public final class ShopSession {
    private static final String[] SITES = {
            "com.acme.shop.checkout.CheckoutFlow.place(CheckoutFlow.java:118)",
            "com.acme.shop.checkout.CheckoutFlow.quote(CheckoutFlow.java:131)",
            "com.acme.shop.payment.CardGateway.charge(CardGateway.java:91)",
            "com.acme.shop.stock.StockClient.reserve(StockClient.java:64)",
            "com.acme.shop.mail.Mailer.enqueue(Mailer.java:47)",
            "com.acme.shop.http.ShopServer.serve(ShopServer.java:203)"};

    private final SessionModel model = new SessionModel();
    private final SyntheticSession session;
    private long sequence = 1_000_000;

    public ShopSession() {
        try {
            session = new SyntheticSession(model);
            sites();
        } catch (BadInputException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A session of so many seconds. */
    public static ShopSession after(int seconds) {
        ShopSession session = new ShopSession();
        session.advance(seconds);
        return session;
    }

    /** A model of so many seconds. */
    public static SessionModel model(int seconds) {
        return after(seconds).model;
    }

    public SessionModel model() {
        return model;
    }

    /** Goes on by so many seconds, and samples the stack of the stuck task each second. */
    public void advance(int seconds) {
        try {
            for (int i = 0; i < seconds; i++) {
                session.advance(SyntheticSession.SECOND);
                int row = stuck();
                if (row >= 0) {
                    stack(row);
                }
            }
        } catch (BadInputException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Row of the task that is stuck, -1 while none is. */
    public int stuck() {
        for (int row = 0; row < model.tasks().size(); row++) {
            if (model.tasks().state(row) != TaskState.SCHEDULED && model.tasks().state(row).isLive()
                    && model.tasks().busy(row, model.now()) > 2 * SyntheticSession.SECOND) {
                return row;
            }
        }
        return -1;
    }

    private void sites() throws BadInputException {
        EventsWriter writer = new EventsWriter();
        for (int i = 0; i < SITES.length; i++) {
            writer.define(DictionarySort.SITE, i + 1, SITES[i]);
        }
        writer.beginRun(1);
        for (int taskClass = 4; taskClass < 20; taskClass++) {
            writer.classSite(0, taskClass, taskClass == 5 ? 2 : taskClass / 4 == 1 ? 1 : taskClass / 4 + 1);
        }
        for (int taskClass = 60; taskClass < 63; taskClass++) {
            writer.classSite(0, taskClass, 6);
        }
        model.apply(new Frame(FrameType.EVENTS, sequence++, 0, 0, writer.finish()));
    }

    private void stack(int row) throws BadInputException {
        long thread = model.tasks().workerThread(row);
        boolean waits = model.now() / SyntheticSession.SECOND % 7 != 0;
        String json = """
                {"time":%d,"stacks":[{"thread":%d,"threadName":"payments-3","task":0,"virtual":false,"state":"BLOCKED",
                "waitsFor":"com.acme.shop.payment.Ledger@5e91993f","ownerThread":38,"ownerName":"payments-1","stack":%d,
                "frames":[%s"com.acme.shop.payment.Ledger.book(Ledger.java:77)",
                "com.acme.shop.payment.CardGateway.settle(CardGateway.java:142)",
                "com.acme.shop.payment.CardGateway.charge(CardGateway.java:96)",
                "com.acme.shop.payment.ChargeCard.run(ChargeCard.java:31)",
                "java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1090)",
                "java.lang.Thread.run(Thread.java:1474)"]}]}
                """.formatted(model.now(), thread, waits ? 1 : 2,
                waits ? "" : "\"java.lang.Object.wait(Object.java:389)\",");
        model.apply(new Frame(FrameType.SAMPLE, sequence++, model.now(), model.now(),
                json.getBytes(StandardCharsets.UTF_8)));
    }
}
