package org.shmstress.scenario.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.tree.AnnotationNode;

/** Reads annotations from parsed classes. */
public final class Annotations {

    private static final String JCSTRESS = "Lorg/openjdk/jcstress/annotations/";

    private Annotations() {}

    /** Descriptor of jcstress's annotation of that simple name. */
    public static String jcstress(String simpleName) {
        return JCSTRESS + simpleName + ";";
    }

    /** The annotation with the descriptor among those given; ASM has no list where there are none. */
    public static Optional<AnnotationNode> find(
            @org.jspecify.annotations.Nullable List<AnnotationNode> annotations, String descriptor) {
        return annotations == null
                ? Optional.empty()
                : annotations.stream().filter(a -> a.desc.equals(descriptor)).findFirst();
    }

    /** The element as written in the class file: absent when the author left the default. */
    public static Optional<Object> element(AnnotationNode annotation, String name) {
        List<Object> values = annotation.values == null ? List.of() : annotation.values;
        for (int i = 0; i + 1 < values.size(); i += 2) {
            if (name.equals(values.get(i))) {
                return Optional.of(values.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** A string element, empty when the author left the default. */
    public static String text(AnnotationNode annotation, String name) {
        return element(annotation, name).map(Object::toString).orElse("");
    }

    /** The constant's name of an enum element. */
    public static Optional<String> constant(AnnotationNode annotation, String name) {
        return element(annotation, name).map(value -> ((String[]) value)[1]);
    }

    /** The elements of an array element; none when the author left the default. */
    public static <T> List<T> list(AnnotationNode annotation, String name, Class<T> type) {
        List<T> elements = new ArrayList<>();
        if (element(annotation, name).orElse(List.of()) instanceof List<?> list) {
            list.forEach(e -> elements.add(type.cast(e)));
        }
        return List.copyOf(elements);
    }
}
