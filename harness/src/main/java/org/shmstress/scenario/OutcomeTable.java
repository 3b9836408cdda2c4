package org.shmstress.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.shmstress.scenario.shape.Annotations;
import org.shmstress.scenario.shape.ClassSource;
import org.shmstress.scenario.shape.Hierarchy;
import org.shmstress.scenario.shape.Refusal;

/**
 * What a jcstress class says about itself: outcome table, description, references.
 *
 * <p>Rows are collected as jcstress's processor does it: first those of the class named by {@code @JCStressMeta}, then the
 * class's own; of each the repeated annotations before a single one, each of the two inherited by itself. Ids are matched as
 * jcstress grades them: equal text in any row, else the first row whose id matches as a regular expression, else the row
 * without id. A table that has no such row forbids what it does not name, so that row is added here.
 *
 * @param expectations rows in the author's order
 * @param title first sentence of the description
 * @param description the rest of it, with the references
 * @param tags none yet
 */
record OutcomeTable(List<Expectation> expectations, String title, String description, Set<String> tags) {

    static final OutcomeTable EMPTY = new OutcomeTable(List.of(), "", "", Set.of());

    static OutcomeTable read(ClassSource source, ClassNode test) throws Refusal {
        Hierarchy hierarchy = new Hierarchy(source);
        List<ClassNode> tellers = new ArrayList<>();
        meta(test).flatMap(source::find).ifPresent(tellers::add);
        tellers.add(test);
        List<Expectation> rows = new ArrayList<>();
        Set<String> references = new TreeSet<>();
        String text = "";
        for (ClassNode teller : tellers) {
            List<ClassNode> chain = hierarchy.chain(teller.name);
            for (AnnotationNode row : repeated(chain, "Outcome", "Outcome$Outcomes")) {
                addRows(row, rows);
            }
            repeated(chain, "Ref", "Ref$Refs").forEach(r -> references.add(Annotations.text(r, "value")));
            Optional<AnnotationNode> own = inherited(chain, "Description");
            text = own.map(d -> Annotations.text(d, "value")).orElse(text);
        }
        if (rows.stream().noneMatch(r -> r.pattern().isEmpty())) {
            rows.add(new Expectation("", Expectation.Expect.FORBIDDEN, "not in the outcome table"));
        }
        return new OutcomeTable(List.copyOf(rows), title(text), description(text, references), Set.of());
    }

    private static Optional<String> meta(ClassNode test) {
        return Annotations.find(test.visibleAnnotations, Annotations.jcstress("JCStressMeta"))
                .flatMap(m -> Annotations.element(m, "value"))
                .map(type -> ((Type) type).getInternalName());
    }

    private static List<AnnotationNode> repeated(List<ClassNode> chain, String single, String container) {
        List<AnnotationNode> all = new ArrayList<>();
        inherited(chain, container).ifPresent(c -> all.addAll(Annotations.list(c, "value", AnnotationNode.class)));
        inherited(chain, single).ifPresent(all::add);
        return all;
    }

    private static Optional<AnnotationNode> inherited(List<ClassNode> chain, String annotation) {
        return chain.stream()
                .flatMap(c -> Annotations.find(c.visibleAnnotations, Annotations.jcstress(annotation)).stream())
                .findFirst();
    }

    private static void addRows(AnnotationNode row, List<Expectation> rows) throws Refusal {
        List<String> ids = Annotations.list(row, "id", String.class);
        Expectation.Expect expect = expect(Annotations.constant(row, "expect").orElse("UNKNOWN"));
        for (String id : ids.isEmpty() ? List.of("") : ids) {
            try {
                Pattern.compile(id);
            } catch (PatternSyntaxException e) {
                throw new Refusal("outcome id \"" + id + "\" is not a regular expression: " + e.getDescription());
            }
            rows.add(new Expectation(id, expect, Annotations.text(row, "desc")));
        }
    }

    /** jcstress fails a test on an outcome of unknown worth, so for us it is forbidden. */
    private static Expectation.Expect expect(String constant) {
        return switch (constant) {
            case "ACCEPTABLE" -> Expectation.Expect.ACCEPTABLE;
            case "ACCEPTABLE_INTERESTING" -> Expectation.Expect.INTERESTING;
            default -> Expectation.Expect.FORBIDDEN;
        };
    }

    private static String title(String text) {
        return firstSentence(text).replaceFirst("\\.$", "");
    }

    private static String firstSentence(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }

    private static String description(String text, Set<String> references) {
        String line = text.strip().replaceAll("\\s+", " ");
        String rest = line.substring(firstSentence(text).length()).strip();
        return references.isEmpty() ? rest : (rest + " See " + String.join(", ", references) + ".").strip();
    }
}
