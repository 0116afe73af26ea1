package foz.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Names that a query doesn't use yet, for columns and aliases that a rewriting needs. */
final class FreshNames {

    private final Set<String> used = new HashSet<>();
    private int last;

    /** Names that stand nowhere in a tree. */
    FreshNames(SqlNode tree) {
        identifiers(tree).forEach(id -> id.names.forEach(name -> used.add(lower(name))));
    }

    /** The names in a tree that have no other before them. */
    static List<String> simple(SqlNode tree) {
        return identifiers(tree).stream()
                .filter(SqlIdentifier::isSimple)
                .map(SqlIdentifier::getSimple)
                .toList();
    }

    /** Every name in a tree. */
    static List<SqlIdentifier> identifiers(SqlNode tree) {
        List<SqlIdentifier> found = new ArrayList<>();
        tree.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlIdentifier id) {
                found.add(id);
                return null;
            }
        });
        return found;
    }

    /** For a column. */
    String next() {
        return next("c");
    }

    /** A word and a number. */
    String next(String word) {
        do {
            last++;
        } while (used.contains(word + last));
        return word + last;
    }

    /** Whether a name of the query may be a column of a table. */
    boolean isOpen(String name) {
        return !name.startsWith("_");
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
