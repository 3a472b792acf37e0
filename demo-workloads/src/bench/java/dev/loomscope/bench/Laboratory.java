package dev.loomscope.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts one process after the other and measures it. */
final class Laboratory {
    private final Path directory;
    private final Agents agents;
    private final BenchmarkOptions options;
    private final double spinsPerUs;

    /** @param directory for temporary files */
    Laboratory(Path directory, Agents agents, BenchmarkOptions options) throws IOException, InterruptedException {
        this.directory = directory;
        this.agents = agents;
        this.options = options;
        spinsPerUs = calibrate();
    }

    private double calibrate() throws IOException, InterruptedException {
        try (ChildJvm child = ChildJvm.start(directory, List.of(), WorkloadMain.class, "calibrate")) {
            double rate = Double.parseDouble(child.await("result").split(" ")[1]);
            child.ended();
            return rate;
        }
    }

    /** How many spins a task of a microsecond has. */
    double spinsPerUs() {
        return spinsPerUs;
    }

    Measurement measure(Workload workload, Watched watched) throws IOException, InterruptedException {
        List<String> jvm = new ArrayList<>(workload.jvmOptions());
        jvm.addAll(agents.jvmOptions(watched));
        String[] arguments = {
                workload.name(), Long.toString(options.warmUpMs()), Long.toString(options.measureMs()),
                Double.toString(spinsPerUs), watched.name()
        };
        try (ChildJvm child = ChildJvm.start(directory, jvm, WorkloadMain.class, arguments)) {
            if (workload != Workload.HTTP) {
                return measure(child, watched);
            }
            int port = Integer.parseInt(child.await("port").split(" ")[1]);
            try (HttpLoad load = new HttpLoad(port)) {
                return measure(child, watched);
            }
        } finally {
            agents.clean();
        }
    }

    private Measurement measure(ChildJvm child, Watched watched) throws IOException, InterruptedException {
        child.await("ready");
        return watched.isRead() ? measureRead(child) : measure(child);
    }

    private Measurement measure(ChildJvm child) throws IOException, InterruptedException {
        child.go();
        String result = child.await("result");
        child.ended();
        return Measurement.parse(result, Measurement.Read.NOTHING);
    }

    private Measurement measureRead(ChildJvm child) throws IOException, InterruptedException {
        try (DiscardingReader reader = DiscardingReader.connect(directory, child.pid())) {
            child.go();
            String result = child.await("result");
            child.ended();
            return Measurement.parse(result, reader.read());
        }
    }
}
