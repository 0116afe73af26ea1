package foz.app.property;

import java.util.List;
import java.util.Random;

/** A seeded source of choices. */
final class Draw {

    private final Random random;

    Draw(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        random.nextLong();
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** True so many times in a hundred. */
    boolean percent(int share) {
        return random.nextInt(100) < share;
    }
}
