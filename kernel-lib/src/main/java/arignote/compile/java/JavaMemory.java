package arignote.compile.java;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Nest;
import arignote.compile.print.SourceNames;
import arignote.compile.print.SourceText;
import arignote.expr.DType;
import arignote.expr.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How Java reads and writes memory: fields with single numbers, arrays, and what lies outside the heap. */
public final class JavaMemory {
    private final List<Buffer> leaves;
    private final Turn turn; // how a run is a turn of a loop; null if it is none
    private final SourceNames names;
    private final Map<Buffer, String> places = new LinkedHashMap<>();
    private final boolean segments;

    JavaMemory(List<Buffer> leaves, Turn turn, SourceNames names, boolean segments) {
        this.leaves = leaves;
        this.turn = turn;
        this.names = names;
        this.segments = segments;
    }

    /** What the accesses below use. */
    SourceText layouts() {
        SourceText out = new SourceText();
        if (segments) {
            for (String type : List.of("Double", "Float", "Long", "Int")) {
                String upper = type.toUpperCase(Locale.ROOT);
                out.line("private static final ValueLayout.Of" + type + " " + upper + " = ValueLayout.JAVA_" + upper
                        + "_UNALIGNED;");
            }
        }
        return out.line("private static final ByteOrder ORDER = ByteOrder.nativeOrder();");
    }

    /** Whether a call brings a single number in the place of memory. */
    boolean isNumber(Buffer b) {
        // a reshaped array may be a scalar, too: what counts is what the call brings
        return b.role() == Buffer.Role.INPUT && leaves.get(b.index()).rank() == 0;
    }

    /**
     * Has buffers begin at another place in each turn of a loop: elements of sequences are read where they lie, and results that are kept
     * are written there. Products take whole arrays.
     */
    void move(List<Buffer> results, Nest.Program program, SourceText declarations) {
        if (turn == null) {
            return;
        }
        List<Buffer> whole = new ArrayList<>();
        for (Nest.Statement s : program.body()) {
            if (s instanceof Nest.Multiply m) {
                whole.addAll(List.of(m.left(), m.right(), m.out()));
            }
        }
        List<Buffer> moving = new ArrayList<>(leaves.subList(0, turn.sequences()));
        for (int k = 0; k < results.size() - (turn.ends() ? 1 : 0); k++) {
            if (!turn.isLast(k)) {
                moving.add(results.get(k));
            }
        }
        for (Buffer b : moving) {
            if (b.rank() > 0 && !b.offHeap() && !whole.contains(b)) {
                places.put(b, names.fresh("place"));
                declarations.line("private int " + places.get(b) + ";");
            }
        }
    }

    /** Which of the matrices this is that stay from turn to turn, a number; negative if it is none. */
    int fixed(Buffer b) {
        return turn == null ? -1 : leaves.indexOf(b) - turn.sequences() - turn.states();
    }

    /** The field with the place where a buffer begins in its array; null if it begins where the array does. */
    String place(Buffer b) {
        return places.get(b);
    }

    /** The type of the field that holds a buffer. */
    String type(Buffer b) {
        if (isNumber(b)) {
            return JavaText.type(b.dtype());
        }
        return b.offHeap() ? (segments ? "MemorySegment" : "ByteBuffer") : JavaText.type(b.dtype()) + "[]";
    }

    public String load(Buffer b, String index) {
        if (isNumber(b)) {
            return names.of(b);
        }
        return b.offHeap()
                ? access("get", b, index) + ")" + (b.dtype() == DType.BOOL ? " != 0" : "")
                : element(b, index);
    }

    public String store(Buffer b, String index, String value) {
        if (!b.offHeap()) {
            return element(b, index) + " = " + value + ";";
        }
        String bytes = b.dtype() == DType.BOOL ? "(byte) (" + value + " ? 1 : 0)" : value;
        return access(segments ? "set" : "put", b, index) + ", " + bytes + ");";
    }

    private String element(Buffer b, String index) {
        return names.of(b) + "[" + index + "]";
    }

    private String access(String method, Buffer b, String index) {
        boolean bool = b.dtype() == DType.BOOL;
        String type = JavaText.type(b.dtype());
        String place = bool ? index : bytes(b, index);
        String capital = Character.toUpperCase(type.charAt(0)) + type.substring(1);
        return names.of(b) + "." + method
                + (segments
                        ? "(" + (bool ? "ValueLayout.JAVA_BYTE" : type.toUpperCase(Locale.ROOT)) + ", "
                        : (bool ? "" : capital) + "(")
                + place;
    }

    /** The place in bytes. */
    public String bytes(Buffer b, String index) {
        if (index.equals("0")) {
            return "0";
        }
        int shift = Integer.numberOfTrailingZeros(b.dtype().bytes());
        String i = JavaText.JAVA.isOne(index) ? index : "(" + index + ")";
        return (segments ? "(long) " : "") + i + " << " + shift;
    }
}
