package dev.loomscope.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts one process after the other and measures it. */
final class Laboratory {
    private final Path directory;
    private final Path noOpAgent;
    private final Path agent;
    private final BenchmarkOptions options;
    private final double spinsPerUs;

    /** @param directory for temporary files */
    Laboratory(Path directory, Path agent, BenchmarkOptions options) throws IOException, InterruptedException {
        this.directory = directory;
        this.agent = agent;
        this.options = options;
        noOpAgent = NoOpAgent.write(directory);
        spinsPerUs = calibrate();
    }

    private double calibrate() throws IOException, InterruptedException {
        try (ChildJvm child = ChildJvm.start(directory, List.of(), "calibrate")) {
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
        switch (watched) {
            case NOT -> {}
            case NO_OP -> jvm.add("-javaagent:" + noOpAgent);
            case IDLE, STREAMING -> jvm.add("-javaagent:" + agent);
        }
        String[] arguments = {
                workload.name(), Long.toString(options.warmUpMs()), Long.toString(options.measureMs()),
                Double.toString(spinsPerUs)
        };
        try (ChildJvm child = ChildJvm.start(directory, jvm, arguments)) {
            child.await("ready");
            return watched == Watched.STREAMING ? measureRead(child) : measure(child);
        }
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
