package foz.api.source;

import foz.api.failure.Place;
import foz.api.failure.Problem;
import java.util.List;

/**
 * A kind of plug-in: what it is called, which options it takes, how it is checked and opened. Found by
 * {@link java.util.ServiceLoader} under the interface of its sort, such as {@link SourceKind}.
 *
 * @param <O> its option record; each component carries {@link foz.api.plan.Doc}
 * @param <T> what it opens
 */
public interface Kind<O extends Record, T> {

    /** What a user writes behind {@code kind:}. */
    String name();

    /** The record its options are bound to: kebab-case keys to components; a missing optional one is empty. */
    Class<O> options();

    /** Looks for mistakes in the options without any input or output. */
    List<Problem> check(O options, Place place);

    /** Opens it. May connect; starts no thread. The caller closes it where it can be closed. */
    T open(O options, Surroundings surroundings);
}
