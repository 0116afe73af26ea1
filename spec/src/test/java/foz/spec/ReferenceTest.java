package foz.spec;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.failure.Sentence;
import foz.api.plan.Doc;
import foz.api.plan.FilePolicy;
import foz.api.plan.Format;
import foz.spec.Node.Entries;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceTest {

    private final Reference reference = new Reference(List.of(new FakeFilesKind()));

    static Stream<Class<? extends Record>> records() {
        return Stream.of(
                FozYaml.class,
                FozYaml.Head.class,
                SourceYaml.class,
                SourceYaml.ColumnYaml.class,
                TableYaml.class,
                TableYaml.DuplicatesYaml.class,
                TableYaml.RefreshYaml.class,
                TestsYaml.class,
                TestsYaml.TestYaml.class,
                TestsYaml.StepYaml.class,
                TestsYaml.ExpectYaml.class,
                Format.Dialect.class,
                Format.Numbers.class,
                FilePolicy.class);
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyKeyIsExplainedAndEveryExampleIsRight(Class<? extends Record> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            Doc doc = component.getAnnotation(Doc.class);
            assertThat(doc != null || component.isAnnotationPresent(Rest.class))
                    .as(component.toString())
                    .isTrue();
            Key key = Key.of(component);
            if (!key.example().isEmpty()) {
                Problems problems = new Problems();
                key.shape()
                        .read(
                                YamlReader.read("example", key.example(), Variables.UNTOUCHED, problems),
                                key.name(),
                                problems);
                assertThat(problems.inOrder()).as(key.name()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SpecProblem.class)
    void everyProblemHasASentence(SpecProblem code) {
        assertThat(Sentence.isWritten(code)).isTrue();
    }

    @Test
    void whatIsNotWrittenIsAsThePlanSaysItIs() {
        Problems problems = new Problems();
        Entries nothing = (Entries) YamlReader.read("nothing", "", Variables.UNTOUCHED, problems);
        assertThat(RecordShape.of(Format.Dialect.class).read(nothing, "csv", problems))
                .isEqualTo(Format.Dialect.STANDARD);
        assertThat(RecordShape.of(FilePolicy.class).read(nothing, "files", problems))
                .isEqualTo(FilePolicy.STANDARD);
    }

    @Test
    void thePageHasATableForEverySection() {
        assertThat(reference.page())
                .contains("| `pipeline` | text | **required** |")
                .contains("| `on-drift` | evolve, quarantine, ignore, fail | `quarantine` |")
                .contains("| `at-once` | a whole number | `4` |")
                .contains("| `blank-row` | all fields are empty |");
    }

    @Test
    void theSchemaIsTheSameEachTimeAndKnowsTheKindsOwnKeys() {
        assertThat(reference.schema()).isEqualTo(new Reference(List.of(new FakeFilesKind())).schema());
        assertThat(reference.schema())
                .contains("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"")
                .contains("\"const\": \"files\"")
                .contains("\"at-once\": {");
        assertThat(reference.testsSchema()).contains("\"quarantine\": {");
    }
}
