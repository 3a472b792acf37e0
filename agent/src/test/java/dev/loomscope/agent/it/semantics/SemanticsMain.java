package dev.loomscope.agent.it.semantics;

import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What java.util.concurrent does, fact by fact: three rounds of the same facts, between which the program waits for a line, so
 * that an agent may come and go. Each round ends with facts about what was begun in the round before.
 */
public final class SemanticsMain {
    private static final int ROUNDS = 3;

    private SemanticsMain() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(new BufferedOutputStream(System.out, 1 << 16), false, StandardCharsets.UTF_8);
        Report report = new Report(out);
        Straddling straddling = new Straddling();
        for (int round = 1; round <= ROUNDS; round++) {
            PoolFacts.tell(report);
            OverrideFacts.tell(report);
            RejectionFacts.tell(report);
            FutureFacts.tell(report);
            GroupFacts.tell(report);
            ScheduledFacts.tell(report);
            ForkJoinFacts.tell(report);
            CompletableFacts.tell(report);
            TimerFacts.tell(report);
            StartedThreadFacts.tell(report);
            DepthFacts.tell(report);
            HostileFacts.tell(report);
            LoadingFacts.tell(report);
            if (VirtualFacts.present()) {
                VirtualFacts.tell(report);
            }
            if (ScopeFacts.present()) {
                ScopeFacts.tell(report);
            }
            straddling.end(report);
            if (round < ROUNDS) {
                straddling = new Straddling();
            }
            out.println("facts = " + report.facts());
            out.println("round " + round + " done");
            out.flush();
            if (round < ROUNDS && System.in.read() < 0) {
                return;
            }
        }
    }
}
