package org.shmstress.run.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.shmstress.history.History;
import org.shmstress.history.Recording;
import org.shmstress.judge.Budget;
import org.shmstress.judge.Conservation;
import org.shmstress.judge.Conservation.Items;
import org.shmstress.judge.Judgement;
import org.shmstress.judge.Linearizability;
import org.shmstress.judge.MutualExclusion;
import org.shmstress.judge.Progress;
import org.shmstress.judge.Recovery;
import org.shmstress.protocol.OperationShape;

/**
 * All judges that have something to say about an object, each asked about the histories of which it can judge. Which they are follows from
 * the operations and the model; the author is not asked.
 *
 * <p>Of a history recorded with fences everything is compared with the model. Without fences the stamps of different processes
 * prove nothing within a burst, and a correct object of releases and acquires may answer one process from before what another has
 * seen already; there only items are counted, and who got stuck. Stamps from inside a critical section prove an overlap either way.
 */
public final class Judges {

    /** The judge of locks. */
    public static final String EXCLUSION = "exclusion";

    /** A contradiction of so few operations is read at a glance. */
    private static final int FEW = 6;

    private final Linearizability<List<Object>> linearizability;
    private final Progress<List<Object>> progress;
    private final Recovery recovery;
    private final Optional<Items> items;
    private final boolean ofLock;

    private Judges(PlainModel model, List<OperationShape> operations, boolean ofLock) {
        this.linearizability = new Linearizability<>(model, Budget.DEFAULT);
        this.progress = Progress.of(model, Budget.DEFAULT);
        this.recovery = new Recovery(model.refusals(operations), this::consistency, this::progress);
        this.items = ItemFinder.find(model, operations);
        this.ofLock = ofLock;
    }

    /** The judges of an object with this model and these operations. */
    public static Judges of(PlainModel model, List<OperationShape> operations) {
        return new Judges(model, operations, false);
    }

    /** The judges of a lock, by the critical sections under it. */
    public static Judges ofLock(PlainModel model, List<OperationShape> operations) {
        return new Judges(model, operations, true);
    }

    /**
     * What a judge said.
     *
     * @param judge its name
     * @param judgement what it said
     */
    public record Said(String judge, Judgement judgement) {}

    /** The first violation, else the first judge that could not decide, else that all is well; empty if there was nothing to judge by. */
    Optional<Said> judge(History history) {
        List<Said> said = all(history);
        return said.stream()
                .filter(s -> s.judgement() instanceof Judgement.Violated)
                .findFirst()
                .or(() -> said.stream()
                        .filter(s -> s.judgement() instanceof Judgement.Undecided)
                        .findFirst())
                .or(() -> said.stream().findFirst());
    }

    private List<Said> all(History history) {
        List<Said> said = new ArrayList<>();
        if (!history.deaths().isEmpty() && history.recording() == Recording.FENCED) {
            said.add(new Said("recovery", recovery.judge(history)));
            exclusion(history).ifPresent(said::add);
            return said;
        }
        exclusion(history).ifPresent(said::add);
        if (history.recording() == Recording.FENCED) {
            said.add(linearizability(history));
        }
        conservation(history).ifPresent(judgement -> said.add(new Said("conservation", judgement)));
        if (history.stall().isPresent()) {
            said.add(new Said("progress", progress(history)));
        }
        return said;
    }

    private Optional<Said> exclusion(History history) {
        return history.sections().isEmpty()
                ? Optional.empty()
                : Optional.of(new Said(EXCLUSION, MutualExclusion.judge(history)));
    }

    private Judgement consistency(History history) {
        return linearizability(history).judgement();
    }

    /** Linearizability, unless items that got lost or doubled say in fewer words what is wrong. */
    private Said linearizability(History history) {
        Judgement judgement = linearizability.judge(history);
        return Optional.of(judgement)
                .filter(wrong -> isViolated(wrong) && !isShort(wrong))
                .flatMap(wrong -> conservation(history))
                .filter(other -> isViolated(other) && isShort(other))
                .map(other -> new Said("conservation", other))
                .orElseGet(() -> new Said("linearizability", judgement));
    }

    private static boolean isViolated(Judgement judgement) {
        return judgement instanceof Judgement.Violated;
    }

    private static boolean isShort(Judgement judgement) {
        return judgement instanceof Judgement.Violated violated
                && violated.evidence().operations().size() <= FEW;
    }

    /** Nothing taken out is no doubt: a round may be like that. */
    private Optional<Judgement> conservation(History history) {
        return items.map(Conservation::new)
                .map(conservation -> conservation.judge(history))
                .filter(judgement -> !(judgement instanceof Judgement.Undecided));
    }

    private Judgement progress(History history) {
        return progress.judge(history);
    }

    /** Who judges, one a line, with what they go by. */
    public List<String> names(boolean mayDie) {
        List<String> names = new ArrayList<>();
        if (ofLock) {
            names.add("exclusion, by stamps from inside the critical sections and by what these found");
        }
        names.add("linearizability, of rounds recorded with fences");
        items.ifPresent(i -> names.add("conservation of what goes through " + sorted(i.puts()) + " and "
                + sorted(i.takes()) + (i.isFifo() ? ", in order" : ", in any order")));
        names.add("progress, whenever nothing moves any more");
        if (mayDie) {
            names.add("recovery, after each death");
        }
        return names;
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }
}
