package arignote.compile.java.vector;

import arignote.compile.java.Target;
import arignote.expr.DType;

/**
 * The vectors that a source has for numbers of one type.
 *
 * @param width how many numbers each holds
 * @param species what the source calls their species
 */
public record Lanes(DType type, int width, String species) {
    public static Lanes of(DType type, Target target) {
        return new Lanes(type, target.vectorBits() / (8 * type.bytes()), type == DType.FLOAT64 ? "S" : "F");
    }

    /** The class of the vectors. */
    String vector() {
        return type == DType.FLOAT64 ? "DoubleVector" : "FloatVector";
    }

    /** The declaration of the species. */
    public String declaration() {
        String of = type == DType.FLOAT64 ? "Double" : "Float";
        return "private static final VectorSpecies<" + of + "> " + species + " = " + vector() + ".SPECIES_"
                + 8 * type.bytes() * width + ";";
    }

    String broadcast(String number) {
        return vector() + ".broadcast(" + species + ", " + number + ")";
    }
}
