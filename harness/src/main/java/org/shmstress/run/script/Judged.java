package org.shmstress.run.script;

import java.util.List;
import org.shmstress.posixmodel.Allowed;
import org.shmstress.posixmodel.Possibility;
import org.shmstress.posixmodel.ReferenceModel;
import org.shmstress.posixmodel.Ruling;
import org.shmstress.script.Answer;

/**
 * A performed step as the model judges it.
 *
 * @param performed the step and its answer
 * @param answer the answer in the model's terms
 * @param allowed every answer that the model allowed, in words
 * @param agrees whether the answer is among them
 * @param world how things stand afterwards; after a wrong answer, as after the most ordinary right one
 */
record Judged(Performed performed, Answer answer, List<String> allowed, boolean agrees, World world) {

    static Judged of(ReferenceModel model, World before, Performed performed) {
        Ruling ruling = model.rule(before.state(), performed.step());
        Answer seen = performed.performance().answer();
        if (ruling instanceof Ruling.Refused refused) {
            return new Judged(performed, seen, List.of("not performed: " + refused.reason()), false, before);
        }
        Ruling.Permitted permitted = (Ruling.Permitted) ruling;
        Identities.Translated translated = before.identities().translate(seen, permitted);
        List<Possibility> possible = permitted.possibilities();
        boolean agrees = possible.stream().anyMatch(p -> p.answer().accepts(translated.answer()));
        Possibility chosen = possible.stream()
                .filter(p -> p.answer().accepts(translated.answer()))
                .findFirst()
                .orElse(possible.get(0));
        return new Judged(
                performed,
                translated.answer(),
                possible.stream().map(Possibility::answer).map(Allowed::text).toList(),
                agrees,
                new World(chosen.next().apply(translated.answer()), translated.identities()));
    }

    /** The same as part of a group whose answers no order explains. */
    Judged unexplained() {
        return new Judged(
                performed, answer, List.of("(no order of the overlapping steps explains their answers)"), false, world);
    }
}
