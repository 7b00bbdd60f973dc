package arignote.notebook.errors;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.notebook.operators.InfixShell;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cell says to somebody who knows Python: the sentence, the place and what to write. */
class CellMessagesTest {
    private static FailingCells cells;
    private static InfixShell shell;

    @BeforeAll
    static void open() {
        cells = new FailingCells();
        shell = cells.shell;
        shell.run("""
                Expr x = T.vector("x"), y = T.vector("y"); Shared m = shared(1.0, "m"), w = shared(0.0, "w");
                Expr cost = T.sum(T.sqr(x * w - y)); Expr g = T.grad(cost, w);
                var train = function(inputs(x, y), outputs(cost)); var predict = function(inputs(x), outputs(x * w));
                INDArray d = Nd4j.createFromArray(1.0, 2.0), A = Nd4j.eye(2);
                Variable v = Variable.of(new double[] {1, 2});
                double[] X = {1, 2}, Y = {2, 4}; int n = 3, k = 2; double a = 1.5; boolean ok = true;
                List<Double> list = new ArrayList<>(List.of(1.0)); String s = "text"; Object any = x;
                """);
    }

    @AfterAll
    static void close() {
        cells.close();
    }

    private static List<String> error(String cell) {
        return FailingCells.lines(cells.report(cell));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            print(x)                     ¦ print           ¦ There is no method print here. ¦ Write System.out.println(x), or x alone in a cell's last line.
            print x                      ¦ print           ¦ print is not known here. ¦ Write System.out.println(x), or x alone in a cell's last line.
            print "loss", a              ¦ print "loss", a ¦ print is Python. ¦ Write System.out.println("loss" + " " + a);
            println(x)                   ¦ println         ¦ There is no method println here. ¦ Write System.out.println(x), or x alone in a cell's last line.
            System.out.println x         ¦ System.out.println ¦ What println takes stands in parentheses. ¦ Write System.out.println(x);
            not ok                       ¦ not             ¦ not is not known here. ¦ Write !ok.
            raise ValueError             ¦ raise           ¦ raise is not known here. ¦ Write throw new IllegalArgumentException("…");
            del x                        ¦ del             ¦ del is not known here. ¦ A variable stays until it gets another value; leave the line out.
            x, y = 1, 2                  ¦ x, y =          ¦ Java sets one variable at a time. ¦ Write a statement for each of x, y
            len(X)                       ¦ len             ¦ There is no method len here. ¦ Write X.length.
            len(list)                    ¦ len             ¦ There is no method len here. ¦ Write list.size().
            len(s)                       ¦ len             ¦ There is no method len here. ¦ Write s.length().
            len(d)                       ¦ len             ¦ There is no method len here. ¦ Write d.size(0).
            range(10)                    ¦ range           ¦ There is no method range here. ¦ Write for (int i = 0; i < 10; i++) { … }
            sum(X)                       ¦ sum             ¦ There is no method sum here. ¦ Write Arrays.stream(X).sum().
            abs(-3)                      ¦ abs             ¦ There is no method abs here. ¦ Write Math.abs(-3).
            exp(x)                       ¦ exp             ¦ There is no method exp here. ¦ Write T.exp(…).
            for i in range(10):          ¦ for i in range(10): ¦ for … in is Python. ¦ Write for (int i = 0; i < 10; i++) { … }
            for (i in range(2, n)) { }   ¦ for (i in range(2, n)) ¦ for … in is Python. ¦ Write for (int i = 2; i < n; i++) { … }
            for e in list: n = 2;        ¦ for e in list:  ¦ for … in is Python. ¦ Write for (var e : list) { … }
            def f(x, k=2): return x      ¦ def f(x, k=2): return x ¦ def is Python. ¦ A method of Java has types and braces: double f(double x, double k) { return …; }
            import numpy as np           ¦ import numpy as np ¦ numpy is a package of Python. ¦ Write Nd4j.createFromArray(1.0, 2.0) for an array, new RandomState(0) for random numbers.
            from theano import tensor as T ¦ from theano import tensor as T ¦ theano is a package of Python. ¦ Write import arignote.*; and import static arignote.Arignote.*;
            import matplotlib.pyplot as plt ¦ import matplotlib.pyplot as plt ¦ matplotlib.pyplot is a package of Python. ¦ Write import static arignote.Arignote.*; which has plot(x, y) and figure().
            var f = lambda z: z ** 2     ¦ lambda z: z ** 2 ¦ lambda is Python. ¦ Write z -> Math.pow(z, 2)
            x ** 2                       ¦ x ** 2          ¦ ** is no operator in Java. ¦ Write T.pow(x, 2).
            a ** 2                       ¦ a ** 2          ¦ ** is no operator in Java. ¦ Write Math.pow(a, 2).
            v ** 2                       ¦ v ** 2          ¦ ** is no operator in Java. ¦ Write v.pow(2).
            (x * w - y) ** 2             ¦ (x * w - y) ** 2 ¦ ** is no operator in Java. ¦ Write T.pow((x * w - y), 2), or Math.pow((x * w - y), 2) for numbers.
            double q = 10**-3;           ¦ 10**-3          ¦ ** is no operator in Java. ¦ Write Math.pow(10, -3).
            d ^ 2                        ¦ d ^ 2           ¦ ^ is no power in Java. ¦ Write Transforms.pow(d, 2).
            a ^ 2                        ¦ a ^ 2           ¦ ^ is no power in Java. ¦ Write Math.pow(a, 2).
            x >>> 2                      ¦ x >>> 2         ¦ >>> does not work between Expr and int. ¦ Whole numbers have a sign here: write x >> 2.
            x >>>= k;                    ¦ x >>>= k        ¦ >>>= does not work between Expr and int. ¦ Whole numbers have a sign here: write x >>= k.
            x.gt(0) && y.gt(0)           ¦ x.gt(0) && y.gt(0) ¦ && does not work between Expr and Expr. ¦ Write T.and(x.gt(0), y.gt(0)) for each element.
            # a remark                   ¦ # a remark      ¦ # begins no comment in Java. ¦ Write // in its place.
            x # isn't it                 ¦ # isn't it      ¦ # begins no comment in Java. ¦ Write // in its place.
            if (n = 3) { }               ¦ n = 3           ¦ = gives n a value; a condition compares. ¦ Write n == 3.
            while (k = 1) { }            ¦ k = 1           ¦ = gives k a value; a condition compares. ¦ Write k == 1.
            if (n) { }                   ¦ n               ¦ n is a number, no condition. ¦ Write n != 0.
            if (x) { }                   ¦ x               ¦ An expression has no value yet, so it is no condition. ¦ T.where(x, a, b) chooses for each element, when a function is called.
            if x > 0: n = 1              ¦ if x > 0:       ¦ A condition stands in parentheses, and what follows in braces. ¦ Write if (x > 0) { … }
            while True: n = 1            ¦ while True:     ¦ A condition stands in parentheses, and what follows in braces. ¦ Write while (true) { … }
            if (ok) { } elif (n > 2) { } ¦ elif (n > 2)    ¦ elif is Python. ¦ Write else if (n > 2) { … }
            a if ok else 2               ¦ a if ok else 2  ¦ a if b else c is Python. ¦ Write ok ? a : 2
            double z = a if ok else 2;   ¦ a if ok else 2  ¦ a if b else c is Python. ¦ Write ok ? a : 2
            true and false               ¦ and             ¦ and is written && in Java. ¦ ``
            if (ok or n > 2) { }         ¦ or              ¦ or is written || in Java. ¦ ``
            x[0]                         ¦ x[0]            ¦ x is an Expr, which has no [ ]. ¦ Write x.get(0).
            d[0]                         ¦ d[0]            ¦ d is an INDArray, which has no [ ]. ¦ Write d.getDouble(0); a row is d.getRow(0).
            A[0][1]                      ¦ A[0]            ¦ A is an INDArray, which has no [ ]. ¦ Write A.getDouble(0, 1).
            m[n - 1]                     ¦ m[n - 1]        ¦ m is a Shared, which has no [ ]. ¦ Write m.get(n - 1).
            list[0]                      ¦ list[0]         ¦ list is a List<Double>, which has no [ ]. ¦ Write list.get(0).
            list[0] = 3.0;               ¦ list[0]         ¦ list is a List<Double>, which has no [ ]. ¦ Write list.set(0, 3.0).
            d[0] = 3;                    ¦ d[0]            ¦ d is an INDArray, which has no [ ]. ¦ Write d.putScalar(0, 3).
            d[0] += 1;                   ¦ d[0]            ¦ d is an INDArray, which has no [ ]. ¦ Write d.putScalar(0, d.getDouble(0) + 1).
            x[0] = 3;                    ¦ x[0]            ¦ x is an Expr, which has no [ ]. ¦ An expression holds no values: change the array that the function is called with.
            x[0, 1]                      ¦ x[0, 1]         ¦ An index of Java is a single number. ¦ Write x.get(0, 1).
            x[1:3]                       ¦ x[1:3]          ¦ Java has no slices such as x[1:3]. ¦ Write x.get("1:3").
            X[:2]                        ¦ X[:2]           ¦ Java has no slices such as X[:2]. ¦ Write Arrays.copyOfRange(X, 0, 2).
            list[1:]                     ¦ list[1:]        ¦ Java has no slices such as list[1:]. ¦ Write list.subList(1, list.size()).
            X * 2                        ¦ X * 2           ¦ * does not work between double[] and int. ¦ Write Nd4j.createFromArray(X) * 2.
            X + Y                        ¦ X + Y           ¦ + does not work between double[] and double[]. ¦ Write Nd4j.createFromArray(X) + Nd4j.createFromArray(Y).
            x - X                        ¦ x - X           ¦ - does not work between Expr and double[]. ¦ Write x - T.constant(X).
            list * 2                     ¦ list * 2        ¦ * does not work between List<Double> and int. ¦ Write Nd4j.create(list) * 2.
            X % 2                        ¦ X % 2           ¦ % does not work between double[] and int. ¦ Write Nd4j.createFromArray(X) % 2.
            -X                           ¦ -X              ¦ - does not work on X, which is a double[]. ¦ Write Nd4j.createFromArray(X).neg().
            X *= 2;                      ¦ X *= 2          ¦ *= does not work between double[] and int. ¦ Make it an array to compute with where it is declared: INDArray X = Nd4j.createFromArray(…).
            s * 3                        ¦ s * 3           ¦ * does not work between a String and int. ¦ Write s.repeat(3).
            "a %d" % n                   ¦ "a %d" % n      ¦ % does not work between a String and int. ¦ Write String.format("a %d", n).
            ok + 1                       ¦ ok + 1          ¦ + does not work between boolean and int. ¦ Write (ok ? 1 : 0) for a number.
            train * 2                    ¦ train * 2       ¦ * does not work between CompiledFunction and int. ¦ train is a function: call it first, train(…).
            any * 2                      ¦ any * 2         ¦ * does not work between Object and int. ¦ Say what any is: (Expr) any, or (double) any.
            x + v                        ¦ x + v           ¦ + does not work between Expr and Variable. ¦ An expression has no value yet, a variable has one: write T.constant(v.data()).
            x + null                     ¦ x + null        ¦ + does not work with null, which is no value. ¦ ``
            x > 0                        ¦ x > 0           ¦ > does not compare Expr with int. ¦ Write T.gt(x, 0).
            2 < x                        ¦ 2 < x           ¦ < does not compare int with Expr. ¦ Write T.gt(x, 2).
            d >= 1                       ¦ d >= 1          ¦ >= does not compare INDArray with int. ¦ Write d.gte(1).
            x == 2                       ¦ x == 2          ¦ == and != do not compare the elements of Expr and int. ¦ Write T.eq(x, 2).
            d != 1                       ¦ d != 1          ¦ == and != do not compare the elements of INDArray and int. ¦ Write d.neq(1).
            m = m - g;                   ¦ m - g           ¦ m is a shared variable, which only functions change: write update(m, m - g) ¦ Or give it a value at once: m.setValue(…).
            m = 0.5;                     ¦ 0.5             ¦ m is a shared variable, and 0.5 is none. ¦ Write m.setValue(0.5).
            Shared q = 0.5;              ¦ 0.5             ¦ Here Shared is needed, and this is double. ¦ Write shared(0.5, "q").
            m++;                         ¦ m++             ¦ ++ does not work on m, which is a Shared. ¦ A shared variable is changed by functions: update(m, m + 1).
            String t = 'a';              ¦ 'a'             ¦ 'a' is a single character, no String. ¦ Write "a".
            'text'                       ¦ 'text'          ¦ A text has double quotes; single ones are for one character. ¦ Write "text"
            T.matrix('X1')               ¦ 'X1'            ¦ A text has double quotes; single ones are for one character. ¦ Write "X1"
            f"{n}"                       ¦ f"              ¦ Java has no strings with f before them. ¦ Write "n is " + n, or String.format("n is %d", n).
            None                         ¦ None            ¦ None is not known here. ¦ Write null.
            ok = True;                   ¦ True            ¦ True is not known here. ¦ Write true.
            string t = "a";              ¦ string          ¦ string is not known here. ¦ Write String.
            x.shape                      ¦ x.shape         ¦ Expr has no shape. ¦ shape is a method: write x.shape().
            x.T                          ¦ x.T             ¦ Expr has no T. ¦ T is a method: write x.T().
            A.T                          ¦ A.T             ¦ INDArray has no T. ¦ Write A.transpose().
            A.shape                      ¦ A.shape         ¦ INDArray has no shape. ¦ shape is a method: write A.shape().
            x.length()                   ¦ x.length        ¦ Expr has no method length(). ¦ Write x.shape().
            v.length()                   ¦ v.length        ¦ Variable has no method length(). ¦ Write v.data().shape().
            X.length()                   ¦ X.length        ¦ double[] has no method length(). ¦ Write X.length.
            X.mean()                     ¦ X.mean          ¦ double[] has no method mean(). ¦ Write Arrays.stream(X).average().getAsDouble().
            A.dot(A)                     ¦ A.dot           ¦ INDArray has no method dot(INDArray). ¦ Write A.mmul(…).
            A @ A                        ¦ A @ A           ¦ @ is no matrix product in Java. ¦ Write A.mmul(A).
            x @ w                        ¦ x @ w           ¦ @ is no matrix product in Java. ¦ Write T.dot(x, w).
            w.get_value()                ¦ w.get_value     ¦ Shared has no method get_value(). ¦ Did you mean getValue?
            T.grad(cost)                 ¦ T.grad          ¦ T.grad needs what to differentiate by, too. ¦ Write T.grad(cost, w).
            T.sum(x, axis=0)             ¦ axis            ¦ Java has no arguments by name, such as axis=0. ¦ Write the value alone, in its place: 0
            T.nnet.sigmoid(x)            ¦ T.nnet          ¦ T has no nnet. ¦ Write T.sigmoid(…).
            T.exp(2.0)                   ¦ 2.0             ¦ Here Expr is needed, and this is double. ¦ Write Math.exp(2.0) for a number, or T.constant(2.0) for an expression.
            np.zeros(3)                  ¦ np              ¦ np is not known here. ¦ Write Nd4j.zeros(3).
            np.random.randn(3)           ¦ np.random       ¦ np is not known here. ¦ Write new RandomState(0) and its randn, rand or uniform.
            theano.shared(0.0)           ¦ theano          ¦ theano is not known here. ¦ Write shared(…).
            tensor.dot(x, y)             ¦ tensor          ¦ tensor is not known here. ¦ Write T.dot(…).
            function([x], cost)          ¦ function([x]    ¦ Java has no lists in brackets. ¦ Write function(inputs(x), outputs(…), update(w, …))
            function(inputs([x, y]), outputs(cost)) ¦ inputs([x, y]) ¦ Java has no lists in brackets. ¦ Write inputs(x, y)
            double[] r = [1, 2];         ¦ [1, 2]          ¦ An array's elements stand in braces. ¦ Write {1, 2}
            Nd4j.create([1, 2])          ¦ [1, 2]          ¦ Java has no lists in brackets. ¦ Write new double[] {1, 2}, List.of(1, 2), or Nd4j.createFromArray(…) for an array to compute with.
            new double[n, n]             ¦ new double[n, n] ¦ Each length stands in brackets of its own. ¦ Write new double[n][n]
            double[3] r;                 ¦ double[3] r     ¦ The length comes with new. ¦ Write double[] r = new double[3];
            int(3.7)                     ¦ int(3.7)        ¦ A type is no function. ¦ Write (int) 3.7 to convert; a part in parentheses: (int) (a + b).
            var u;                       ¦ var u;          ¦ var u has no value, so Java does not know its type. ¦ Write var u = …; or its type: double u;
            double r = d;                ¦ d               ¦ Here double is needed, and this is INDArray. ¦ Write d.getDouble(0) for one element.
            double r = cost;             ¦ cost            ¦ Here double is needed, and this is Expr. ¦ Write cost.item() for its value, if it needs no inputs; else make a function and call it.
            double[] r = predict(X);     ¦ predict(X)      ¦ Here double[] is needed, and this is INDArray. ¦ Write predict(X).toDoubleVector().
            Function<Double, Double> h = t => t * 2; ¦ =>  ¦ => is no sign of Java. ¦ A lambda has ->, and at least is >=.
            var h = t -> t * 2;          ¦ var h = t -> t * 2; ¦ A lambda does not tell its type, so var does not know it. ¦ Write Function<Double, Double> or DoubleUnaryOperator in the place of var.
            loss = cost;                 ¦ loss            ¦ loss is not known here. ¦ A variable is declared when it gets its first value: var loss = …
            double h(x) { return x; }    ¦ double h(x) {   ¦ Each parameter of a method has its type. ¦ Write double h(double x)
            int class = 3;               ¦ int class =     ¦ class is a word of Java itself. ¦ Choose another name.
            for (int i = 0, i < 3, i++) { } ¦ for (int i = 0, i < 3, i++) ¦ The three parts of a for have semicolons between them. ¦ Write for (int i = 0; i < 3; i++)
            predict({1, 2})              ¦ {1, 2}          ¦ An array has its type before the braces. ¦ Write new double[] {1, 2}
            T.switch(x, y, 0)            ¦ T.switch(x, y, 0) ¦ switch is a word of Java itself. ¦ Write T.where(x, y, 0)
            print("a", n)                ¦ print           ¦ There is no method print here. ¦ Write System.out.println("a" + " " + n), or the value alone in a cell's last line.
            n = "three";                 ¦ "three"         ¦ Here int is needed, and this is String. ¦ ``
            n = "3";                     ¦ "3"             ¦ Here int is needed, and this is String. ¦ Write Integer.parseInt("3").
            z -> z * 2                   ¦ z -> z * 2      ¦ A lambda stands only where its type is known. ¦ Write Function<Double, Double> f = z -> z * 2;
            train(X, Y).item()           ¦ train(X, Y).item ¦ INDArray has no method item(). ¦ Write train(X, Y).getDouble(0).
            n = 4; }                     ¦ }               ¦ This } closes nothing. ¦ Take it away, or open it.
            a -= x;                      ¦ a -= x          ¦ -= does not work between double and Expr. ¦ a holds a number: declare it as Expr.
            predictt(X)                  ¦ predictt        ¦ There is no method predictt here. ¦ Did you mean predict?
            plto(X, Y)                   ¦ plto            ¦ There is no method plto here. ¦ Did you mean plot?
            int h(int t) { if (t > 0) return 1; } ¦ { if (t > 0) return 1; } ¦ This method can end without a return. ¦ ``
            "open                        ¦ "               ¦ The string does not end on its line. ¦ Close it with ".
            """)
    void the_first_error(String cell, String place, String sentence, String hint) {
        List<String> lines = error(cell);
        assertThat(lines.get(0)).isEqualTo("CompileError: " + sentence);
        int at = cell.lastIndexOf(place);
        assertThat(lines.get(2)).isEqualTo("    " + cell);
        assertThat(lines.get(3)).hasSize(4 + at + place.length()).matches(" {" + (4 + at) + "}[~^]+");
        assertThat(lines.subList(4, lines.size())).isEqualTo(hint.isEmpty() ? List.of() : List.of("    " + hint));
        Chinese.assertSaid(lines);
    }

    @Test
    void a_variable_is_there_after_what_looks_like_its_declaration() {
        error("print x");
        error("not ok");
        error("x, n = 1, 2");
        assertThat(shell.run("x + \" \" + ok + \" \" + n")).isEqualTo("\"x true 3\"");
        shell.run("Later later; class Later { }"); // a type may come later
        assertThat(shell.run("later == null")).isEqualTo("true");
    }

    @Test
    void a_line_of_many_is_named() {
        assertThat(error("int q1 = 1;\n\nfor i in range(3):\n    print(i)").subList(1, 4))
                .containsExactly("    cell [1], line 3:", "    for i in range(3):", "    ^~~~~~~~~~~~~~~~~~");
        assertThat(error("int q2 = 1; // not ** 2\nString t = \"# [1:2]\";\nx ** n")
                        .subList(1, 4))
                .containsExactly("    cell [1], line 3:", "    x ** n", "    ^~~~~~");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (ok) for (var e : list) { n++ }",
                "double h() { return (double) (n) }",
                "if (ok) { n = n > 2 ? 1 : 2 }",
                "String u = \"a ** b # [1:2] for i in range(3):\" int h = 2;",
            })
    void what_is_java_is_not_taken_for_python(String cell) {
        assertThat(error(cell).get(0)).isEqualTo("CompileError: A semicolon is missing.");
    }

    @ParameterizedTest(name = "T.{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            rfft     | ``
            unique   | ``
            softmx   | Did you mean softmax?
            sigmod   | Did you mean sigmoid?
            tahn     | Did you mean tanh?
            summ     | Did you mean sum?
            sqtr     | Did you mean sqrt?
            ones_like | Did you mean onesLike?
            zeroslike | Did you mean zerosLike?
            logsoftmax | Did you mean logSoftmax?
            """)
    void a_name_is_offered_only_if_it_was_meant(String name, String hint) {
        List<String> lines = error("T." + name + "(x)");
        assertThat(lines.get(0)).isEqualTo("CompileError: T has no method " + name + "(Expr).");
        assertThat(lines.subList(4, lines.size())).isEqualTo(hint.isEmpty() ? List.of() : List.of("    " + hint));
    }
}
