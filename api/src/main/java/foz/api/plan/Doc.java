package foz.api.plan;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The sentence that explains an option to a user. It stands on the components of option records and on enum constants; the
 * reference page, the JSON Schema and the examples are made from it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE, ElementType.FIELD})
public @interface Doc {

    /** One sentence, in the present tense. */
    String value();

    /** The value used when the option is not written, as the user would write it; empty when it must be written or has none. */
    String standard() default "";

    /** An example value as the user would write it. */
    String example() default "";

    /** Whether the keys of a record stand beside its neighbours, not under a key of their own. */
    boolean inline() default false;
}
