package org.shmstress;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the code to the table of rooms in ARCHITECTURE.md, read from that file, so that the drawing cannot lie. */
class ArchitectureTest {
    private static final String BASE = "org.shmstress";
    private static final Pattern ROW = Pattern.compile("\\| `([a-z]+)` \\|.*\\| (worker|parent) \\|");
    private static final String[] WORKER_LIBRARIES = {
        "java..",
        "jdk.internal.misc..",
        "sun.misc..",
        "com.sun.management..",
        "javax.management..",
        "org.openjdk.jcstress..",
        "com.sun.jna..",
        "org.jspecify.."
    };

    private static List<Room> rooms = List.of();
    private static JavaClasses classes = new ClassFileImporter().importClasses();

    /** One row of the table; subpackages belong to their room. */
    private record Room(String name, boolean workerSide) {
        String packages() {
            return BASE + "." + name + "..";
        }
    }

    @BeforeAll
    static void readTableAndClasses() throws IOException {
        rooms = Files.readAllLines(Path.of("..", "ARCHITECTURE.md")).stream()
                .map(ROW::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(row -> new Room(row.group(1), row.group(2).equals("worker")))
                .toList();
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(BASE);
    }

    @Test
    void everyPackageIsARoomOfTheTableAndEveryRoomIsAPackage() {
        Set<String> drawn = rooms.stream().map(Room::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> built = classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals(BASE))
                .map(name -> name.substring(BASE.length() + 1).replaceFirst("\\..*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(built, drawn);
    }

    @TestFactory
    Stream<DynamicTest> noRoomUsesAHigherOne() {
        return IntStream.range(0, rooms.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        rooms.get(i).name(),
                        () -> noClasses()
                                .that()
                                .resideInAPackage(rooms.get(i).packages())
                                .should()
                                .dependOnClassesThat(resideIn(rooms.subList(i + 1, rooms.size())))
                                .check(classes)));
    }

    @Test
    void theBottomUsesNoRoom() {
        noClasses()
                .that()
                .resideInAPackage(BASE)
                .should()
                .dependOnClassesThat(resideIn(rooms))
                .check(classes);
    }

    @Test
    void workerSideUsesOnlyWhatAWorkerJvmHas() {
        List<Room> workerSide = rooms.stream().filter(Room::workerSide).toList();
        noClasses()
                .that(resideIn(workerSide))
                .should()
                .dependOnClassesThat(not(resideIn(workerSide)
                        .or(resideInAPackage(BASE))
                        .or(resideInAnyPackage(WORKER_LIBRARIES))
                        .or(primitivesAndTheirArrays())))
                .check(classes);
    }

    @Test
    void nobodyNamesTheCodeThatNeedsInternalPackages() {
        noClasses()
                .that(not(resideInAPackage(BASE + ".raw..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(BASE + ".raw..", "jdk.internal.."))
                .check(classes);
    }

    @Test
    void onlyPosixAndTheJnaAccessPathTouchJna() {
        DescribedPredicate<JavaClass> accessPath =
                resideInAPackage(BASE + ".segment..").and(simpleNameStartingWith("Jna"));
        noClasses()
                .that(not(resideInAPackage(BASE + ".posix..").or(accessPath)))
                .should()
                .dependOnClassesThat(resideInAPackage("com.sun.jna.."))
                .check(classes);
    }

    private static DescribedPredicate<JavaClass> resideIn(List<Room> some) {
        return resideInAnyPackage(some.stream().map(Room::packages).toArray(String[]::new));
    }

    private static DescribedPredicate<JavaClass> primitivesAndTheirArrays() {
        return describe("primitive", type -> type.getBaseComponentType().isPrimitive());
    }
}
