package org.shmstress.verdict;

import java.util.ArrayList;
import java.util.List;
import org.shmstress.observation.Finding;

/** What a judge found in a history, as facts. */
final class FindingFacts {

    private FindingFacts() {}

    /** Where it was found, the operations that it takes, and why they are wrong, step by step. */
    static List<Fact> of(Finding finding) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "found in",
                "round " + finding.round() + ", of " + finding.recorded() + " operations, recorded "
                        + (finding.recording().equals("fenced") ? "with fences" : "without fences")
                        + ", by the judge of " + finding.judge()));
        finding.needed().forEach(one -> facts.add(new Fact("history", one.line())));
        finding.explanation().forEach(step -> facts.add(new Fact("why", step.line())));
        return facts;
    }
}
