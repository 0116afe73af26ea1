package foz.sql;

import static foz.sql.Function.scalar;

import java.util.List;

/** Functions of text. Positions count characters from 1. */
final class TextFunctions {

    static final List<Function> ALL = List.of(
            scalar("upper", "The text in upper case, letter by letter; one letter never becomes two.")
                    .form("(text: string) -> string", "upper($0)")
                    .example("upper('abc')", "ABC"),
            scalar("lower", "The text in lower case.")
                    .form("(text: string) -> string", "lower($0)")
                    .example("lower('ABC')", "abc"),
            scalar("initcap", "The text with each word's first letter in upper case, the others in lower case.")
                    .form(
                            "(text: string) -> string",
                            "array_to_string(list_transform(string_split(lower($0), ' '), "
                                    + "lambda word: upper(substr(word, 1, 1)) || substr(word, 2)), ' ')",
                            "initcap($0)")
                    .example("initcap('sao PAULO')", "Sao Paulo"),
            trim("trim", "both ends", "BOTH", "xx"),
            trim("ltrim", "the beginning", "LEADING", "xx--"),
            trim("rtrim", "the end", "TRAILING", "--xx"),
            scalar("length", "How many characters the text has.")
                    .form("(text: string) -> long", "length($0)", "char_length($0)")
                    .example("length('Zürich')", "6"),
            scalar("char_length", "The same as length.")
                    .form("(text: string) -> long", "length($0)", "char_length($0)")
                    .example("char_length('abc')", "3"),
            scalar("character_length", "The same as length.")
                    .form("(text: string) -> long", "length($0)", "char_length($0)")
                    .example("character_length('abc')", "3"),
            substring("substring"),
            substring("substr"),
            scalar("left", "The first characters; a length below 0 counts as 0.")
                    .form("(text: string, length: integer) -> string", "left($0, $1^0)")
                    .example("left('abc', 2)", "ab"),
            scalar("right", "The last characters; a length below 0 counts as 0.")
                    .form("(text: string, length: integer) -> string", "right($0, $1^0)")
                    .example("right('abc', 2)", "bc"),
            scalar("replace", "The text with each occurrence of a part replaced.")
                    .form("(text: string, part: string, by: string) -> string", "replace($0, $1, $2)")
                    .example("replace('a-b-c', '-', '+')", "a+b+c"),
            scalar(
                            "position",
                            "Where a part first begins in the text; 0 when it isn't there. Also position(part IN"
                                    + " text).")
                    .form("(part: string, text: string) -> long", "strpos($1, $0)", "locate($0, $1)")
                    .example("position('c' IN 'abc')", "3")
                    .example("position('x' IN 'abc')", "0"),
            scalar("concat", "The texts one after the other; NULL when one of them is.")
                    .form("(texts: string...) -> string", "($||)", "concat($*)")
                    .example("concat('a', 'b', 'c')", "abc")
                    .example("concat('a', CAST(NULL AS string))", "NULL"),
            scalar("concat_ws", "The texts that are not NULL with a separator between them.")
                    .form("(separator: string, texts: string...) -> string", "concat_ws($*)")
                    .example("concat_ws('-', 'a', CAST(NULL AS string), 'b')", "a-b"),
            scalar("lpad", "The text filled up on the left to a length, or cut to it.")
                    .form("(text: string, length: integer, fill: string) -> string", "lpad($0, $1^0, $2)")
                    .example("lpad('7', 3, '0')", "007"),
            scalar("rpad", "The text filled up on the right to a length, or cut to it.")
                    .form("(text: string, length: integer, fill: string) -> string", "rpad($0, $1^0, $2)")
                    .example("rpad('abcd', 3, '.')", "abc"),
            scalar("split_part", "The part of that number between separators, from 1; empty when there are fewer.")
                    .form("(text: string, separator: string, number: integer) -> string", "split_part($0, $1, $2)")
                    .example("split_part('a@b', '@', 2)", "b")
                    .example("split_part('a@b', '@', 3)", ""),
            scalar("split", "The parts between separators, as a list.")
                    .form(
                            "(text: string, separator: string) -> list<string>",
                            "string_split($0, $1)",
                            "split($0, concat('\\\\Q', $1, '\\\\E'))")
                    .example("split('a,b', ',')", "[a, b]"),
            scalar("regexp_like", "Whether the pattern occurs anywhere in the text.")
                    .form("(text: string, pattern: string) -> boolean", "regexp_matches($0, $1)", "regexp_like($0, $1)")
                    .example("regexp_like('order 12', '[0-9]+')", "true"),
            scalar(
                            "regexp_extract",
                            "What the pattern, or one of its groups, first matches; empty when it matches nowhere.")
                    .form(
                            "(text: string, pattern: string) -> string",
                            "regexp_extract($0, $1, 0)",
                            "regexp_extract($0, $1, 0)")
                    .form("(text: string, pattern: string, group: constant) -> string", "regexp_extract($0, $1, $2)")
                    .example("regexp_extract('order 12', '[0-9]+')", "12")
                    .example("regexp_extract('a@b.c', '@(.+)$', 1)", "b.c"),
            scalar(
                            "regexp_replace",
                            "The text with every match of the pattern replaced; the replacement is plain text.")
                    .form(
                            "(text: string, pattern: string, by: string) -> string",
                            "regexp_replace($0, $1, $2, 'g')",
                            "regexp_replace($0, $1, $2)")
                    .example("regexp_replace('a1b22', '[0-9]+', '#')", "a#b#"),
            scalar("starts_with", "Whether the text begins with a part.")
                    .form("(text: string, part: string) -> boolean", "starts_with($0, $1)", "startswith($0, $1)")
                    .example("starts_with('abc', 'ab')", "true"),
            scalar("ends_with", "Whether the text ends with a part.")
                    .form("(text: string, part: string) -> boolean", "ends_with($0, $1)", "endswith($0, $1)")
                    .example("ends_with('abc', 'ab')", "false"),
            scalar("contains", "Whether a part occurs in the text.")
                    .form("(text: string, part: string) -> boolean", "contains($0, $1)")
                    .example("contains('abc', 'b')", "true"),
            scalar("reverse", "The text backwards.")
                    .form("(text: string) -> string", "reverse($0)")
                    .example("reverse('abc')", "cba"),
            scalar("repeat", "The text so many times; none when the number is below 1.")
                    .form("(text: string, times: integer) -> string", "repeat($0, $1^0)")
                    .example("repeat('ab', 2)", "abab"),
            scalar("md5", "The MD5 digest of the text's UTF-8 bytes, in hexadecimal.")
                    .form("(text: string) -> string", "md5($0)")
                    .example("md5('a')", "0cc175b9c0f1b6a831c399e269772661"),
            scalar(
                            "json_value",
                            "The value at a path of a JSON text, as text; NULL when it isn't there or the text isn't"
                                    + " JSON.")
                    .form(
                            "(json: string, path: constant) -> string",
                            "TRY(json_extract_string($0, $1))",
                            "get_json_object($0, $1)")
                    .example("json_value('{\"a\": {\"b\": 7}}', '$.a.b')", "7")
                    .example("json_value('no json', '$.a')", "NULL"),
            scalar("json_exists", "Whether a JSON text has something at a path; NULL when the text isn't JSON.")
                    .form(
                            "(json: string, path: constant) -> boolean",
                            "TRY(json_exists($0, $1))",
                            "(get_json_object($0, $1) IS NOT NULL)")
                    .example("json_exists('{\"a\": 1}', '$.b')", "false"));

    private TextFunctions() {}

    private static Function trim(String name, String where, String flag, String rest) {
        String spark = "TRIM(" + flag + " $1 FROM $0)";
        return scalar(
                        name,
                        "The text without blanks, or without any of the given characters, at " + where
                                + "; the characters as in trim(" + flag + " '-' FROM text).")
                .form("(text: string) -> string", name + "($0)")
                .form("(text: string, characters: string) -> string", name + "($0, $1)", spark)
                .example("trim(" + flag + " '-' FROM '--xx--')", rest);
    }

    private static Function substring(String name) {
        return scalar(
                        name,
                        "A part of the text; a start below 1 counts as 1. Also substring(text FROM start FOR length).")
                .form("(text: string, start: integer) -> string", "substr($0, $1^1)")
                .form("(text: string, start: integer, length: integer) -> string", "substr($0, $1^1, $2^0)")
                .example(name + "('abcdef', 2, 3)", "bcd")
                .example(name + "('abc', 0)", "abc");
    }
}
