package dev.loomscope.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.session.Endpoint;
import dev.loomscope.view.start.DemoCatalog;

/** The demos that are started from the desktop; they end with it. */
final class StartedDemos implements DemoCatalog, AutoCloseable {
    private final List<DemoProcess> running = new ArrayList<>();
    private boolean closed;

    @Override
    public List<Demo> demos() {
        try {
            return DemoProcess.demos();
        } catch (IOException _) {
            return List.of();
        }
    }

    @Override
    public Endpoint start(String name, boolean fixed) throws IOException {
        DemoProcess demo = begin(fixed ? List.of(name, "--fixed") : List.of(name));
        try {
            return demo.endpoint();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInputException("interrupted while the demo started", e);
        }
    }

    private synchronized DemoProcess begin(List<String> arguments) throws IOException {
        if (closed) {
            throw new BadInputException("the desktop is closed");
        }
        DemoProcess demo = DemoProcess.start(arguments, _ -> {});
        running.add(demo);
        return demo;
    }

    @Override
    public synchronized void close() {
        closed = true;
        running.forEach(DemoProcess::close);
    }
}
