package foz.spec;

import foz.api.failure.Place;
import java.util.List;

/** Names of the user's choice with what they stand for, in the order written. */
record Mapping<K, V>(List<Pair<K, V>> pairs) {

    Mapping {
        pairs = List.copyOf(pairs);
    }

    /** A name and what it stands for. */
    record Pair<K, V>(K key, Place place, V value) {}
}
