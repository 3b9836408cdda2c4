package org.shmstress.properties.random;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shmstress.posixmodel.Allowed;
import org.shmstress.posixmodel.PosixState;
import org.shmstress.posixmodel.Possibility;
import org.shmstress.posixmodel.ReferenceModel;
import org.shmstress.posixmodel.Ruling;
import org.shmstress.script.Action;
import org.shmstress.script.Answer;
import org.shmstress.script.OpenFlag;
import org.shmstress.script.OpenMode;
import org.shmstress.script.Step;
import org.shmstress.script.Visibility;
import org.shmstress.script.Width;

/** Errors planted into a model, each one that a kernel, or our own model, might really have, and the property that must find it. */
enum Defect {
    NAME_KEPT_AFTER_UNLINK("lifecycle/RandomScripts") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return step.action() instanceof Action.Unlink ? after(ruling, next -> state) : ruling;
        }
    },
    SIZE_UNCHANGED_BY_TRUNCATE("properties/Truncation") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return step.action() instanceof Action.Size ? after(ruling, next -> state) : ruling;
        }
    },
    BYTE_4095_LOST("properties/Contents") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            boolean covers = step.action() instanceof Action.Write w
                    && w.offset() <= 4095
                    && w.offset() + w.width().bytes() > 4095;
            return covers ? after(ruling, next -> also(right, next, step, byteAt4095(0))) : ruling;
        }
    },
    REST_OF_LAST_PAGE_NOT_ZEROED("properties/Truncation") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            boolean cuts = step.action() instanceof Action.Size s && s.sizeBytes() < 4096;
            return cuts ? after(ruling, next -> also(right, next, step, byteAt4095(0x5a))) : ruling;
        }
    },
    CLOSE_REMOVES_MAPPING("lifecycle/RandomScripts") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return step.action() instanceof Action.Close
                    ? after(ruling, next -> also(right, next, step, new Action.Unmap("m")))
                    : ruling;
        }
    },
    WRONG_ERRNO_FOR_TAKEN_NAME("properties/ConcurrentNames") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return fails(ruling, "EEXIST") ? Rule.fails("EACCES", state) : ruling;
        }
    },
    WRONG_ERRNO_FOR_NEGATIVE_SIZE("properties/Truncation") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return step.action() instanceof Action.Size && fails(ruling, "EINVAL")
                    ? Rule.fails("EFBIG", state)
                    : ruling;
        }
    },
    SECOND_EXCLUSIVE_CREATOR_WINS("properties/ConcurrentNames") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return step.action() instanceof Action.Create c && fails(ruling, "EEXIST")
                    ? instead(right, state, step, new Action.Open(c.name(), c.descriptor()))
                    : ruling;
        }
    },
    TRUNCATING_OPEN_KEEPS_THE_SIZE("properties/Names") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            if (step.action() instanceof Action.ShmOpen o && o.flags().contains(OpenFlag.TRUNCATE)) {
                Set<OpenFlag> fewer = new HashSet<>(o.flags());
                fewer.remove(OpenFlag.TRUNCATE);
                return instead(
                        right, state, step, new Action.ShmOpen(o.name(), o.access(), fewer, o.mode(), o.descriptor()));
            }
            return ruling;
        }
    },
    PERMISSION_IGNORED("properties/Protections") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return step.action() instanceof Action.ShmOpen o && o.access() == OpenMode.READ_ONLY
                    ? instead(
                            right,
                            state,
                            step,
                            new Action.ShmOpen(o.name(), OpenMode.READ_WRITE, o.flags(), o.mode(), o.descriptor()))
                    : ruling;
        }
    },
    MODE_UNCHANGED_BY_CHMOD("properties/Protections") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return step.action() instanceof Action.Chmod ? after(ruling, next -> state) : ruling;
        }
    },
    OFFSET_ROUNDED_DOWN("properties/Mappings") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return step.action() instanceof Action.Mmap m && m.offset() == 4096
                    ? instead(
                            right,
                            state,
                            step,
                            new Action.Mmap(
                                    m.descriptor(), 0, m.lengthBytes(), m.protection(), m.sharing(), m.mapping()))
                    : ruling;
        }
    },
    PRIVATE_WRITES_SEEN_BY_OTHERS("properties/Mappings") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return step.action() instanceof Action.Mmap m && m.sharing() == Visibility.PRIVATE
                    ? instead(
                            right,
                            state,
                            step,
                            new Action.Mmap(
                                    m.descriptor(),
                                    m.offset(),
                                    m.lengthBytes(),
                                    m.protection(),
                                    Visibility.SHARED,
                                    m.mapping()))
                    : ruling;
        }
    },
    MISALIGNED_LONG_HALF_WRITTEN("properties/Contents") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return step.action() instanceof Action.Write w && w.width() == Width.LONG && w.offset() % 8 != 0
                    ? instead(right, state, step, new Action.Write(w.mapping(), w.offset(), Width.INT, w.value()))
                    : ruling;
        }
    },
    BULK_COPY_ONE_BYTE_SHORT("properties/Contents") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return step.action() instanceof Action.Copy c && c.lengthBytes() > 64
                    ? instead(
                            right,
                            state,
                            step,
                            new Action.Copy(c.mapping(), c.offset(), c.lengthBytes() - 1, c.value()))
                    : ruling;
        }
    },
    SEAL_IGNORED("properties/Seals") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return step.action() instanceof Action.AddSeals && !fails(ruling, "EPERM") && !fails(ruling, "EBUSY")
                    ? after(ruling, next -> state)
                    : ruling;
        }
    },
    SEALED_AGAINST_A_WRITER("properties/Seals") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return step.action() instanceof Action.AddSeals && fails(ruling, "EBUSY")
                    ? after(Rule.ok(state), next -> state)
                    : ruling;
        }
    },
    ALLOCATE_SHRINKS("properties/ConcurrentDescriptors") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return step.action() instanceof Action.Allocate a && !fails(ruling, "EINVAL")
                    ? instead(right, state, step, new Action.Size(a.descriptor(), a.offset() + a.lengthBytes()))
                    : ruling;
        }
    },
    DUPLICATE_HAS_LOCKS_OF_ITS_OWN("properties/Passing") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return step.action() instanceof Action.Dup d
                    ? instead(right, state, step, new Action.Take(step.worker(), d.descriptor(), d.duplicate()))
                    : ruling;
        }
    },
    LOCK_KEPT_BY_THE_DEAD("properties/Passing") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return step.action() instanceof Action.Kill || step.action() instanceof Action.Exit
                    ? after(ruling, next -> state)
                    : ruling;
        }
    },
    COMPARE_AND_SET_WITHOUT_COMPARING("properties/ConcurrentValues") {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return step.action() instanceof Action.Cas c
                    ? after(
                            ruling,
                            next -> also(
                                    right,
                                    state,
                                    step,
                                    new Action.Write(c.mapping(), c.offset(), c.width(), c.value())))
                    : ruling;
        }
    };

    private final String finder;

    Defect(String finder) {
        this.finder = finder;
    }

    abstract Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling);

    /** The property that must find it. */
    Search finder() {
        return Searches.all().filter(s -> s.id().equals(finder)).findFirst().orElseThrow();
    }

    /** The model with this defect. */
    ReferenceModel in(ReferenceModel right) {
        return new ReferenceModel() {
            @Override
            public PosixState initial() {
                return right.initial();
            }

            @Override
            public Ruling rule(PosixState state, Step step) {
                Ruling ruling = right.rule(state, step);
                return ruling instanceof Ruling.Permitted permitted ? bend(right, state, step, permitted) : ruling;
            }
        };
    }

    private interface Change {
        PosixState of(PosixState next);
    }

    /** Rulings that only the model itself can make. */
    private static final class Rule {
        static Ruling.Permitted fails(String errno, PosixState same) {
            return of(new Answer.Failed(errno), same);
        }

        static Ruling.Permitted ok(PosixState next) {
            return of(new Answer.Ok(), next);
        }

        private static Ruling.Permitted of(Answer answer, PosixState next) {
            return new Ruling.Permitted(List.of(new Possibility(new Allowed.Exactly(answer), a -> next)));
        }
    }

    private static boolean fails(Ruling.Permitted ruling, String errno) {
        return ruling.possibilities().stream().anyMatch(p -> p.answer().accepts(new Answer.Failed(errno)));
    }

    private static Action byteAt4095(long value) {
        return new Action.Write("m", 4095, Width.BYTE, value);
    }

    private static Ruling after(Ruling.Permitted ruling, Change change) {
        return new Ruling.Permitted(ruling.possibilities().stream()
                .map(p -> new Possibility(p.answer(), a -> change.of(p.next().apply(a))))
                .toList());
    }

    private static Ruling instead(ReferenceModel right, PosixState state, Step step, Action other) {
        return right.rule(state, new Step(step.worker(), other));
    }

    private static PosixState also(ReferenceModel right, PosixState state, Step step, Action more) {
        return Optional.of(right.rule(state, new Step(step.worker(), more)))
                .filter(Ruling.Permitted.class::isInstance)
                .map(r -> ((Ruling.Permitted) r).possibilities().get(0).next().apply(new Answer.Ok()))
                .orElse(state);
    }
}
