package foz.connectors.files;

import foz.api.plan.Doc;

/** The options of {@code kind: files}. */
@Doc("Files on this machine's disks; `foz run` takes in what is new, changed or gone.")
public record FilesOptions(
        @Doc(
                value = "which files: a path or a glob (`*`, `?`, `[a-z]`, `{a,b}`, `**` for folders of any depth),"
                        + " relative to the pipeline folder",
                example = "data/Sales_*.csv")
        String from) {}
