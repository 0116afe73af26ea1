package foz.sql;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.failure.Checked;
import foz.api.failure.Place;
import foz.testkit.sql.QueryShapes;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every query of {@code shapes.txt} is portable. */
class QueryShapesTest {

    private static final QueryShapes SHAPES = QueryShapes.read();

    static Stream<QueryShapes.Shape> shapes() {
        return SHAPES.shapes().stream();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void is_portable(QueryShapes.Shape shape) {
        assertThat(new PortableSql()
                        .query(
                                Shop.TARGET,
                                shape.sql(),
                                new Place(shape.name(), 1, 1),
                                SHAPES.schemas(),
                                SHAPES.zone()))
                .isInstanceOf(Checked.Good.class);
    }
}
