package foz.sql;

import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** A run of Calcite's validator: who means what, and of which type it is. One for each query; it remembers nodes by identity. */
final class Validation {

    private static final SqlValidator.Config CONFIG = SqlValidator.Config.DEFAULT
            .withConformance(Parsing.CONFORMANCE)
            .withCallRewrite(false)
            .withIdentifierExpansion(true)
            .withTypeCoercionEnabled(false)
            .withDefaultNullCollation(NullCollation.LAST);

    private final SqlValidatorImpl validator;
    private final Messages messages;

    Validation(Map<TableName, Schema> tables, String sql) {
        CalciteCatalogReader catalog = Catalog.reader(tables);
        this.validator = new SqlValidatorImpl(Operators.TABLE, catalog, CalciteTypes.FACTORY, CONFIG) {};
        this.messages = new Messages(sql, tables);
    }

    /** The checked tree, every column qualified; a {@link Refusal} for the first mistake in it. */
    SqlNode validate(SqlNode query) {
        try {
            return validator.validate(query);
        } catch (Refusal refusal) {
            throw refusal;
        } catch (CalciteContextException e) {
            throw messages.explain(position(e), e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException | AssertionError e) {
            Throwable cause = e;
            while (cause.getCause() != null && !(cause instanceof Refusal)) {
                cause = cause.getCause();
            }
            if (cause instanceof Refusal refusal) {
                throw refusal;
            }
            throw messages.unexpected(query.getParserPosition());
        }
    }

    private static SqlParserPos position(CalciteContextException e) {
        return new SqlParserPos(e.getPosLine(), e.getPosColumn(), e.getEndPosLine(), e.getEndPosColumn());
    }

    SqlValidator validator() {
        return validator;
    }

    /** The type of an expression; anything for one the validator didn't look at. */
    RelDataType type(SqlNode node) {
        RelDataType type = validator.getValidatedNodeTypeIfKnown(node);
        return type == null ? Operators.any() : type;
    }

    /** The type of an expression over the FROM of a SELECT, also of one that the validator didn't keep. */
    Optional<Type> type(SqlNode node, SqlSelect select) {
        Optional<Type> known = CalciteTypes.type(type(node));
        SqlValidatorScope scope = validator.getWhereScope(select);
        return known.isPresent() || scope == null ? known : CalciteTypes.type(validator.deriveType(scope, node));
    }

    RelDataType row(SqlNode query) {
        return validator.getValidatedNodeType(query);
    }
}
