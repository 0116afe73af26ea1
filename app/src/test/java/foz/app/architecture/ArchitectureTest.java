package foz.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The third lock between the rooms, and the house rules that class files can tell. */
class ArchitectureTest {

    private static final String[] WORDS_THAT_SAY_NOTHING = {"Util", "Utils", "Helper", "Manager", "Impl"};

    private static List<ArchRule> rules() throws IOException {
        List<ArchRule> rules = new ArrayList<>();
        for (String room : Rooms.separate()) {
            rules.add(seesOnlyTheHub(room));
        }
        rules.add(classes()
                .that()
                .resideInAPackage("foz.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("foz.api..", "java..", "org.jspecify..")
                .because("the hub knows no room and no library: everybody compiles against it"));
        rules.add(slices().matching("foz.connectors.(*)..")
                .should()
                .notDependOnEachOther()
                .because("a connector is one folder, added and removed without touching another"));
        rules.add(noSystemCalls());
        rules.add(noClasses()
                .that(areOutsideApp())
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("only app talks to the terminal; the rest logs with System.Logger or returns what it"
                        + " has to say"));
        rules.add(classes()
                .that()
                .resideInAPackage("foz..")
                .should(beInANullMarkedPackage())
                .because("without @NullMarked in its package-info.java the null checker trusts everything"));
        rules.add(classes()
                .that()
                .resideInAPackage("foz.api..")
                .and()
                .areInterfaces()
                .should(haveAtMostSevenAbstractMethods())
                .because("a door stays small"));
        rules.add(classes()
                .that()
                .resideInAPackage("foz..")
                .should(haveANameThatSaysSomething())
                .because("names are the field's terms in full words"));
        return rules;
    }

    private static ArchRule seesOnlyTheHub(String room) {
        return noClasses()
                .that()
                .resideInAPackage("foz." + room + "..")
                .should()
                .dependOnClassesThat(new DescribedPredicate<>("are in another room than foz." + room) {
                    @Override
                    public boolean test(JavaClass other) {
                        String name = other.getPackageName() + ".";
                        return name.startsWith("foz.")
                                && !name.startsWith("foz.api.")
                                && !name.startsWith("foz." + room + ".");
                    }
                })
                .because("a room knows the hub alone; what it needs of another room is a door in foz.api that app hands"
                        + " over");
    }

    private static ArchRule noSystemCalls() {
        return noClasses()
                .that(areOutsideApp())
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .because("only app reads the clock and the environment and ends the process; others are given an"
                        + " InstantSource and their settings, and await a condition");
    }

    private static DescribedPredicate<JavaClass> areOutsideApp() {
        return new DescribedPredicate<>("are outside foz.app") {
            @Override
            public boolean test(JavaClass type) {
                return type.getPackageName().startsWith("foz") && !(type.getPackageName() + ".").startsWith("foz.app.");
            }
        };
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getName() + ": its package isn't @NullMarked"));
            }
        };
    }

    private static ArchCondition<JavaClass> haveAtMostSevenAbstractMethods() {
        return new ArchCondition<>("have at most seven abstract methods") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                long count = type.getMethods().stream()
                        .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                        .filter(method -> !method.getName().equals("close"))
                        .count();
                events.add(new SimpleConditionEvent(type, count <= 7, type.getName() + " has " + count));
            }
        };
    }

    private static ArchCondition<JavaClass> haveANameThatSaysSomething() {
        return new ArchCondition<>("have a name that says something") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (String word : WORDS_THAT_SAY_NOTHING) {
                    boolean empty = type.getSimpleName().endsWith(word);
                    events.add(new SimpleConditionEvent(type, !empty, type.getName() + " ends in " + word));
                }
            }
        };
    }

    @TestFactory
    List<DynamicTest> theRoomsKeepTheRules() throws IOException {
        return rules().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(Rooms.CLASSES)))
                .toList();
    }

    @TestFactory
    List<DynamicTest> aRuleOverNoClassesFails() throws IOException {
        JavaClasses none = new ClassFileImporter().importClasses();
        return rules().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getDescription(),
                        () -> assertThatThrownBy(() -> rule.check(none)).isInstanceOf(AssertionError.class)))
                .toList();
    }

    @Test
    void everyRoomHasClassesToLookAt() throws IOException {
        for (String room : Rooms.all()) {
            assertThat(Rooms.CLASSES.stream()
                            .filter(type -> (type.getPackageName() + ".").startsWith("foz." + room + "."))
                            .filter(type -> !type.getSimpleName().equals("package-info")))
                    .as("classes of room %s on app's class path", room)
                    .isNotEmpty();
        }
    }
}
