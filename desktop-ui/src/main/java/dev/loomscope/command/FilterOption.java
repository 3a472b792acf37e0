package dev.loomscope.command;

import dev.loomscope.filter.Fault;
import dev.loomscope.filter.FilterParser;
import dev.loomscope.filter.TaskFilter;
import dev.loomscope.insight.WantedTasks;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which tasks a command is to tell of, in the language of the desktop's filter. */
final class FilterOption {
    @Option(names = "--filter", paramLabel = "FILTER", converter = Converter.class,
            description = "Which tasks are wanted, as in the desktop's filter: pool:orders state:waiting busy>10ms text.")
    private @Nullable WantedTasks wanted;

    /** Null where all are wanted. */
    @Nullable
    WantedTasks wanted() {
        return wanted;
    }

    /** What was typed; empty where nothing was. */
    String text() {
        WantedTasks typed = wanted;
        return typed == null ? "" : typed.text();
    }

    static final class Converter implements ITypeConverter<WantedTasks> {
        @Override
        public WantedTasks convert(String text) {
            return switch (FilterParser.parse(text)) {
                case FilterParser.Result.Understood(TaskFilter filter) -> new WantedTasks(text, filter);
                case FilterParser.Result.Refused(Fault fault) -> throw new TypeConversionException(
                        "at character " + (fault.begin() + 1) + ": " + fault.message());
            };
        }
    }
}
