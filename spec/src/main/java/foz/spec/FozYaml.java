package foz.spec;

import foz.api.plan.Doc;
import foz.api.type.TableName;
import java.time.ZoneId;
import java.util.Optional;

/**
 * {@code foz.yaml} as it is written.
 *
 * @param head empty when it can't be read, so that the rest is checked all the same
 */
record FozYaml(
        @Doc(value = "what it is called and where it lives", inline = true)
        Optional<Head> head,

        @Doc("what rows come from; each lands in the table bronze.NAME")
        Mapping<String, Node> sources,

        @Doc("what SQL can't say about a table; a table without settings needs no entry")
        Mapping<TableName, TableYaml> tables,

        @Doc("where the tables are kept") @ComesWith("other lakes than this machine's")
        Later lake,

        @Doc("what rows are delivered to") @ComesWith("delivery to outside systems")
        Later sinks,

        @Doc("whom alarms tell") @ComesWith("alarms") Later notify_,

        @Doc("what to watch, in CloudWatch's words") @ComesWith("alarms")
        Later alarms,

        @Doc("charts over tables") @ComesWith("dashboards") Later dashboards,

        @Doc("forecasts and other models trained on tables") @ComesWith("models")
        Later models,

        @Doc("programs that turn one table into another") @ComesWith("steps")
        Later steps) {

    /** The pipeline itself. */
    record Head(
            @Doc(value = "the pipeline's name: lower-case letters, digits and hyphens", example = "sales-tech")
            String pipeline,

            @Doc(
                    value = "the zone of calendar functions on timestamptz, and of text without a zone; storage is UTC",
                    standard = "UTC",
                    example = "America/Sao_Paulo")
            ZoneId timeZone) {
        Head {
            if (!pipeline.matches("[a-z][a-z0-9-]*")) {
                throw new IllegalArgumentException(
                        "pipeline is a word of lower-case letters, digits and hyphens, found " + pipeline);
            }
        }
    }
}
