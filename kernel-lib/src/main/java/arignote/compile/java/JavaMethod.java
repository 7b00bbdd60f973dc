package arignote.compile.java;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Nest;
import arignote.compile.print.SourceText;
import arignote.expr.DType;
import arignote.expr.ReduceOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One generated method: statements, and before them the fields that they use, as locals. */
public class JavaMethod {
    private static final List<String> INDICES = List.of("i", "j", "k", "l", "i4", "i5", "i6", "i7");

    public final JavaPrinter printer;
    public SourceText body = new SourceText();
    public final Map<Nest.Index, String> indices = new HashMap<>();
    private final String name;
    private final String parameters;
    private String comment;
    private Map<String, String> fields = new LinkedHashMap<>(); // of locals, with their types
    private Set<Nest.Local> here = new HashSet<>(); // locals that the method computes
    private Map<String, String> given; // of a helper: its parameters, with their types
    private Set<Nest.Local> asked; // and the locals among them

    JavaMethod(JavaPrinter printer, String name, String parameters) {
        this.printer = printer;
        this.name = name;
        this.parameters = parameters;
    }

    String name() {
        return name;
    }

    /** Says in the source what the method does. */
    void comment(String sentence) {
        comment = sentence;
    }

    boolean isEmpty() {
        return body.isEmpty();
    }

    SourceText text() {
        SourceText out = new SourceText().blank();
        if (comment != null) {
            out.line("/** " + comment + ". */");
        }
        out.open("private void " + name + "(" + parameters + ")");
        loadFields(out);
        return out.block(body).close();
    }

    private void loadFields(SourceText out) {
        fields.forEach((field, type) -> out.line("final " + type + " " + field + " = this." + field + ";"));
    }

    /** A private method for a part of this one, and the expression that calls it. */
    record Helper(SourceText text, String call) {}

    /**
     * Prints a part of the method into one of its own, which the virtual machine compiles by itself.
     *
     * @param parameters those it needs in any case, with their types
     * @param result the local that it declares and returns, or null
     */
    Helper helper(String name, Map<String, String> parameters, Nest.Accumulator result, Runnable part) {
        SourceText outerBody = body;
        Map<String, String> outerFields = fields;
        Set<Nest.Local> outerHere = here;
        Map<String, String> outerGiven = given;
        Set<Nest.Local> outerAsked = asked;
        body = new SourceText();
        fields = new LinkedHashMap<>();
        here = new HashSet<>();
        given = new LinkedHashMap<>(parameters);
        asked = new LinkedHashSet<>();
        String type = result == null ? "void" : JavaText.type(result.dtype());
        if (result != null) {
            body.line(type + " sum" + result.id() + ";");
        }
        part.run();
        if (result != null) {
            body.line("return sum" + result.id() + ";");
        }
        List<String> declared = new ArrayList<>();
        given.forEach((parameter, of) -> declared.add(of + " " + parameter));
        SourceText out = new SourceText().blank();
        out.open("private " + type + " " + name + "(" + String.join(", ", declared) + ")");
        loadFields(out);
        out.block(body).close();
        Helper made = new Helper(out, name + "(" + String.join(", ", given.keySet()) + ")");
        Set<Nest.Local> needed = asked;
        body = outerBody;
        fields = outerFields;
        here = outerHere;
        given = outerGiven;
        asked = outerAsked;
        needed.forEach(this::read); // what it does not compute, it is given itself
        return made;
    }

    public void statement(Nest.Statement s) {
        if (s instanceof Nest.Let l) {
            let(l);
        } else if (s instanceof Nest.Store t) {
            body.line(printer.store(use(t.buffer()), index(t.buffer(), t.at()), read(t.value())));
        } else if (s instanceof Nest.StoreOnto t) {
            String at = index(t.buffer(), t.at());
            String old = printer.load(use(t.buffer()), at);
            body.line(printer.store(t.buffer(), at, added(t.kind(), t.buffer().dtype(), old, read(t.value()))));
        } else if (s instanceof Nest.Multiply m) {
            multiply(m);
        } else {
            throw new IllegalStateException("no place for " + s);
        }
    }

    private void multiply(Nest.Multiply m) {
        List<Dimension> dims = m.out().dims();
        body.line("Blas.multiply(" + printer.names().of(use(m.left())) + ", " + m.leftTransposed() + ", "
                + printer.names().of(use(m.right())) + ", " + m.rightTransposed() + ", "
                + printer.names().of(use(m.out())) + ", " + length(dims.get(0)) + ", " + length(dims.get(1)) + ", "
                + length(m.summed()) + ");");
    }

    private void let(Nest.Let l) {
        if (l.value() instanceof Nest.Number n) {
            // a number stands where it is used
            printer.number(l.local(), JavaText.number(l.local().dtype(), n.real(), n.whole()));
            return;
        }
        String value = value(l);
        String local = printer.named(l.local());
        body.line(JavaText.type(l.local().dtype()) + " " + local + " = " + value + ";");
        here.add(l.local());
        if (printer.isField(l.local())) {
            body.line("this." + local + " = " + local + ";");
        }
    }

    String value(Nest.Let l) {
        Nest.Value v = l.value();
        DType dtype = l.local().dtype();
        if (v instanceof Nest.Load o) {
            return printer.load(use(o.buffer()), index(o.buffer(), o.at()));
        }
        if (v instanceof Nest.Apply a) {
            List<String> operands = a.operands().stream().map(this::read).toList();
            DType of = a.operands().get(a.operands().size() - 1).dtype();
            return JavaText.apply(a.op(), dtype, of, operands);
        }
        if (v instanceof Nest.Convert c) {
            return JavaText.convert(c.operand().dtype(), dtype, read(c.operand()));
        }
        if (v instanceof Nest.Within w) {
            return "at(" + read(w.index()) + ", " + length(w.length()) + ")";
        }
        if (v instanceof Nest.Count c) {
            return "(long) " + length(c.length());
        }
        if (v instanceof Nest.Position p) {
            return indices.get(p.index());
        }
        if (v instanceof Nest.Result r) {
            return result(r.accumulator());
        }
        throw new IllegalStateException("no text for " + v);
    }

    /** What an accumulator has collected, where it began outside of all loops. */
    String result(Nest.Accumulator a) {
        return JavaSweep.field(a) + "[0]";
    }

    /** The old value with another one added. */
    public static String added(ReduceOp kind, DType dtype, String old, String value) {
        return JavaText.apply(kind.combine(), dtype, dtype, List.of(old, value));
    }

    /** A number that is known, as an expression. */
    public String read(Nest.Local local) {
        if (printer.number(local) != null) {
            return printer.number(local);
        }
        String field = printer.named(local);
        if (!here.contains(local)) {
            if (printer.isField(local)) {
                fields.put(field, JavaText.type(local.dtype()));
            } else if (given != null) {
                given.put(field, JavaText.type(local.dtype()));
                asked.add(local);
            }
        }
        return field;
    }

    /** Notes that the method reads the field of a buffer. */
    Buffer use(Buffer b) {
        fields.put(printer.names().of(b), printer.fieldType(b));
        return b;
    }

    void use(String field, String type) {
        fields.put(field, type);
    }

    public String length(Dimension n) {
        printer.lengthFields(n).forEach(f -> fields.put(f, "int"));
        return printer.lengthOf(n);
    }

    /** The place of an element, row by row. */
    String index(Buffer b, List<Nest.Subscript> at) {
        String index = "";
        int axis = 0;
        for (Nest.Subscript s : at) {
            List<Dimension> dims = b.dims().subList(axis, axis + s.axes());
            axis += s.axes();
            if (!index.isEmpty()) {
                List<String> factors = new ArrayList<>();
                for (Dimension d : dims) {
                    String n = length(d);
                    if (!n.equals("1")) {
                        factors.add(n);
                    }
                }
                for (String n : factors) {
                    index = (JavaText.isOne(index) ? index : "(" + index + ")") + " * " + n;
                }
            }
            String own = s instanceof Nest.Along a
                    ? indices.get(a.index())
                    : s instanceof Nest.Counted c ? place(c.at()) : "";
            if (!own.isEmpty()) {
                index = index.isEmpty() ? own : index + " + " + own;
            }
        }
        return index.isEmpty() ? "0" : index;
    }

    /** A place along an axis, which is an int in any case. */
    private String place(Nest.Local at) {
        String number = printer.number(at);
        return number == null ? "(int) " + read(at) : number.substring(0, number.length() - 1);
    }

    /** A name for the index of a loop at this depth. */
    public static String indexName(int depth) {
        return depth < INDICES.size() ? INDICES.get(depth) : "i" + depth;
    }
}
