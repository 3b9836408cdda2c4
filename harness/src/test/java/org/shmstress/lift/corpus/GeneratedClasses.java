package org.shmstress.lift.corpus;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Classes that differ by a primitive type alone: written once in {@link Templates}, compiled by the JDK's own compiler. */
final class GeneratedClasses {

    /**
     * A primitive type.
     *
     * @param name its keyword
     * @param letter its letter in names of jcstress's results
     * @param values two values that differ from each other and from the default
     */
    private record Type(String name, String letter, List<String> values) {

        boolean isNumber() {
            return !name.equals("boolean");
        }

        boolean isBits() {
            return !name.equals("float") && !name.equals("double");
        }

        /** True for the types that a view of bytes can have. */
        boolean isWide() {
            return isNumber() && !name.equals("byte");
        }

        /** As in {@code getInt}. */
        String accessor() {
            return name.equals("byte") ? "" : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        }

        String wrapper() {
            return switch (name) {
                case "int" -> "Integer";
                case "char" -> "Character";
                default -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
            };
        }
    }

    private static final List<Type> TYPES = List.of(
            new Type("boolean", "Z", List.of("true", "true")),
            new Type("byte", "B", List.of("(byte) -7", "(byte) 100")),
            new Type("short", "S", List.of("(short) -700", "(short) 30_000")),
            new Type("char", "C", List.of("'q'", "'Z'")),
            new Type("int", "I", List.of("-70_000", "0x1234_5678")),
            new Type("long", "J", List.of("-7L << 40", "0x1234_5678_9abc_def0L")),
            new Type("float", "F", List.of("-0.5f", "1e30f")),
            new Type("double", "D", List.of("-0.25", "1e300")));

    private GeneratedClasses() {}

    /** Compiles all of them into the directory, and returns it. */
    static Path compileInto(Path directory) throws IOException {
        Files.createDirectories(directory);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of(
                "-proc:none",
                "--release",
                "17",
                "-nowarn",
                "-d",
                directory.toString(),
                "-classpath",
                System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            if (!compiler.getTask(messages, files, null, options, null, sources())
                    .call()) {
                throw new IllegalStateException("the corpus does not compile: " + messages);
            }
        }
        return directory;
    }

    private static List<JavaFileObject> sources() {
        List<JavaFileObject> sources = new ArrayList<>();
        for (Templates template : Templates.values()) {
            for (Type type : TYPES) {
                if (applies(template, type)) {
                    sources.add(source(template, type));
                }
            }
        }
        return sources;
    }

    private static boolean applies(Templates template, Type type) {
        return switch (template.types()) {
            case ALL -> true;
            case NUMBERS -> type.isNumber();
            case BITS -> type.isBits();
            case WIDE -> type.isWide();
        };
    }

    private static JavaFileObject source(Templates template, Type type) {
        String name = template.className() + "Of" + type.wrapper();
        String text = Templates.header(template.text())
                + template.text()
                        .replace("$Name", name)
                        .replace("$T", type.name())
                        .replace("$R", type.letter())
                        .replace("$Accessor", type.accessor())
                        .replace("$Zero", type.isNumber() ? "0" : "false")
                        .replace("$A", type.values().get(0))
                        .replace("$B", type.values().get(1));
        URI uri = URI.create("string:///" + Templates.PACKAGE.replace('.', '/') + "/" + name + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
