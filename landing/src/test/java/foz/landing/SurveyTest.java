package foz.landing;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.lake.FileEntry;
import foz.api.lake.FileEntry.State;
import foz.api.plan.FilePolicy;
import foz.api.plan.FilePolicy.ChangedFile;
import foz.api.plan.FilePolicy.RemovedFile;
import foz.api.plan.FilePolicy.SameContent;
import foz.api.source.SourceObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SurveyTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final FilePolicy WITHDRAW =
            new FilePolicy(SameContent.SKIP, ChangedFile.REPLACE, RemovedFile.WITHDRAW);

    private final Map<String, String> contents = new HashMap<>();
    private final List<SourceObject> listed = new ArrayList<>();
    private final List<FileEntry> ledger = new ArrayList<>();
    private final List<String> hashed = new ArrayList<>();

    @Test
    void aNewPathIsRead() {
        there("a", "one", 0);
        assertThat(survey(FilePolicy.STANDARD)).isEqualTo("read a");
        assertThat(hashed).as("nothing of its size is known").isEmpty();
    }

    @Test
    void anUnchangedPathIsNothing() {
        there("a", "one", 0);
        known(1, "a", "one", State.LIVE, 0);
        assertThat(survey(FilePolicy.STANDARD)).isEmpty();
        assertThat(hashed).isEmpty();
    }

    @Test
    void aTouchedPathWithTheSameBytesIsOnlyTouched() {
        there("a", "one", 5);
        known(1, "a", "one", State.LIVE, 0);
        assertThat(survey(FilePolicy.STANDARD)).isEqualTo("touched a");
    }

    @Test
    void aChangedPathIsReadInPlaceOfTheOldReading() {
        there("a", "two", 5);
        known(1, "a", "one", State.LIVE, 0);
        assertThat(survey(FilePolicy.STANDARD)).isEqualTo("read a before 1");
    }

    @Test
    void aChangedPathOfAnotherLengthIsNotHashed() {
        there("a", "three", 5);
        known(1, "a", "one", State.LIVE, 0);
        assertThat(survey(FilePolicy.STANDARD)).isEqualTo("read a before 1");
        assertThat(hashed).isEmpty();
    }

    @Test
    void knownContentUnderAnotherPathIsACopy() {
        there("a", "one", 0);
        there("b", "one", 3);
        known(1, "a", "one", State.LIVE, 0);
        assertThat(survey(FilePolicy.STANDARD)).isEqualTo("copy b of 1");
    }

    @Test
    void knownContentIsReadAgainWhereTheUserSaysSo() {
        there("a", "one", 0);
        there("b", "one", 3);
        known(1, "a", "one", State.LIVE, 0);
        assertThat(survey(new FilePolicy(SameContent.APPEND, ChangedFile.REPLACE, RemovedFile.KEEP)))
                .isEqualTo("read b");
    }

    @Test
    void ofTwoNewFilesWithTheSameContentTheSecondWaitsForTheFirst() {
        there("a", "one", 0);
        there("b", "one", 0);
        assertThat(survey(FilePolicy.STANDARD)).isEqualTo("read a");
    }

    @Test
    void aCopyIsReadWhenItsOriginalChanges() {
        there("a", "two", 5);
        there("b", "one", 0);
        known(1, "a", "one", State.LIVE, 0);
        known(2, "b", "one", State.COPY, 0, 1);
        assertThat(survey(FilePolicy.STANDARD)).isEqualTo("read a before 1, read b before 2");
    }

    @Test
    void aCopyIsReadWhenItsOriginalIsWithdrawn() {
        there("b", "one", 0);
        known(1, "a", "one", State.LIVE, 0);
        known(2, "b", "one", State.COPY, 0, 1);
        assertThat(survey(WITHDRAW)).isEqualTo("gone 1, read b before 2");
    }

    @Test
    void aRenamedFileIsReadUnderItsNewNameWhereTheOldOneIsWithdrawn() {
        there("b", "one", 0);
        known(1, "a", "one", State.LIVE, 0);
        assertThat(survey(WITHDRAW)).isEqualTo("gone 1, read b");
    }

    @Test
    void aRenamedFileIsACopyWhereTheOldOneIsKept() {
        there("b", "one", 0);
        known(1, "a", "one", State.LIVE, 0);
        assertThat(survey(FilePolicy.STANDARD)).isEqualTo("copy b of 1");
    }

    @Test
    void twoFilesThatSwapContentsAreBothReadAgain() {
        there("a", "two", 5);
        there("b", "one", 5);
        known(1, "a", "one", State.LIVE, 0);
        known(2, "b", "two", State.LIVE, 0);
        assertThat(survey(FilePolicy.STANDARD)).isEqualTo("read a before 1, read b before 2");
    }

    @Test
    void anOldReadingThatWasReplacedCountsForNothing() {
        there("a", "two", 0);
        there("b", "one", 0);
        known(1, "a", "one", State.REPLACED, 0);
        known(2, "a", "two", State.LIVE, 0);
        assertThat(survey(FilePolicy.STANDARD)).isEqualTo("read b");
    }

    private void there(String name, String content, long second) {
        contents.put(name, content);
        listed.add(new SourceObject(name, content.length(), T0.plusSeconds(second)));
    }

    private void known(long id, String name, String content, State state, long second, long... copyOf) {
        ledger.add(new FileEntry(
                id,
                "orders",
                name,
                content.length(),
                T0.plusSeconds(second),
                "sha of " + content,
                content.length(),
                1,
                state,
                "batch",
                T0,
                Optional.empty(),
                copyOf.length == 0 ? Optional.empty() : Optional.of(copyOf[0])));
    }

    private String survey(FilePolicy policy) {
        Survey survey = new Survey(
                policy,
                listed,
                ledger,
                object -> {
                    hashed.add(object.name());
                    return "sha of " + contents.get(object.name());
                },
                object -> false);
        return survey.arrivals().stream().map(SurveyTest::text).collect(Collectors.joining(", "));
    }

    private static String text(Arrival arrival) {
        return switch (arrival) {
            case Arrival.Reading r ->
                "read " + r.object().name()
                        + r.before().map(e -> " before " + e.id()).orElse("");
            case Arrival.Copy c ->
                "copy " + c.object().name() + " of " + c.original().id();
            case Arrival.Touched t -> "touched " + t.object().name();
            case Arrival.Gone g -> "gone " + g.entry().id();
        };
    }
}
