package arignote.compile.java;

import static arignote.compile.java.JavaText.JAVA;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Nest;
import arignote.compile.print.LoopPrinter;
import arignote.compile.print.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One generated method: statements, and before them the fields that they use, as locals. */
public class JavaMethod extends LoopPrinter {
    public final JavaPrinter printer;
    private final String name;
    private final String parameters;
    private String comment;
    private Map<String, String> fields = new LinkedHashMap<>(); // of locals, with their types
    private Set<Nest.Local> here = new HashSet<>(); // locals that the method computes
    private Map<String, String> given; // of a helper: its parameters, with their types
    private Set<Nest.Local> asked; // and the locals among them

    JavaMethod(JavaPrinter printer, String name, String parameters) {
        super(JAVA, new SourceText());
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

    /** The statements, which use the fields as locals. */
    SourceText body() {
        return body;
    }

    /** The fields that are used, with their types. */
    Map<String, String> fields() {
        return fields;
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
        fields.forEach((field, type) -> out.line("final " + type + " " + field + " = " + first(field) + ";"));
    }

    /** What the local begins with that has the name of a field. */
    protected String first(String field) {
        return "this." + field;
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

    @Override
    protected void number(Nest.Local local, String text) {
        printer.number(local, text);
    }

    @Override
    protected void declare(Nest.Let l, String value) {
        String local = printer.named(l.local());
        body.line(JavaText.type(l.local().dtype()) + " " + local + " = " + value + ";");
        here.add(l.local());
        if (printer.isField(l.local())) {
            body.line("this." + local + " = " + local + ";");
        }
    }

    @Override
    protected String count(Dimension n) {
        return "(long) " + length(n);
    }

    @Override
    public String index(Buffer b, List<Nest.Subscript> at) {
        String index = super.index(b, at);
        String place = printer.memory().place(b);
        if (place == null) {
            return index;
        }
        use(place, "int");
        return index.equals("0") ? place : place + " + " + index;
    }

    @Override
    protected String load(Buffer b, List<Nest.Subscript> at) {
        return printer.memory().load(use(b), index(b, at));
    }

    @Override
    protected void store(Nest.Store t) {
        Buffer b = t.buffer();
        body.line(printer.memory().store(use(b), index(b, t.at()), read(t.value())));
    }

    @Override
    protected void storeOnto(Nest.StoreOnto t) {
        Buffer b = t.buffer();
        String at = index(b, t.at());
        String old = printer.memory().load(use(b), at);
        body.line(printer.memory().store(b, at, JAVA.added(t.kind(), b.dtype(), old, read(t.value()))));
    }

    @Override
    protected String product(Nest.Multiply m) {
        int fixed = printer.memory().fixed(m.right());
        return (fixed < 0 ? "multiply(" : "multiplyByFixed(" + fixed + ", ")
                + printer.target().vectorBits() + ", ";
    }

    /** What an accumulator has collected, where it began outside of all loops. */
    @Override
    protected String collected(Nest.Accumulator a) {
        return total(a) + "[0]";
    }

    /** The field with the sums of blocks. */
    static String total(Nest.Accumulator a) {
        return "total" + a.id();
    }

    @Override
    protected String sum(Nest.Accumulator a) {
        return "sum" + a.id();
    }

    @Override
    public String lanes(Nest.Accumulator a) {
        return "lanes" + a.id();
    }

    @Override
    protected void fill(Nest.Accumulator a, String neutral) {
        throw new IllegalStateException("no lanes outside of loops");
    }

    @Override
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

    @Override
    protected String memory(Buffer b) {
        return printer.names().of(use(b));
    }

    /** Notes that the method reads the field of a buffer. */
    Buffer use(Buffer b) {
        fields.put(printer.names().of(b), printer.memory().type(b));
        return b;
    }

    void use(String field, String type) {
        fields.put(field, type);
    }

    @Override
    public String length(Dimension n) {
        String length = printer.lengths().of(n);
        printer.lengths().text().variables(n).forEach(f -> fields.put(f, "int"));
        return length;
    }

    /** A place along an axis, which is an int in any case. */
    @Override
    protected String place(Nest.Local at) {
        String number = printer.number(at);
        return number == null ? "(int) " + read(at) : number.substring(0, number.length() - 1);
    }
}
