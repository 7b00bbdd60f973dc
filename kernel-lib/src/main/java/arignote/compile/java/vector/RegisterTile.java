package arignote.compile.java.vector;

import static arignote.compile.java.JavaText.JAVA;

import arignote.compile.java.JavaMethod;
import arignote.compile.java.JavaSweep;
import arignote.compile.java.JavaText;
import arignote.compile.java.Target;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.IndexMap;
import arignote.compile.nest.Nest;
import arignote.compile.nest.RowSums;
import arignote.compile.print.LoopPrinter;
import arignote.compile.print.SourceNames;
import arignote.compile.print.SourceText;
import arignote.expr.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row that an enclosing loop adds up, as a matrix product does for each of its rows: {@code for j: for k: row[k] += …}.
 * While the loop over j runs, some neighbouring elements are held in vectors, and memory gets them at its end. Each element
 * has the same terms added in the same order as without, so the bits are the same.
 *
 * <p>The last vector ends where the row ends; elements that it shares with the one before are computed twice. Rows of
 * fewer elements than a vector has are computed with some single numbers at a time: vectors of a second size would be
 * slow, as Java 17 no longer knows then which size a variable has.
 */
public final class RegisterTile {
    /** So many single numbers are held, for rows that are shorter than a vector. */
    private static final int NUMBERS = 4;

    private final Nest.For summed;
    private final Nest.For row;
    private final DType type;
    private final Target target;
    private final List<Nest.For> fills = new ArrayList<>();
    private final Map<Buffer, Nest.Local> starts = new LinkedHashMap<>(); // what the rows begin with

    private RegisterTile(Nest.For summed, Nest.For row, DType type, Target target) {
        this.summed = summed;
        this.row = row;
        this.type = type;
        this.target = target;
    }

    /** All tiles among these statements. */
    public static List<RegisterTile> among(List<Nest.Statement> body, Target target) {
        List<RegisterTile> tiles = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            RegisterTile tile = of(body, i, target);
            if (tile != null) {
                tiles.add(tile);
            }
        }
        return tiles;
    }

    /** The tile for {@code body.get(at)}, or null if that is no loop that adds up rows that begin in the same body. */
    private static RegisterTile of(List<Nest.Statement> body, int at, Target target) {
        if (!target.hasVectors() || !(body.get(at) instanceof Nest.For summed)) {
            return null;
        }
        int last = summed.body().size() - 1;
        if (last < 0 || !(summed.body().get(last) instanceof Nest.For row) || !row.isInnermost()) {
            return null;
        }
        if (!summed.body().subList(0, last).stream().allMatch(RegisterTile::isPure)) {
            return null;
        }
        DType type = Vectorization.type(row, target);
        if (type == null || StripMining.has(row)) {
            return null;
        }
        RegisterTile tile = new RegisterTile(summed, row, type, target);
        return tile.adds() && tile.findFills(body.subList(0, at)) ? tile : null;
    }

    /** Whether it does not matter how often this is computed, as a row without elements has no tile: it refuses nothing. */
    private static boolean isPure(Nest.Statement s) {
        return s instanceof Nest.Let l && !l.refuses();
    }

    /** Whether the row's loop only adds to memory that nothing reads here and that has no axis along {@code summed}. */
    private boolean adds() {
        List<Buffer> rows = rows();
        for (Nest.Statement s : row.body()) {
            boolean pure = s instanceof Nest.Let
                    || (s instanceof Nest.StoreOnto t && !Nest.Subscript.follows(t.at(), summed.index()));
            if (!pure) {
                return false;
            }
        }
        return !rows.isEmpty()
                && rows.size() == rows.stream().distinct().count()
                && rows.size() * LoopPrinter.LANES / Lanes.of(type, target).width() <= Vectorization.IN_LOCALS
                && rows.stream().noneMatch(b -> RowSums.loads(summed, b));
    }

    private List<Buffer> rows() {
        List<Buffer> rows = new ArrayList<>();
        for (Nest.Statement s : row.body()) {
            if (s instanceof Nest.StoreOnto t) {
                rows.add(t.buffer());
            }
        }
        return rows;
    }

    private boolean findFills(List<Nest.Statement> before) {
        for (Nest.Statement s : row.body()) {
            if (s instanceof Nest.StoreOnto t && !findFill(t, before)) {
                return false;
            }
        }
        return true;
    }

    /** Finds the loop that begins the row; nothing after it may touch the row. */
    private boolean findFill(Nest.StoreOnto onto, List<Nest.Statement> before) {
        for (int i = before.size() - 1; i >= 0; i--) {
            Nest.Statement s = before.get(i);
            if (s instanceof Nest.For f && isFill(f, onto)) {
                fills.add(f);
                starts.put(onto.buffer(), ((Nest.Store) f.body().get(0)).value());
                return true;
            }
            if (RowSums.touches(s, onto.buffer())) {
                return false;
            }
        }
        return false;
    }

    private boolean isFill(Nest.For f, Nest.StoreOnto onto) {
        if (f.body().size() != 1
                || !(f.body().get(0) instanceof Nest.Store t)
                || t.buffer() != onto.buffer()
                || f.index().length().root() != row.index().length().root()) {
            return false;
        }
        for (int i = 0; i < t.at().size(); i++) {
            Nest.Subscript own = onto.at().get(i);
            boolean along = own.map().unitAxis() == row.index();
            Nest.Subscript there = along ? new Nest.Subscript(new IndexMap.Axis<>(f.index()), own.axes()) : own;
            if (!t.at().get(i).equals(there)) {
                return false;
            }
        }
        return true;
    }

    /** The loop that adds up. */
    public Nest.For summed() {
        return summed;
    }

    /** The loops that give the rows their first values; the tile does without. */
    public List<Nest.For> fills() {
        return fills;
    }

    /** Prints the tile for turns of the summed loop, which lies in so many others. */
    public void print(JavaSweep sweep, int depth, String begin, String end) {
        String n = sweep.length(row.index().length());
        Lanes lanes = Lanes.of(type, target);
        sweep.body.open("if (" + n + " >= " + lanes.width() + ")");
        print(sweep, depth, begin, end, lanes, LoopPrinter.LANES / lanes.width());
        sweep.body.otherwise();
        print(sweep, depth, begin, end, null, NUMBERS);
        sweep.body.close();
    }

    /**
     * @param lanes the vectors to hold, or null for single numbers
     * @param count how many of them
     */
    private void print(JavaSweep sweep, int depth, String begin, String end, Lanes lanes, int count) {
        String n = sweep.length(row.index().length());
        SourceText out = sweep.body;
        SourceNames names = sweep.printer.names();
        int width = lanes == null ? 1 : lanes.width();
        String inner = JavaMethod.indexName(depth + 1);
        String from = names.fresh(inner + "Tile");
        out.open("for (int " + from + " = 0; " + from + " < " + n + "; " + from + " += " + count * width + ")");
        List<String> at = new ArrayList<>();
        for (int g = 0; g < count; g++) {
            at.add(names.fresh(inner + g));
            String place = g == 0 ? from : from + " + " + g * width;
            out.line("final int " + at.get(g) + " = Math.min(" + place + ", " + n + " - " + width + ");");
        }
        Map<Buffer, List<String>> held = new LinkedHashMap<>();
        starts.forEach((buffer, start) -> {
            List<String> sums = new ArrayList<>();
            for (int g = 0; g < count; g++) {
                sums.add(names.fresh(names.of(buffer) + "_" + g));
                String first = sweep.read(start);
                out.line((lanes == null ? JavaText.type(type) : lanes.vector()) + " " + sums.get(g) + " = "
                        + (lanes == null ? first : lanes.broadcast(first)) + ";");
            }
            held.put(buffer, sums);
        });
        String j = JavaMethod.indexName(depth);
        sweep.indices.put(summed.index(), j);
        out.open("for (int " + j + " = " + begin + "; " + j + " < " + end + "; " + j + "++)");
        summed.body().subList(0, summed.body().size() - 1).forEach(sweep::statement);
        if (lanes == null) {
            add(sweep, at, held);
        } else {
            new VectorLoop(sweep, row, lanes, List.of(), "0").printHeld(at, held);
        }
        out.close();
        for (Nest.Statement s : row.body()) {
            if (s instanceof Nest.StoreOnto t) {
                for (int g = 0; g < count; g++) {
                    sweep.indices.put(row.index(), at.get(g));
                    String index = sweep.index(t.buffer(), t.at());
                    String sum = held.get(t.buffer()).get(g);
                    out.line(
                            lanes == null
                                    ? sweep.printer.memory().store(t.buffer(), index, sum)
                                    : sum + ".intoArray(" + names.of(t.buffer()) + ", " + index + ");");
                }
            }
        }
        out.close();
    }

    /** Prints one turn for each place. */
    private void add(JavaSweep sweep, List<String> at, Map<Buffer, List<String>> sums) {
        for (int g = 0; g < at.size(); g++) {
            sweep.indices.put(row.index(), at.get(g));
            sweep.body.open();
            for (Nest.Statement s : row.body()) {
                if (s instanceof Nest.StoreOnto t) {
                    String sum = sums.get(t.buffer()).get(g);
                    sweep.body.line(sum + " = " + JAVA.added(t.kind(), type, sum, sweep.read(t.value())) + ";");
                } else {
                    sweep.statement(s);
                }
            }
            sweep.body.close();
        }
    }
}
