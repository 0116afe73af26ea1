package foz.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import foz.api.failure.Code;
import foz.api.failure.Sentence;
import foz.testkit.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code has its one sentence, and every sentence its one code. */
class SentencesTest {

    /** What several rooms say in the same words and with the same meaning; anything else that is said twice is a mix-up. */
    private static final Set<String> SHARED = Set.of("disk-full");

    private static List<Code> codes() {
        List<Code> codes = Rooms.CLASSES.stream()
                .filter(type -> type.isEnum() && type.isAssignableTo(Code.class))
                .map(JavaClass::reflect)
                .flatMap(type -> Stream.of(type.getEnumConstants()))
                .map(Code.class::cast)
                .toList();
        assertThat(codes).as("codes found").hasSizeGreaterThan(20);
        return codes;
    }

    @Test
    void everyCodeHasASentence() {
        assertThat(codes().stream().filter(code -> !Sentence.isWritten(code)).map(SentencesTest::name))
                .as("codes without a line in foz/sentences.properties")
                .isEmpty();
    }

    @Test
    void noTwoCodesShareAnId() {
        Map<String, List<String>> byId = new TreeMap<>();
        codes().forEach(code ->
                byId.computeIfAbsent(code.id(), id -> new ArrayList<>()).add(name(code)));
        byId.values().removeIf(names -> names.size() == 1);
        assertThat(byId).as("shared ids that are no longer shared").containsKeys(SHARED.toArray(String[]::new));
        byId.keySet().removeAll(SHARED);
        assertThat(byId).as("ids used twice").isEmpty();
    }

    @Test
    void everySentenceBelongsToACode() throws IOException {
        Properties sentences = new Properties();
        try (var in =
                Files.newBufferedReader(Repository.root().resolve("api/src/main/resources/foz/sentences.properties"))) {
            sentences.load(in);
        }
        List<String> ids = codes().stream().map(Code::id).toList();
        assertThat(sentences.stringPropertyNames())
                .as("sentences that nothing says")
                .isSubsetOf(ids);
    }

    @Test
    void noSentenceIsWrittenTwice() throws IOException {
        List<String> keys =
                Files.readAllLines(Repository.root().resolve("api/src/main/resources/foz/sentences.properties"))
                        .stream()
                        .filter(line -> line.matches("[a-z].*=.*"))
                        .map(line -> line.substring(0, line.indexOf('=')).strip())
                        .toList();
        assertThat(keys).doesNotHaveDuplicates();
    }

    private static String name(Code code) {
        return ((Enum<?>) code).getDeclaringClass().getName() + "." + code.name();
    }
}
