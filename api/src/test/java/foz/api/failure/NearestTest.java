package foz.api.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> KEYS = List.of("time-zone", "keep-raw", "columns", "key", "by");

    @Test
    void aSwappedAMissingAndASurplusLetterAreSeenThrough() {
        assertThat(Nearest.to("colunms", KEYS)).contains("columns");
        assertThat(Nearest.to("column", KEYS)).contains("columns");
        assertThat(Nearest.to("keyy", KEYS)).contains("key");
    }

    @Test
    void caseHyphensAndUnderscoresDontCount() {
        assertThat(Nearest.to("timeZone", KEYS)).contains("time-zone");
        assertThat(Nearest.to("keep_raw", KEYS)).contains("keep-raw");
    }

    @Test
    void aWordThatIsFarFromAllIsNotGuessed() {
        assertThat(Nearest.to("partition", KEYS)).isEmpty();
        assertThat(Nearest.to("xy", List.of("ab"))).isEmpty();
    }
}
