package arignote.compile;

import static arignote.Arignote.inputs;
import static arignote.Arignote.named;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.Expr;
import arignote.Shared;
import arignote.T;
import arignote.compile.java.Target;
import arignote.function.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The source that docs/Performance.md shows is the one that the line has. */
class PerformancePageTest {
    @Test
    void shows_the_source_of_the_line() throws IOException {
        Shared m = shared(0.0, "m");
        Shared c = shared(0.0, "c");
        Expr x = T.dvector("x");
        Expr y = T.dvector("y");
        Expr cost = T.mean(T.sqr(x.times(m).plus(c).minus(y))).name("cost");
        Signature train = Signature.of(List.of(
                named("train"),
                inputs(x, y),
                outputs(cost),
                update(m, m.minus(T.grad(cost, m).times(0.01))),
                update(c, c.minus(T.grad(cost, c).times(0.01)))));
        String source =
                new JavaFunction(train, new Target(0, false), 1).source().text();
        assertThat(Files.readString(Path.of("..", "docs", "Performance.md"))).contains("```java\n" + source + "```\n");
    }
}
