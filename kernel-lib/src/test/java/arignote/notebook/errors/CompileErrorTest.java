package arignote.notebook.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each text is compiled by the JDK's own JShell, so that a message that javac words otherwise fails here. */
class CompileErrorTest {
    private static final KnownNames NAMES = new KnownNames(
            List.of("prediction", "gm"),
            List.of(),
            name -> Map.of(
                            "Nd4j", List.of("org.nd4j.linalg.factory.Nd4j"),
                            "Table", List.of("com.google.common.collect.Table", "tech.tablesaw.api.Table"),
                            "ArrayDeque", List.of("java.util.ArrayDeque"),
                            "Expr", List.of("arignote.Expr"),
                            "RandomState", List.of("arignote.RandomState"))
                    .getOrDefault(name, List.of()));

    private static Refusals refusals;

    @BeforeAll
    static void start() {
        refusals = new Refusals();
        refusals.run("arignote.Expr x = arignote.T.vector(\"x\");");
    }

    @AfterAll
    static void stop() {
        refusals.close();
    }

    private static CompileError error(String code) {
        List<String> messages = refusals.messages(code);
        assertThat(messages).as(code).isNotEmpty();
        return CompileError.of(messages.get(0), NAMES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Nd4j.ones(3)                   | Nd4j is not known here.                 | Add: import org.nd4j.linalg.factory.Nd4j;
            Table t = null;                | Table is not known here.                | Add: import tech.tablesaw.api.Table;
            var d = new ArrayDeque<>();    | ArrayDeque is not known here.           | Add: import java.util.ArrayDeque;
            new RandomState(1)             | RandomState is not known here.          | Add: import arignote.*;
            shared(0.0)                    | There is no method shared here.         | Add: import static arignote.Arignote.*;
            softmax(x)                     | There is no method softmax here.        | Write T.softmax(…).
            predction + 1                  | predction is not known here.            | Did you mean prediction?
            cost + 1                       | cost is not known here.                 | Run the cell that defines it first, or check its spelling.
            x.tims(2)                      | Expr has no method tims(int).           | Did you mean times?
            x < 2                          | < does not compare Expr with int.       | Write T.lt(a, b).
            2 >= x                         | >= does not compare int with Expr.      | Write T.ge(a, b).
            x == 2                         | == and != do not compare the elements of Expr and int. | Write T.eq(a, b) or T.neq(a, b).
            x != "a"                       | == and != do not compare the elements of Expr and String. | Write T.eq(a, b) or T.neq(a, b).
            x * "a"                        | * does not work between Expr and a String. | Use a number, an expression or an array instead.
            x * x                          | * does not work between Expr and Expr.  | Write a.plus(b), a.minus(b), a.times(b) or a.div(b).
            2.0 ^ 2                        | ^ is no power in Java.                  | Write T.pow(x, 2), or Math.pow(x, 2) for numbers.
            int i = 2.5;                   | The double does not fit into int without loss. | Write (int) in front of it, or make the variable double.
            double d = "a";                | Here double is needed, and this is String. | ``
            int i = 1 int j = 2;           | A semicolon is missing.                 | ``
            Runnable r = () -> Thread.sleep(1); | InterruptedException may be thrown here, and nothing catches it. | Add throws InterruptedException to the method's head; in a lambda catch it: try { … } catch (InterruptedException e) { … }.
            Math.max(1)                    | No max takes (int).                     | Shift-Tab on the name shows what it takes.
            arignote.T.tanh(x, 1)          | T.tanh takes (Expr), not (Expr,int).   | ``
            import no.such.Thing;          | There is no package no.such here.       | Is its jar on the class path? %classpath and %maven add one.
            """)
    void a_sentence_and_a_hint(String code, String sentence, String hint) {
        assertThat(error(code)).isEqualTo(new CompileError(sentence, hint));
        Chinese.assertSaid(hint.isEmpty() ? List.of("X: " + sentence) : List.of("X: " + sentence, "    " + hint));
    }

    @Test
    void all_errors_of_a_statement_in_their_order() {
        assertThat(refusals.messages("void two() {\n  int a = \"x\";\n  int b = 2.5;\n}"))
                .extracting(message -> CompileError.of(message, NAMES).sentence())
                .containsExactly(
                        "Here int is needed, and this is String.", "The double does not fit into int without loss.");
    }

    @Test
    void what_is_not_in_the_table_keeps_its_first_line() {
        assertThat(CompileError.of("modifier abstract not allowed here\nmore", NAMES))
                .isEqualTo(new CompileError("Modifier abstract not allowed here.", ""));
    }

    @Test
    void a_name_is_near_by_the_letters_that_differ() {
        assertThat(NearNames.distance("predction", "Prediction")).isOne();
        assertThat(NearNames.distance("cost", "costs")).isOne();
        assertThat(NearNames.distance("gm", "gc")).isOne();
        assertThat(NearNames.distance("", "abc")).isEqualTo(3);
    }
}
