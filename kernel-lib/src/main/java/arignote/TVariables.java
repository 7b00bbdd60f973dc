package arignote;

import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.TensorType;

/** The variables of {@link T}: for each dtype and each number of axes one with a name and one without. */
public abstract sealed class TVariables extends TSeveral permits TSpecial {
    TVariables() {}

    /** A scalar of type floatX: an input, whose value each call gives. */
    public static Expr scalar(String name) {
        return Build.input(name, new TensorType(Config.floatX(), 0));
    }

    /** An unnamed scalar of type floatX. */
    public static Expr scalar() {
        return scalar(null);
    }

    /** A vector of type floatX: an input, whose value each call gives. */
    public static Expr vector(String name) {
        return Build.input(name, new TensorType(Config.floatX(), 1));
    }

    /** An unnamed vector of type floatX. */
    public static Expr vector() {
        return vector(null);
    }

    /** A matrix of type floatX: an input, whose value each call gives. */
    public static Expr matrix(String name) {
        return Build.input(name, new TensorType(Config.floatX(), 2));
    }

    /** An unnamed matrix of type floatX. */
    public static Expr matrix() {
        return matrix(null);
    }

    /** A tensor3 of type floatX: an input, whose value each call gives. */
    public static Expr tensor3(String name) {
        return Build.input(name, new TensorType(Config.floatX(), 3));
    }

    /** An unnamed tensor3 of type floatX. */
    public static Expr tensor3() {
        return tensor3(null);
    }

    /** A tensor4 of type floatX: an input, whose value each call gives. */
    public static Expr tensor4(String name) {
        return Build.input(name, new TensorType(Config.floatX(), 4));
    }

    /** An unnamed tensor4 of type floatX. */
    public static Expr tensor4() {
        return tensor4(null);
    }

    /** A scalar of type float64: an input, whose value each call gives. */
    public static Expr dscalar(String name) {
        return Build.input(name, new TensorType(DType.FLOAT64, 0));
    }

    /** An unnamed scalar of type float64. */
    public static Expr dscalar() {
        return dscalar(null);
    }

    /** A vector of type float64: an input, whose value each call gives. */
    public static Expr dvector(String name) {
        return Build.input(name, new TensorType(DType.FLOAT64, 1));
    }

    /** An unnamed vector of type float64. */
    public static Expr dvector() {
        return dvector(null);
    }

    /** A matrix of type float64: an input, whose value each call gives. */
    public static Expr dmatrix(String name) {
        return Build.input(name, new TensorType(DType.FLOAT64, 2));
    }

    /** An unnamed matrix of type float64. */
    public static Expr dmatrix() {
        return dmatrix(null);
    }

    /** A tensor3 of type float64: an input, whose value each call gives. */
    public static Expr dtensor3(String name) {
        return Build.input(name, new TensorType(DType.FLOAT64, 3));
    }

    /** An unnamed tensor3 of type float64. */
    public static Expr dtensor3() {
        return dtensor3(null);
    }

    /** A tensor4 of type float64: an input, whose value each call gives. */
    public static Expr dtensor4(String name) {
        return Build.input(name, new TensorType(DType.FLOAT64, 4));
    }

    /** An unnamed tensor4 of type float64. */
    public static Expr dtensor4() {
        return dtensor4(null);
    }

    /** A scalar of type float32: an input, whose value each call gives. */
    public static Expr fscalar(String name) {
        return Build.input(name, new TensorType(DType.FLOAT32, 0));
    }

    /** An unnamed scalar of type float32. */
    public static Expr fscalar() {
        return fscalar(null);
    }

    /** A vector of type float32: an input, whose value each call gives. */
    public static Expr fvector(String name) {
        return Build.input(name, new TensorType(DType.FLOAT32, 1));
    }

    /** An unnamed vector of type float32. */
    public static Expr fvector() {
        return fvector(null);
    }

    /** A matrix of type float32: an input, whose value each call gives. */
    public static Expr fmatrix(String name) {
        return Build.input(name, new TensorType(DType.FLOAT32, 2));
    }

    /** An unnamed matrix of type float32. */
    public static Expr fmatrix() {
        return fmatrix(null);
    }

    /** A tensor3 of type float32: an input, whose value each call gives. */
    public static Expr ftensor3(String name) {
        return Build.input(name, new TensorType(DType.FLOAT32, 3));
    }

    /** An unnamed tensor3 of type float32. */
    public static Expr ftensor3() {
        return ftensor3(null);
    }

    /** A tensor4 of type float32: an input, whose value each call gives. */
    public static Expr ftensor4(String name) {
        return Build.input(name, new TensorType(DType.FLOAT32, 4));
    }

    /** An unnamed tensor4 of type float32. */
    public static Expr ftensor4() {
        return ftensor4(null);
    }

    /** A scalar of type int32: an input, whose value each call gives. */
    public static Expr iscalar(String name) {
        return Build.input(name, new TensorType(DType.INT32, 0));
    }

    /** An unnamed scalar of type int32. */
    public static Expr iscalar() {
        return iscalar(null);
    }

    /** A vector of type int32: an input, whose value each call gives. */
    public static Expr ivector(String name) {
        return Build.input(name, new TensorType(DType.INT32, 1));
    }

    /** An unnamed vector of type int32. */
    public static Expr ivector() {
        return ivector(null);
    }

    /** A matrix of type int32: an input, whose value each call gives. */
    public static Expr imatrix(String name) {
        return Build.input(name, new TensorType(DType.INT32, 2));
    }

    /** An unnamed matrix of type int32. */
    public static Expr imatrix() {
        return imatrix(null);
    }

    /** A tensor3 of type int32: an input, whose value each call gives. */
    public static Expr itensor3(String name) {
        return Build.input(name, new TensorType(DType.INT32, 3));
    }

    /** An unnamed tensor3 of type int32. */
    public static Expr itensor3() {
        return itensor3(null);
    }

    /** A tensor4 of type int32: an input, whose value each call gives. */
    public static Expr itensor4(String name) {
        return Build.input(name, new TensorType(DType.INT32, 4));
    }

    /** An unnamed tensor4 of type int32. */
    public static Expr itensor4() {
        return itensor4(null);
    }

    /** A scalar of type int64: an input, whose value each call gives. */
    public static Expr lscalar(String name) {
        return Build.input(name, new TensorType(DType.INT64, 0));
    }

    /** An unnamed scalar of type int64. */
    public static Expr lscalar() {
        return lscalar(null);
    }

    /** A vector of type int64: an input, whose value each call gives. */
    public static Expr lvector(String name) {
        return Build.input(name, new TensorType(DType.INT64, 1));
    }

    /** An unnamed vector of type int64. */
    public static Expr lvector() {
        return lvector(null);
    }

    /** A matrix of type int64: an input, whose value each call gives. */
    public static Expr lmatrix(String name) {
        return Build.input(name, new TensorType(DType.INT64, 2));
    }

    /** An unnamed matrix of type int64. */
    public static Expr lmatrix() {
        return lmatrix(null);
    }

    /** A tensor3 of type int64: an input, whose value each call gives. */
    public static Expr ltensor3(String name) {
        return Build.input(name, new TensorType(DType.INT64, 3));
    }

    /** An unnamed tensor3 of type int64. */
    public static Expr ltensor3() {
        return ltensor3(null);
    }

    /** A tensor4 of type int64: an input, whose value each call gives. */
    public static Expr ltensor4(String name) {
        return Build.input(name, new TensorType(DType.INT64, 4));
    }

    /** An unnamed tensor4 of type int64. */
    public static Expr ltensor4() {
        return ltensor4(null);
    }

    /** A scalar of type bool: an input, whose value each call gives. */
    public static Expr bscalar(String name) {
        return Build.input(name, new TensorType(DType.BOOL, 0));
    }

    /** An unnamed scalar of type bool. */
    public static Expr bscalar() {
        return bscalar(null);
    }

    /** A vector of type bool: an input, whose value each call gives. */
    public static Expr bvector(String name) {
        return Build.input(name, new TensorType(DType.BOOL, 1));
    }

    /** An unnamed vector of type bool. */
    public static Expr bvector() {
        return bvector(null);
    }

    /** A matrix of type bool: an input, whose value each call gives. */
    public static Expr bmatrix(String name) {
        return Build.input(name, new TensorType(DType.BOOL, 2));
    }

    /** An unnamed matrix of type bool. */
    public static Expr bmatrix() {
        return bmatrix(null);
    }

    /** A tensor3 of type bool: an input, whose value each call gives. */
    public static Expr btensor3(String name) {
        return Build.input(name, new TensorType(DType.BOOL, 3));
    }

    /** An unnamed tensor3 of type bool. */
    public static Expr btensor3() {
        return btensor3(null);
    }

    /** A tensor4 of type bool: an input, whose value each call gives. */
    public static Expr btensor4(String name) {
        return Build.input(name, new TensorType(DType.BOOL, 4));
    }

    /** An unnamed tensor4 of type bool. */
    public static Expr btensor4() {
        return btensor4(null);
    }
}
