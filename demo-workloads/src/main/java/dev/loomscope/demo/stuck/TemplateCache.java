package dev.loomscope.demo.stuck;

import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One template a kind of report, each with a lock, because a template can be filled by one thread at a time only. */
final class TemplateCache {
    private final Map<ReportRequest.Kind, Template> templates = Stream.of(ReportRequest.Kind.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), Template::new));

    Template template(ReportRequest.Kind kind) {
        Template template = templates.get(kind);
        if (template == null) {
            throw new IllegalArgumentException("kind=" + kind + " has no template");
        }
        return template;
    }

    /** To be filled with its lock held. */
    static final class Template {
        private final ReportRequest.Kind kind;
        private final ReentrantLock lock = new ReentrantLock();
        private final StringBuilder page = new StringBuilder();

        Template(ReportRequest.Kind kind) {
            this.kind = kind;
        }

        ReentrantLock lock() {
            return lock;
        }

        String fill(ReportRequest request, String chart) {
            if (!lock.isHeldByCurrentThread()) {
                throw new IllegalStateException("kind=" + kind + " is filled without its lock");
            }
            page.setLength(0);
            for (int row = 1; row <= 200; row++) {
                page.append(kind).append(' ').append(request.number()).append(" row ").append(row).append('\n');
            }
            return page.append(chart).append('\n').toString();
        }
    }
}
