package arignote.compile.java.vector;

import arignote.compile.print.SourceText;
import arignote.expr.DType;

/**
 * Prints the class that multiplies tiles of matrices in vectors, each of whose elements is added up in a register, in the order of the
 * sum. An indirect tile has rows and steps where tables say.
 *
 * <p>Sums, a row of the right matrix, an element of the left one and a product have to fit into the registers: one sum that is kept in
 * memory instead makes a tile as slow as memory is. There are 32 registers where vectors have 512 bits, and else 16 may be all.
 */
public final class ProductTiles {
    private final Lanes lanes;
    private final int rows;
    private final int most; // vectors in a row
    private final String type;
    private final SourceText out = new SourceText();

    private ProductTiles(DType dtype, int vectorBits) {
        type = dtype == DType.FLOAT64 ? "double" : "float";
        lanes = new Lanes(dtype, vectorBits / 8 / dtype.bytes(), "S");
        rows = vectorBits == 512 ? 8 : 6;
        most = vectorBits == 512 ? 3 : 2;
    }

    /** What the class is called: {@code DoubleTiles512}. */
    public static String name(DType dtype, int vectorBits) {
        return (dtype == DType.FLOAT64 ? "Double" : "Float") + "Tiles" + vectorBits;
    }

    /** The whole source. */
    public static String file(DType dtype, int vectorBits) {
        return new ProductTiles(dtype, vectorBits).file(name(dtype, vectorBits));
    }

    private String file(String name) {
        out.line("package arignote.compile.runtime;").blank();
        out.line("import jdk.incubator.vector.*;").blank();
        out.open("final class " + name + " extends " + name.replaceFirst("Tiles.*", "Product"));
        out.line(lanes.declaration()).blank();
        out.open(name + "()")
                .line("super(" + rows + ", " + lanes.width() + ", " + most + ");")
                .close();
        for (boolean indirect : new boolean[] {false, true}) {
            choice(indirect);
            for (int v = 1; v <= most; v++) {
                tile(indirect, v);
            }
        }
        return out.close().toString();
    }

    private static String name(boolean indirect) {
        return indirect ? "indirectTile" : "tile";
    }

    /** What is known of a tile beside its matrices and {@code k}, as parameters or as arguments. */
    private String parameters(boolean indirect, boolean typed) {
        String all = indirect
                ? "A a, int a0, R aRows, int row, R steps, int step, A b, int b0, int bStep, A c, int c0, R cRows, int k"
                : "A a, int a0, int aRow, int aStep, A b, int b0, int bStep, A c, int c0, int cRow, int k";
        return typed ? all.replace("A ", type + "[] ").replace("R ", "int[] ") : all.replaceAll("(A|R|int) ", "");
    }

    private void choice(boolean indirect) {
        out.blank().line("@Override");
        out.open("void " + name(indirect) + "(int vectors, " + parameters(indirect, true) + ")");
        out.open("switch (vectors)");
        for (int v = 1; v <= most; v++) {
            out.line((v < most ? "case " + v : "default") + " -> " + name(indirect) + v + "("
                    + parameters(indirect, false) + ");");
        }
        out.close().close();
    }

    private void tile(boolean indirect, int vectors) {
        String vector = lanes.vector();
        out.blank();
        out.open("private static void " + name(indirect) + vectors + "(" + parameters(indirect, true) + ")");
        for (int i = 0; i < rows; i++) {
            out.line("int c" + i + "At = c0 + " + (indirect ? "cRows[row + " + i + "];" : i + " * cRow;"));
            out.line("int a" + i + "At = a0 + " + (indirect ? "aRows[row + " + i + "];" : i + " * aRow;"));
        }
        each(
                vectors,
                (i, v) ->
                        out.line(vector + " " + sum(i, v) + " = " + vector + ".fromArray(S, c, " + place(i, v) + ");"));
        out.line("int at = b0;");
        out.open("for (int p = 0; p < k; p++)");
        for (int v = 0; v < vectors; v++) {
            out.line(vector + " y" + v + " = " + vector + ".fromArray(S, b, at + " + v * lanes.width() + ");");
        }
        out.line("at += bStep;");
        if (indirect) {
            out.line("int there = steps[step + p];");
        }
        for (int i = 0; i < rows; i++) {
            String at = "a" + i + "At" + (indirect ? " + there" : "");
            out.line(vector + " x" + i + " = " + vector + ".broadcast(S, a[" + at + "]);");
            if (!indirect) {
                out.line("a" + i + "At += aStep;");
            }
            for (int v = 0; v < vectors; v++) {
                out.line(sum(i, v) + " = " + sum(i, v) + ".add(x" + i + ".mul(y" + v + "));");
            }
        }
        out.close();
        each(vectors, (i, v) -> out.line(sum(i, v) + ".intoArray(c, " + place(i, v) + ");"));
        out.close();
    }

    private interface Each {
        void at(int row, int vector);
    }

    private void each(int vectors, Each each) {
        for (int i = 0; i < rows; i++) {
            for (int v = 0; v < vectors; v++) {
                each.at(i, v);
            }
        }
    }

    private static String sum(int i, int v) {
        return "c" + i + "x" + v;
    }

    private String place(int i, int v) {
        return "c" + i + "At + " + v * lanes.width();
    }
}
