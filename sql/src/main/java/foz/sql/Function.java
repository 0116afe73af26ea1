package foz.sql;

import foz.api.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function or operator of portable SQL: the one declaration from which it is checked, compiled, documented and tested.
 *
 * @param name in lower case; for an operator its sign
 * @param sort how it is used
 * @param forms the ways to call it; the first that fits is taken
 * @param doc what it yields, in one sentence
 * @param examples tested on the engine
 */
record Function(String name, Sort sort, List<Form> forms, String doc, List<Example> examples) {

    /** How a function is used. */
    enum Sort {
        /** One value from the values of one row. */
        SCALAR,
        /** Like scalar, but another value at each call or moment: such a query is computed whole. */
        VOLATILE,
        /** One value from many rows; also with OVER. */
        AGGREGATE,
        /** Only with OVER. */
        WINDOW,
        /** Written between or before its operands. */
        OPERATOR
    }

    /** An expression and its value as text; for aggregates and windows over the rows that the reference page shows. */
    record Example(String expression, String value) {}

    Function {
        forms = List.copyOf(forms);
        examples = List.copyOf(examples);
    }

    static Function scalar(String name, String doc) {
        return new Function(name, Sort.SCALAR, List.of(), doc, List.of());
    }

    static Function varying(String name, String doc) {
        return new Function(name, Sort.VOLATILE, List.of(), doc, List.of());
    }

    static Function aggregate(String name, String doc) {
        return new Function(name, Sort.AGGREGATE, List.of(), doc, List.of());
    }

    static Function window(String name, String doc) {
        return new Function(name, Sort.WINDOW, List.of(), doc, List.of());
    }

    static Function operator(String sign, String doc) {
        return new Function(sign, Sort.OPERATOR, List.of(), doc, List.of());
    }

    /** Adds a form that both engines spell alike. */
    Function form(String signature, String everywhere) {
        return form(Form.parse(signature, everywhere, everywhere));
    }

    Function form(String signature, String duckdb, String spark) {
        return form(Form.parse(signature, duckdb, spark));
    }

    Function form(String signature, Form.Result result, String duckdb, String spark) {
        return form(Form.parse(signature, result, duckdb, spark));
    }

    private Function form(Form form) {
        List<Form> more = new ArrayList<>(forms);
        more.add(form);
        return new Function(name, sort, more, doc, examples);
    }

    Function example(String expression, String value) {
        List<Example> more = new ArrayList<>(examples);
        more.add(new Example(expression, value));
        return new Function(name, sort, forms, doc, more);
    }

    /** A form that takes the arguments, and its result's type; no type when it depends on arguments that have none themselves. */
    record Match(Form form, Optional<Type> result) {}

    /** The first form that takes these arguments. */
    Optional<Match> match(List<Argument> arguments) {
        boolean open = arguments.stream().anyMatch(Argument.Open.class::isInstance);
        for (Form form : forms) {
            Optional<Map<String, Type>> letters = form.match(arguments);
            if (letters.isPresent()) {
                Optional<Type> result = form.result().of(arguments, letters.get());
                if (result.isPresent() || open) {
                    return Optional.of(new Match(form, result));
                }
            }
        }
        return Optional.empty();
    }
}
