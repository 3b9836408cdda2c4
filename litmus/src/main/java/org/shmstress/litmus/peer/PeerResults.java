package org.shmstress.litmus.peer;

import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

/** Prints what a stock jcstress run stored in its result file, as {@code outcome COUNT TEXT}, one line per outcome and fork. */
public final class PeerResults {

    private PeerResults() {}

    /** Entry point: the result file. */
    public static void main(String[] args) throws Exception {
        InProcessCollector collector = new InProcessCollector();
        DiskReadCollector reader = new DiskReadCollector(args[0], collector);
        reader.dump();
        reader.close();
        for (TestResult result : collector.getTestResults()) {
            System.out.println("fork " + result.status());
            for (String outcome : result.getStateKeys()) {
                System.out.println("outcome " + result.getCount(outcome) + " " + outcome);
            }
        }
    }
}
