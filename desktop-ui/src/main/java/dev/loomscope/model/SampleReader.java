package dev.loomscope.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.Frame;
import org.jspecify.annotations.Nullable;

/** Reads the frames that hold JSON. What is absent is unknown; what is not known here is passed over. Session thread only. */
final class SampleReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_STACKS = 1 << 14;
    private static final int MOST_FRAMES = 1 << 10;

    private final Names names;
    private final Pools pools;
    private final LaneTable lanes;
    private final TaskTable tasks;
    private final TaskRows rows;
    private final VirtualJoin virtuals;
    private final StackLog log;
    private final Map<Long, List<String>> stacks = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, List<String>> eldest) {
            return size() > MOST_STACKS;
        }
    };

    SampleReader(Names names, Pools pools, LaneTable lanes, TaskTable tasks, TaskRows rows, VirtualJoin virtuals,
            StackLog log) {
        this.names = names;
        this.pools = pools;
        this.lanes = lanes;
        this.tasks = tasks;
        this.rows = rows;
        this.virtuals = virtuals;
        this.log = log;
    }

    static JsonNode parse(Frame frame) throws BadInputException {
        try {
            JsonNode node = JSON.readTree(frame.payload());
            if (node != null && node.isObject()) {
                return node;
            }
            throw new BadInputException("damaged: frame of type=" + frame.type() + " holds no JSON object");
        } catch (JsonProcessingException e) {
            throw new BadInputException("damaged: frame of type=" + frame.type() + " holds no JSON", e);
        } catch (java.io.IOException e) {
            throw new BadInputException("damaged: frame of type=" + frame.type() + " cannot be read", e);
        }
    }

    static Loss loss(JsonNode json) {
        return new Loss(json.path("category").asText("unknown"), json.path("where").asText("ring"),
                Math.max(0, json.path("count").asLong()), json.path("fromNs").asLong(), json.path("toNs").asLong());
    }

    /** Stacks that are said again behind a keyframe are news only of tasks that have none. */
    void sample(JsonNode json, long time, boolean restated) {
        for (JsonNode pool : json.path("pools")) {
            pool(pool, time);
        }
        for (JsonNode stack : json.path("stacks")) {
            stack(stack, time, restated);
        }
    }

    private void pool(JsonNode json, long time) {
        String type = json.path("class").asText("");
        int id = json.path("id").asInt();
        if (type.contains("VirtualThread")) {
            Pool scheduler = pools.scheduler(time);
            scheduler.parallelism(json.path("max").asInt(), json.path("size").asInt());
            scheduler.sampleCounted(json.path("queue").asInt(-1),
                    json.path("mounted").asInt(json.path("active").asInt()), time);
            return;
        }
        names.poolSeen(id, json.path("name").asText(type));
        workers(json.path("workers"), id);
        Pool pool = pools.get(id, time);
        JsonNode capacity = json.get("queueCapacity");
        boolean unbounded = capacity != null && capacity.isNull();
        pool.sample(time, json.path("size").asInt(), json.path("core").asInt(), json.path("max").asInt(),
                capacity == null || unbounded ? -1 : capacity.asInt(), unbounded, json.path("queue").asInt(-1),
                json.path("active").asInt(), json.path("shutdown").asBoolean());
    }

    /** Until a pool has run something here, its workers that are there already name it. */
    private void workers(JsonNode json, int pool) {
        List<String> called = new ArrayList<>();
        for (JsonNode worker : json) {
            String name = worker.path("name").asText("");
            names.thread(worker.path("thread").asLong(), name);
            called.add(name);
        }
        String common = PoolNames.common(called);
        if (common != null && !lanes.hasLane(pool) && !common.equals(names.pool(pool))) {
            names.pool(pool, common);
            lanes.renamed();
        }
    }

    private void stack(JsonNode json, long time, boolean restated) {
        long thread = json.path("thread").asLong();
        long id = json.path("stack").asLong();
        List<String> frames = frames(json, id);
        String name = json.path("threadName").asText("");
        int row = row(thread, json.path("virtual").asBoolean(), json.path("task").asLong(), time);
        if (row < 0 || (restated && log.latest(row) != null)) {
            return;
        }
        log.add(new StackSample(time, thread, name.isEmpty() ? names.thread(thread) : name, row,
                json.path("state").asText("unknown"), text(json, "waitsFor"), text(json, "ownerName"),
                json.path("waits").asLong(-1), frames));
        boolean unnamed = tasks.ownName(row) == null
                && names.simpleClassName(tasks.taskClass(row)).equals(Names.UNKNOWN);
        String place = tasks.adopted(row) && unnamed ? application(frames) : null;
        if (place != null) {
            rows.describe(row, tasks.taskClass(row), place);
        }
    }

    private List<String> frames(JsonNode json, long id) {
        JsonNode given = json.path("frames");
        if (!given.isArray()) {
            return stacks.getOrDefault(id, List.of());
        }
        List<String> frames = new ArrayList<>();
        for (JsonNode frame : given) {
            if (frames.size() < MOST_FRAMES) {
                frames.add(frame.asText());
            }
        }
        List<String> whole = List.copyOf(frames);
        stacks.put(id, whole);
        return whole;
    }

    /** The row of what the thread ran at that time, or -1. */
    private int row(long thread, boolean virtual, long key, long time) {
        VirtualTask v = virtual ? virtuals.find(thread) : null;
        ThreadTrack track = virtual ? v == null ? null : v.track : lanes.known(thread);
        for (PoolTask task = track == null ? null : track.task; task != null; task = task.outer) {
            boolean byHand = task.pool.id() == Pool.THREADS;
            if (task.stage == PoolTask.Stage.RUNNING && task.started <= time
                    && (key == 0 || task.adopted || byHand || task.key == key)) {
                return task.row;
            }
        }
        if (track != null && track.mounted != null) {
            v = track.mounted;
        }
        return v != null && !v.over ? v.row : -1;
    }

    private static @Nullable String text(JsonNode json, String field) {
        JsonNode value = json.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    /** The topmost frame that is no JDK code, as {@code Stock.lookup}. */
    private static @Nullable String application(List<String> frames) {
        for (String frame : frames) {
            int arguments = frame.indexOf('(');
            String method = arguments < 0 ? frame : frame.substring(0, arguments);
            boolean jdk = method.startsWith("java.") || method.startsWith("jdk.") || method.startsWith("sun.")
                    || method.startsWith("javax.") || method.startsWith("com.sun.");
            int dot = method.lastIndexOf('.');
            if (!jdk && dot > 0) {
                return Names.simple(method.substring(0, dot)) + method.substring(dot);
            }
        }
        return null;
    }
}
