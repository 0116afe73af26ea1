package foz.testkit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.source.Source;
import foz.api.source.SourceObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every source does. An implementation says how objects come to be there and go away. */
public abstract class SourceSuite {

    /** A source over a place that holds these objects and no others. */
    protected abstract Source holding(Map<String, byte[]> objects) throws IOException;

    /** Takes an object away from where the source last made looks. */
    protected abstract void remove(String name) throws IOException;

    @Test
    final void anEmptyPlaceListsNothing() throws IOException {
        try (Source source = holding(Map.of())) {
            assertThat(source.list()).isEmpty();
        }
    }

    @Test
    final void objectsAreListedInOrderOfNameWithTheirSizes() throws IOException {
        try (Source source = holding(objects("b", "two", "a", "", "c", "three"))) {
            assertThat(source.list().stream().map(SourceObject::name))
                    .hasSize(3)
                    .isSorted();
            assertThat(source.list().stream().map(SourceObject::bytes)).containsExactly(0L, 3L, 5L);
        }
    }

    @Test
    final void listingTwiceSaysTheSame() throws IOException {
        try (Source source = holding(objects("a", "one", "b", "two"))) {
            assertThat(source.list()).isEqualTo(source.list());
        }
    }

    @Test
    final void anObjectIsReadFromItsFirstByteEachTime() throws IOException {
        try (Source source = holding(objects("a", "one"))) {
            SourceObject object = source.list().getFirst();
            assertThat(text(source, object)).isEqualTo("one");
            assertThat(text(source, object)).isEqualTo("one");
        }
    }

    @Test
    final void anObjectThatIsGoneIsAnErrorAndNotListed() throws IOException {
        try (Source source = holding(objects("a", "one", "b", "two"))) {
            List<SourceObject> before = source.list();
            remove("a");
            assertThat(source.list()).containsExactly(before.getLast());
            assertThatThrownBy(() -> text(source, before.getFirst())).isInstanceOf(IOException.class);
        }
    }

    private static Map<String, byte[]> objects(String... namesAndTexts) {
        Map<String, byte[]> objects = new TreeMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            objects.put(namesAndTexts[i], namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return objects;
    }

    private static String text(Source source, SourceObject object) throws IOException {
        try (InputStream in = source.open(object)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
