package dev.loomscope.filter;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.loomscope.model.TaskKind;
import dev.loomscope.model.TaskState;

/** One condition of a filter. */
public sealed interface Term {
    /** The other way round. */
    record Not(Term term) implements Term {}

    /** One of some patterns has to match. */
    record Text(Place place, List<TextPattern> patterns) implements Term {
        public Text {
            patterns = List.copyOf(patterns);
        }
    }

    /** One of these states. */
    record InState(Set<TaskState> states) implements Term {
        public InState {
            states = EnumSet.copyOf(states);
        }
    }

    /** One of these kinds. */
    record OfKind(Set<TaskKind> kinds) implements Term {
        public OfKind {
            kinds = EnumSet.copyOf(kinds);
        }
    }

    /** The tasks with these ids, or those that stand so to them. */
    record Related(Relative to, List<Long> ids) implements Term {
        public Related {
            ids = List.copyOf(ids);
        }
    }

    /** Its trace id begins with one of these hexadecimal texts; an empty one is any. */
    record Traced(List<String> prefixes) implements Term {
        public Traced {
            prefixes = List.copyOf(prefixes);
        }
    }

    /** A figure compared to a value: ns of a duration, ns since the epoch of a moment, or a count. */
    record Compare(Figure figure, Relation relation, long value) implements Term {}

    /** What a text is looked for in. */
    enum Place {
        /** Name, site and pool. */
        ANY,
        NAME,
        SITE,
        POOL,
        CLASS,
        THREAD,
        EXCEPTION,
        GROUP,
        SCOPE
    }

    /** How a task stands to one of an id. */
    enum Relative {
        ITSELF,
        CHILD,
        /** It comes of it, at any distance, or is it. */
        DESCENDANT
    }
}
