package org.shmstress.properties.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.shmstress.scenario.ScriptDialogue;
import org.shmstress.script.Answer;
import org.shmstress.script.Argument;
import org.shmstress.script.Step;
import org.shmstress.versions.Affected;
import org.shmstress.versions.Installed;

/** What the check of one row has at hand: the processes that take part, names for objects, and rulings beside those on calls. */
public final class Scene {

    /** Worker JVMs that a scene has. */
    public static final int WORKERS = 3;

    private static final Installed HERE = Installed.here();

    private final ScriptDialogue dialogue;
    private final Duration budget;
    private final List<Party> workers = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();
    private final List<String> deviations = new ArrayList<>();

    /** A scene of a check that does everything once. */
    Scene(ScriptDialogue dialogue) {
        this(dialogue, Duration.ZERO);
    }

    Scene(ScriptDialogue dialogue, Duration budget) {
        this.dialogue = dialogue;
        this.budget = budget;
        for (int i = 0; i < WORKERS; i++) {
            workers.add(new Party(this, i));
        }
    }

    /** How long the trial may take, for the few checks that are the better the longer they try; others take what they need. */
    public Duration budget() {
        return budget;
    }

    /** The first worker JVM. */
    public Party a() {
        return workers.get(0);
    }

    /** The second worker JVM. */
    public Party b() {
        return workers.get(1);
    }

    /** The third worker JVM. */
    public Party d() {
        return workers.get(2);
    }

    /** A fresh native process, another one at each call; skips the row where there is no C compiler. */
    public NativeParty helper() {
        if (!Capabilities.has(Capability.C_COMPILER)) {
            throw new Lacking(Capability.C_COMPILER);
        }
        return new NativeParty(this, dialogue.startNative());
    }

    NativeParty forked(NativeParty parent) {
        return new NativeParty(this, dialogue.fork(parent.worker()));
    }

    /** A name for a shared-memory object or semaphore, with its slash; the same for the same symbol in this row. */
    public Argument name(String symbol) {
        return new Argument.Name(symbol);
    }

    /** The path of the shared-memory object {@code name(symbol)}, for {@code open}. */
    public Argument file(String symbol) {
        return new Argument.ObjectFile(symbol);
    }

    /** A path in a private directory of the row, usually on a disk; the directory is removed with all that is in it. */
    public Argument disk(String symbol) {
        return new Argument.DiskFile(symbol);
    }

    /** The real text of a name or path, e.g. to make another one of it. */
    public String real(Argument symbolic) {
        return dialogue.real(symbolic);
    }

    /** Something that is told with the result, whatever it is. */
    public void fact(String key, Object value) {
        facts.add(key + "=" + value);
    }

    /** Two things must be equal; if they are not, the last step is at fault. */
    public void same(String what, Object expected, Object seen) {
        fact(what, seen);
        ruleLast(what + " is " + expected, Objects.equals(expected, seen));
    }

    /** Something must hold; if it does not, the last step is at fault. */
    public void holds(String what, boolean holds) {
        ruleLast(what, holds);
    }

    /** Whether the machine allows something without which a row would check less. */
    public boolean has(Capability capability) {
        return Capabilities.has(capability);
    }

    /** Skips the row: this machine lacks something that could only be found out on the way. */
    public RuntimeException lacks(Capability capability) {
        return new Lacking(capability);
    }

    /**
     * The machine is known to answer so in some versions of the kernel or the C library, against the contract: the row passes and says it.
     *
     * @param what what was seen, and which versions are known for it, with a source
     */
    public void deviation(String what) {
        deviations.add(what);
    }

    /** Makes calls of different parties at the same instant, as nearly as processes can; what they returned, in the same order. */
    public List<Returned> together(Deed... deeds) {
        List<Answer> answers =
                dialogue.together(Arrays.stream(deeds).map(Deed::step).toList());
        int first = dialogue.performed() - answers.size() + 1;
        return IntStream.range(0, answers.size())
                .mapToObj(i -> new Returned(this, first + i, answers.get(i)))
                .toList();
    }

    /**
     * Something against the contract that is known of some versions: where it is seen on one of them, the row passes and says so; where it
     * is seen on another, it is wrong; where it is expected and not seen, that is told.
     *
     * @param affected the versions, e.g. {@code glibc 2.25 to 2.40}
     * @param what what was seen
     */
    public void deviation(String affected, String what, boolean seen) {
        if (seen) {
            ruleLast("(but this, which is known of " + affected + ": " + what + ")", isAmong(affected));
            deviation(what + ", as is known of " + affected);
        } else if (isAmong(affected)) {
            fact("not seen, though known of " + affected, what);
        }
    }

    /** Whether the kernel or C library here is one of these: {@code kernel before 6.7}. */
    public boolean isAmong(String affected) {
        return HERE.isAmong(Affected.parse(affected));
    }

    Answer perform(Step step) {
        return dialogue.perform(step);
    }

    int performed() {
        return dialogue.performed();
    }

    long pid(int worker) {
        return dialogue.pid(worker);
    }

    List<String> facts() {
        return List.copyOf(facts);
    }

    List<String> deviations() {
        return List.copyOf(deviations);
    }

    void ruleLast(String allowed, boolean agrees) {
        rule(dialogue.performed(), allowed, agrees);
    }

    void rule(int step, String allowed, boolean agrees) {
        dialogue.rule(step, allowed, agrees);
        if (!agrees) {
            throw new Objection("step " + step + " is not as allowed: " + allowed);
        }
    }

    /** Marks a step as wrong; to be thrown. */
    Objection object(int step, String allowed) {
        dialogue.rule(step, allowed, false);
        return new Objection("step " + step + " is not as allowed: " + allowed);
    }
}
