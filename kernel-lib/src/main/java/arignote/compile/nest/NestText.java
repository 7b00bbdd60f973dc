package arignote.compile.nest;

import arignote.expr.DType;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Loops as text for a reader. What must hold of the dimensions stands first; {@code |x|} is the length of x, {@code |x, 1|}
 * that of its axis 1. A number that is added up is named after the way of adding: {@code sum0 += v}.
 */
public final class NestText {
    private static final String INDICES = "ijkl";

    private final StringBuilder text = new StringBuilder();
    private final Map<Nest.Local, String> locals = new HashMap<>();
    private final Map<Nest.Index, String> indices = new HashMap<>();
    private final Map<Buffer, String> buffers = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private int depth;

    private NestText() {}

    /** The whole computation, one statement a line. */
    public static String of(Nest.Program program) {
        NestText t = new NestText();
        program.guards().forEach(g -> t.line("needs " + t.guard(g)));
        program.body().forEach(t::statement);
        return t.text.toString();
    }

    private void line(String line) {
        text.append("    ".repeat(depth)).append(line).append('\n');
    }

    private String guard(Guard g) {
        if (g instanceof Guard.Same s) {
            return length(s.a()) + " = " + length(s.b());
        }
        if (g instanceof Guard.Different d) {
            return length(d.a()) + " not " + length(d.b());
        }
        if (g instanceof Guard.AtLeast l) {
            return length(l.a()) + (l.isThere() ? " >= " : " < ") + l.border();
        }
        return g instanceof Guard.Repeated r
                ? length(r.a()) + " = 1, " + length(r.to()) + " not"
                : length(((Guard.Some) g).a()) + " > 0";
    }

    private String length(Dimension n) {
        Dimension.Source source = n.source();
        if (source instanceof Dimension.OfMemory m) {
            return "|" + name(m.buffer()) + (m.buffer().rank() == 1 ? "" : ", " + m.axis()) + "|";
        }
        if (source instanceof Dimension.Fixed f) {
            return Long.toString(f.value());
        }
        if (source instanceof Dimension.Product p) {
            return product(p.factors());
        }
        if (source instanceof Dimension.OfValue v) {
            return name(v.buffer()) + (v.buffer().rank() == 0 ? "" : "[" + v.element() + "]");
        }
        if (source instanceof Dimension.Computed c) {
            return "(" + c.op().text(c.operands().stream().map(this::length).toList()) + ")";
        }
        Dimension.Quotient q = (Dimension.Quotient) source;
        return product(q.total()) + " / (" + product(q.known()) + ")";
    }

    private String product(List<Dimension> factors) {
        return factors.isEmpty() ? "1" : factors.stream().map(this::length).collect(Collectors.joining(" * "));
    }

    private void statement(Nest.Statement s) {
        if (s instanceof Nest.Let l) {
            let(l);
        } else if (s instanceof Nest.For f) {
            indices.put(f.index(), depth < INDICES.length() ? INDICES.substring(depth, depth + 1) : "i" + depth);
            line("for " + indices.get(f.index()) + " < " + length(f.index().length()));
            depth++;
            f.body().forEach(this::statement);
            depth--;
        } else if (s instanceof Nest.Begin b) {
            line("begin " + name(b.accumulator()));
        } else if (s instanceof Nest.Accumulate a) {
            ReduceOp kind = a.accumulator().kind();
            boolean search = kind.form() == ReduceOp.Form.POSITION;
            String at = a.position().stream().map(indices::get).collect(Collectors.joining(", "));
            line(name(a.accumulator()) + " " + onto(kind) + " " + read(a.value()) + (search ? " at " + at : ""));
        } else if (s instanceof Nest.Store t) {
            line(element(t.buffer(), t.at()) + " = " + read(t.value()));
        } else if (s instanceof Nest.StoreOnto t) {
            line(element(t.buffer(), t.at()) + " " + onto(t.kind()) + " " + read(t.value()));
        } else {
            Nest.Multiply m = (Nest.Multiply) s;
            line(name(m.out()) + " = " + name(m.left()) + (m.leftTransposed() ? "' " : " ") + name(m.right())
                    + (m.rightTransposed() ? "'" : "") + " tile by tile");
        }
    }

    private static String onto(ReduceOp kind) {
        return kind == ReduceOp.SUM ? "+=" : kind.label() + "=";
    }

    private void let(Nest.Let l) {
        if (l.value() instanceof Nest.Number n) {
            // a number stands where it is used
            DType dtype = l.local().dtype();
            locals.put(l.local(), dtype.isFloat() ? Double.toString(n.real()) : Long.toString(n.whole()));
        } else {
            String value = value(l);
            locals.put(
                    l.local(), fresh(l.local().hint() == null ? "v" : l.local().hint()));
            line(locals.get(l.local()) + " = " + value);
        }
    }

    private String value(Nest.Let let) {
        Nest.Value v = let.value();
        if (v instanceof Nest.Load l) {
            return element(l.buffer(), l.at());
        }
        if (v instanceof Nest.Apply a) {
            return apply(a.op(), a.operands().stream().map(this::read).toList());
        }
        if (v instanceof Nest.Convert c) {
            return let.local().dtype() + "(" + read(c.operand()) + ")";
        }
        if (v instanceof Nest.Count c) {
            return length(c.length());
        }
        if (v instanceof Nest.Within w) {
            return read(w.index()) + " within " + length(w.length());
        }
        return v instanceof Nest.Position p ? indices.get(p.index()) : name(((Nest.Result) v).accumulator());
    }

    private static String apply(ScalarOp op, List<String> operands) {
        String text = op.text();
        for (int i = 0; i < operands.size(); i++) {
            text = text.replace("#" + (i + 1), operands.get(i));
        }
        return text.startsWith("(") ? text.substring(1, text.length() - 1) : text;
    }

    private String element(Buffer b, List<Nest.Subscript> at) {
        if (at.isEmpty()) {
            return name(b);
        }
        List<String> places = new ArrayList<>();
        for (Nest.Subscript s : at) {
            String place = s.map().linear().text(indices::get, this::read);
            places.add(place.isEmpty() ? "0" : place);
        }
        return name(b) + "[" + String.join(", ", places) + "]";
    }

    private String read(Nest.Local local) {
        return locals.get(local);
    }

    private static String name(Nest.Accumulator a) {
        return a.kind().label() + a.id();
    }

    private String name(Buffer b) {
        return buffers.computeIfAbsent(b, k -> {
            String own = k.name() == null ? "" : " " + k.name();
            return switch (k.role()) {
                case INPUT, SHARED -> taken(k.name() == null ? "input" + k.index() : k.name());
                case CONSTANT -> taken("constant" + k.index());
                case TEMPORARY, PART -> taken("memory" + k.index());
                case OUTPUT -> taken("output" + (own.isEmpty() ? k.index() : own));
                case UPDATE -> taken("new" + (own.isEmpty() ? k.index() : own));
            };
        });
    }

    private String taken(String name) {
        return used.add(name) ? name : fresh(name);
    }

    /** {@code hint} with the first free number, or alone if it is a name. */
    private String fresh(String hint) {
        if (!hint.equals("v") && used.add(hint)) {
            return hint;
        }
        int i = 0;
        while (!used.add(hint + i)) {
            i++;
        }
        return hint + i;
    }
}
