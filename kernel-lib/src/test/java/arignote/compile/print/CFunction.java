package arignote.compile.print;

import arignote.compile.fuse.Loops;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Nest;
import arignote.expr.DType;
import arignote.expr.HostArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One program of loops as a function of C: {@code void f(const int64_t *lengths, const double *x, …, void **results)}. It is
 * what another target costs, and shows that all that is shared is not Java's own.
 */
public final class CFunction extends FunctionPrinter {
    private static final CText TEXT = new CText();

    /** What the functions call; blocks, lanes and searches go as in Java. */
    public static final String PRELUDE =
            """
            #include <math.h>
            #include <stdbool.h>
            #include <stdint.h>
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            #define zero_or(a, zero) ((a) == 0 ? (zero) : (a))
            #define best(a, b, is) ((a) != (a) ? (a) : (b) != (b) ? (b) : (a) is (b) ? (a) : (b))
            #define greater(a, b) ((a) == (b) ? zero_or(a, (a) + (b)) : best(a, b, >))
            #define smaller(a, b) ((a) == (b) ? zero_or(a, -(-(a) - (b))) : best(a, b, <))
            #define sign(a) ((a) > 0 ? 1 : (a) < 0 ? -1 : (a))
            #define whole_abs(a) ((a) < 0 ? -(a) : (a))
            #define isGreater(a, best) ((a) > best || ((a) != (a) && best == best))
            #define isLess(a, best) ((a) < best || ((a) != (a) && best == best))
            #define turns(work) ((work) > BLOCK ? 1 : (work) < 1 ? BLOCK : BLOCK / (work))
            static inline int64_t rowTurns(int64_t work, int64_t width) {
                int64_t turns = (width > 1024 ? BLOCK / 1024 * width : BLOCK) / (work < 1 ? 1 : work);
                return turns < 1 ? 1 : turns;
            }
            #define to_int32_t(x) ((x) != (x) ? 0 : (x) >= 0x1p31 ? INT32_MAX : (x) <= -0x1p31 ? INT32_MIN : (int32_t) (x))
            #define to_int64_t(x) ((x) != (x) ? 0 : (x) >= 0x1p63 ? INT64_MAX : (x) <= -0x1p63 ? INT64_MIN : (int64_t) (x))
            #define TREE(name, T, combined) static T name(T *l) { \\
                for (int h = LANES / 2; h > 0; h /= 2) for (int i = 0; i < h; i++) l[i] = combined; return l[0]; }
            TREE(sum_d, double, l[i] + l[i + h])
            TREE(sum_f, float, l[i] + l[i + h])
            TREE(product_d, double, l[i] * l[i + h])
            TREE(product_f, float, l[i] * l[i + h])
            TREE(greatest_d, double, greater(l[i], l[i + h]))
            TREE(greatest_f, float, greater(l[i], l[i + h]))
            TREE(least_d, double, smaller(l[i], l[i + h]))
            TREE(least_f, float, smaller(l[i], l[i + h]))
            #define sum(l) _Generic(*(l), double: sum_d, float: sum_f)(l)
            #define product(l) _Generic(*(l), double: product_d, float: product_f)(l)
            #define greatest(l) _Generic(*(l), double: greatest_d, float: greatest_f)(l)
            #define least(l) _Generic(*(l), double: least_d, float: least_f)(l)
            static inline int64_t at(int64_t i, int64_t n) {
                if (i < -n || i >= n) abort();
                return i < 0 ? i + n : i;
            }
            #define SAY(T, seed, p, n) { \\
                printf("%d", seed); \\
                for (int64_t i = 0; i < n; i++) { \\
                    double d = ((const T *) p)[i]; \\
                    uint64_t bits; \\
                    memcpy(&bits, &d, 8); \\
                    if (d != d) printf(" NaN"); else printf(" %llx", (unsigned long long) bits); \\
                } \\
                printf("\\n"); }
            static inline int64_t sliceStart(int64_t n, int64_t start, int64_t step) {
                int64_t i = start < 0 ? start + n : start, least = step > 0 ? 0 : -1, most = step > 0 ? n : n - 1;
                return i < least ? least : i > most ? most : i;
            }
            static inline int64_t sliceLength(int64_t n, int64_t start, int64_t stop, int64_t step) {
                int64_t from = sliceStart(n, start, step), to = sliceStart(n, stop, step);
                int64_t length = step > 0 ? (to - from + step - 1) / step : (from - to - step - 1) / -step;
                return length < 0 ? 0 : length;
            }
            static inline int64_t quotient(int64_t total, int64_t known) { return known == 0 ? 0 : total / known; }

            """.replace("BLOCK", "INT64_C(" + BLOCK + ")").replace("LANES", "" + LANES);

    private static final Set<String> TAKEN = Set.of(
            "sum",
            "product",
            "greatest",
            "least",
            "at",
            "quotient",
            "sliceStart",
            "sliceLength",
            "turns",
            "rowTurns",
            "sign",
            "greater",
            "smaller",
            "best",
            "lengths",
            "results",
            "i",
            "j",
            "k",
            "l",
            "begin",
            "end",
            "int",
            "auto",
            "register",
            "signed",
            "unsigned",
            "y0",
            "y1",
            "yn",
            "j0",
            "j1",
            "jn",
            "log",
            "exp",
            "floor",
            "gamma",
            "div",
            "abs",
            "index",
            "time",
            "main",
            "say");

    private final String name;

    public CFunction(String name, Loops loops) {
        super(loops, TEXT, TAKEN, "    ");
        this.name = name;
    }

    public String print() {
        SourceText text = text();
        List<String> parameters = new ArrayList<>(List.of("const int64_t *lengths"));
        loops.leaves().forEach(b -> parameters.add(TEXT.constant(b.dtype()) + " *" + names.of(b)));
        parameters.add("void **results");
        SourceText out = new SourceText()
                .open("static void " + name + "(" + String.join(", ", parameters) + ")")
                .block(text);
        for (int i = 0; i < loops.results().size(); i++) {
            out.line("results[" + i + "] = " + names.of(loops.results().get(i)) + ";");
        }
        return out.close().toString();
    }

    /** An array with the numbers. */
    public static String array(String name, HostArray numbers) {
        DType dtype = numbers.type().dtype();
        List<String> each = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            each.add(TEXT.number(dtype, numbers.doubleAt(i), dtype.isFloat() ? 0 : numbers.longAt(i)));
        }
        return "static " + TEXT.constant(dtype) + " " + name + "[] = {"
                + (each.isEmpty() ? "0" : String.join(", ", each)) + "};";
    }

    @Override
    protected String brought(Dimension.OfMemory axis) {
        int before = loops.leaves().stream()
                .takeWhile(b -> !b.equals(axis.buffer()))
                .mapToInt(Buffer::rank)
                .sum();
        return "lengths[" + (before + axis.axis()) + "]";
    }

    @Override
    protected String refusal() {
        return "abort();";
    }

    @Override
    protected void allocate(Buffer b, SourceText to) {
        if (b.role() == Buffer.Role.CONSTANT) {
            to.line(array(names.of(b), loops.literals().get(b.index())));
        } else {
            b.dims().forEach(this::length);
            String type = TEXT.variable(b.dtype());
            to.line(type + " *" + names.of(b) + " = calloc(" + dimensions().size(b.dims(), false) + ", sizeof(" + type
                    + "));");
        }
    }

    @Override
    protected String smaller(String a, String b) {
        return "smaller(" + a + ", " + b + ")";
    }

    @Override
    protected void fill(Nest.Accumulator a, String neutral) {
        lanes.line(TEXT.variable(a.of()) + " " + lanes(a) + "[" + LANES + "];");
        body.line("for (int lane = 0; lane < " + LANES + "; lane++) " + lanes(a) + "[lane] = " + neutral + ";");
    }
}
