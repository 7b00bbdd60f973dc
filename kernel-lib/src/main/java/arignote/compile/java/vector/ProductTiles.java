package arignote.compile.java.vector;

import arignote.compile.print.SourceText;
import arignote.expr.DType;

/**
 * Prints the class that multiplies tiles of matrices in vectors: of so many rows and up to {@value #VECTORS} vectors, each of
 * whose elements is added up in a register, in the order of the sum.
 */
public final class ProductTiles {
    /** A row of a tile has so many vectors at most. */
    public static final int VECTORS = 3;

    private final Lanes lanes;
    private final int rows;
    private final String type;
    private final SourceText out = new SourceText();

    private ProductTiles(DType dtype, int vectorBits) {
        type = dtype == DType.FLOAT64 ? "double" : "float";
        lanes = new Lanes(dtype, vectorBits / 8 / dtype.bytes(), "S");
        rows = rows(vectorBits);
    }

    /** How many rows a tile has: its sums, a row of the right matrix and an element of the left one fill the registers. */
    public static int rows(int vectorBits) {
        return vectorBits == 512 ? 8 : 4;
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
                .line("super(" + rows + ", " + lanes.width() + ", " + VECTORS + ");")
                .close();
        out.blank().line("@Override");
        out.open("void tile(int vectors, " + type + "[] a, int a0, int aRow, int aStep, " + type
                + "[] b, int b0, int bStep, " + type + "[] c, int c0, int cRow, int k)");
        out.open("switch (vectors)");
        for (int v = 1; v <= VECTORS; v++) {
            out.line((v < VECTORS ? "case " + v : "default") + " -> tile" + v
                    + "(a, a0, aRow, aStep, b, b0, bStep, c, c0, cRow, k);");
        }
        out.close().close();
        for (int v = 1; v <= VECTORS; v++) {
            tile(v);
        }
        return out.close().toString();
    }

    private void tile(int vectors) {
        String vector = lanes.vector();
        out.blank();
        out.open("private static void tile" + vectors + "(" + type + "[] a, int a0, int aRow, int aStep, " + type
                + "[] b, int b0, int bStep, " + type + "[] c, int c0, int cRow, int k)");
        each(
                vectors,
                (i, v) ->
                        out.line(vector + " " + sum(i, v) + " = " + vector + ".fromArray(S, c, " + place(i, v) + ");"));
        for (int i = 0; i < rows; i++) {
            out.line("int a" + i + "At = a0 + " + i + " * aRow;");
        }
        out.line("int at = b0;");
        out.open("for (int p = 0; p < k; p++)");
        for (int v = 0; v < vectors; v++) {
            out.line(vector + " y" + v + " = " + vector + ".fromArray(S, b, at + " + v * lanes.width() + ");");
        }
        out.line("at += bStep;");
        for (int i = 0; i < rows; i++) {
            out.line(vector + " x" + i + " = " + vector + ".broadcast(S, a[a" + i + "At]);");
            out.line("a" + i + "At += aStep;");
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
        return "c0 + " + i + " * cRow + " + v * lanes.width();
    }
}
