package foz.lake;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.failure.Sentence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LakeFailureTest {

    @ParameterizedTest
    @EnumSource(LakeFailure.class)
    void everyFailureHasASentence(LakeFailure failure) {
        assertThat(Sentence.isWritten(failure)).isTrue();
    }
}
