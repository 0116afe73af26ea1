package foz.spec;

import foz.api.plan.Doc;
import foz.api.type.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A file of tests as it is written. */
record TestsYaml(@Doc("the tests") List<Placed<TestYaml>> tests) {

    /** One test. */
    record TestYaml(
            @Doc(value = "a sentence", example = "a sale without a quantity is quarantined")
            Placed<String> name,

            @Doc(value = "the time at which it plays", example = "\"2019-04-02T00:00:00-03:00\"")
            Optional<Instant> clock,

            @Doc(
                    value = "rows put into tables before anything happens; only the columns written, the others are"
                            + " NULL",
                    example = "{bronze.orders: [{order_id: 1, quantity: 0}]}")
            Mapping<TableName, List<Mapping<String, Cell>>> given,

            @Doc(
                    value = "what happens, in order; without steps, everything is refreshed once",
                    example = "[{arrive: {orders: tests/april.csv}}]")
            List<Placed<StepYaml>> steps,

            @Doc("what must be there in the end") ExpectYaml expect) {}

    /** Something that happens. */
    record StepYaml(
            @Doc(value = "files that arrive at sources, and are taken in", example = "{orders: tests/april.csv}")
            Mapping<String, List<Placed<String>>> arrive,

            @Doc("what is killed in the middle of the next step, which then happens again")
            Optional<Killed> kill,

            @Doc("how far the clock moves") @ComesWith("streams")
            Later advance,

            @Doc("which sink can't be reached, for how long") @ComesWith("delivery to outside systems")
            Later down,

            @Doc("rows made up by a generator") @ComesWith("streams")
            Later simulate) {}

    /** What can be killed. */
    enum Killed {
        @Doc("Foz itself, at once")
        PROCESS
    }

    /** What must be there in the end; beside these keys, every table by its name with its rows in any order. */
    record ExpectYaml(
            @Doc("rows of the quarantine, in any order; only the columns written are compared")
            Optional<List<Mapping<String, Cell>>> quarantine,

            @Doc("whether every row is accounted for; it is checked anyway")
            Optional<Balances> balance,

            @Doc("states of alarms") @ComesWith("alarms") Later alarms,
            @Rest Mapping<TableName, List<Mapping<String, Cell>>> tables) {}

    /** What a balance must be. */
    enum Balances {
        @Doc("what came in equals what went where, on every edge")
        CLOSED
    }
}
