package foz.sql;

import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/** What parts of a query print as instead of themselves: a table of a FROM, a query within another, an aggregate. */
interface Substitutes {

    Substitutes NONE = node -> Optional.empty();

    Optional<String> text(SqlNode node);
}
