package foz.api.balance;

import foz.api.failure.Code;
import foz.api.plan.Doc;

/** Why a record could not be used, or was ignored: the {@code code} column of the quarantine. */
public enum Reason implements Code {
    @Doc("all fields are empty")
    BLANK_ROW,
    @Doc("the record equals the header")
    REPEATED_HEADER,
    @Doc("fewer fields than the header has")
    TOO_FEW_FIELDS,
    @Doc("more fields than the header has")
    TOO_MANY_FIELDS,
    @Doc("a quote is opened and never closed, or text follows a closing quote")
    BROKEN_QUOTE,
    @Doc("bytes that the declared encoding does not know")
    BAD_ENCODING,
    @Doc("a record longer than the limit")
    TOO_LONG,
    @Doc("a required value is missing")
    MISSING_VALUE,
    @Doc("not a number in the declared style")
    NOT_A_NUMBER,
    @Doc("a number outside the type's range")
    OUT_OF_RANGE,
    @Doc("more digits than the type holds")
    TOO_MANY_DIGITS,
    @Doc("not true or false")
    NOT_A_BOOLEAN,
    @Doc("not a date in any declared pattern")
    NOT_A_DATE,
    @Doc("not a time in any declared pattern")
    NOT_A_TIME,
    @Doc("not a timestamp in any declared pattern")
    NOT_A_TIMESTAMP,
    @Doc("a local time that the pipeline's zone skips")
    TIME_IN_GAP,
    @Doc("not a UUID")
    NOT_A_UUID,
    @Doc("not base64")
    NOT_BASE64,
    @Doc("not JSON")
    MALFORMED_JSON,
    @Doc("a JSON value of another kind than the column's")
    WRONG_JSON_TYPE,
    @Doc("a log line that the format does not match")
    MALFORMED_LINE,
    @Doc("the file has a column that is not declared")
    UNKNOWN_COLUMN,
    @Doc("a declared column is not in the file")
    MISSING_COLUMN,
    @Doc("a rule of the table is not true for the row")
    EXPECTATION
}
