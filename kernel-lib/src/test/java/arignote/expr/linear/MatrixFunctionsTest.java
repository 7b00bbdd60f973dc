package arignote.expr.linear;

import static arignote.expr.DType.FLOAT32;
import static arignote.expr.DType.FLOAT64;
import static arignote.expr.DType.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.Expr;
import arignote.RandomState;
import arignote.T;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Row;
import arignote.expr.Slopes;
import arignote.expr.TensorType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

class MatrixFunctionsTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final Map<Expr, Object> VALUES = new LinkedHashMap<>();
    private static final Expr A = variable("A", shape(3, 3), 4, 1, -0.5, 0.25, 3, 1.5, 0.5, -1, 2);
    private static final Expr S = variable("S", shape(3, 3), 4, 1, -0.5, 1, 3, 0.75, -0.5, 0.75, 2);
    private static final Expr G = variable("G", shape(3, 3), 1, 2, 3, 2, 4, 6, 1, 0, 1);
    private static final Expr M = variable("M", shape(3, 4), 1, 2, -1, 0.5, 0.5, -1, 3, 2, 2, 0.25, 1, -1);
    private static final Expr B = variable("B", shape(3, 2), 1, 2, -1, 0.5, 3, -2);
    private static final Expr V = variable("V", shape(3), 1, -2, 0.5);
    private static final Expr N = variable("N", INT64, shape(2, 3), 3, 1, 2, 3, 5, 1);

    private static Expr variable(String name, long[] shape, double... values) {
        return variable(name, FLOAT64, shape, values);
    }

    private static Expr variable(String name, DType dtype, long[] shape, double... values) {
        Expr x = Build.input(name, new TensorType(dtype, shape.length));
        VALUES.put(x, Build.constant(HostArray.ofDoubles(dtype, shape, values)).eval());
        return x;
    }

    private static long[] shape(long... lengths) {
        return lengths;
    }

    private static Row row(String python, Expr e, DType dtype, long[] shape, double... values) {
        return new Row(python, e, dtype, shape, values);
    }

    private static HostArray at(long[] shape, double... values) {
        return HostArray.ofDoubles(FLOAT64, shape, values);
    }

    /** NumPy 2.4 as np, SciPy 1.17 as sl, mpmath with 50 digits as mp, of A, S and so on as above. */
    @TestFactory
    Stream<DynamicTest> values_are_those_of_numpy() {
        // spotless:off
        return Stream.of(
            row("np.linalg.det(A)", T.det(A), FLOAT64, shape(), 31.124999999999986),
            row("np.linalg.det(G)", T.det(G), FLOAT64, shape(), 0),
            row("np.linalg.slogdet(-A)[0]", T.slogdet(A.negate()).sign(), FLOAT64, shape(), -1),
            row("np.linalg.slogdet(-A)[1]", T.slogdet(A.negate()).logDet(), FLOAT64, shape(), 3.438011354784871),
            row("np.linalg.slogdet([[0,0],[0,1]])[0]", T.slogdet(new double[][] {{0, 0}, {0, 1}}).sign(), FLOAT64, shape(), 0),
            row("np.linalg.slogdet([[0,0],[0,1]])[1]", T.slogdet(new double[][] {{0, 0}, {0, 1}}).logDet(), FLOAT64, shape(), -INF),
            row("np.linalg.inv(A)", T.matrixInverse(A), FLOAT64, shape(3, 3), 0.24096385542168675, -0.04819277108433735, 0.09638554216867469, 0.00803212851405622, 0.26506024096385544, -0.1967871485943775, -0.056224899598393566, 0.14457831325301204, 0.37751004016064255),
            row("np.linalg.inv([[2,1],[1,1]])", T.matrixInverse(new int[][] {{2, 1}, {1, 1}}), FLOAT64, shape(2, 2), 1, -1, -1, 2),
            row("np.linalg.solve(A, V)", T.solve(A, V), FLOAT64, shape(3), 0.3855421686746988, -0.6204819277108433, -0.15662650602409636),
            row("np.linalg.solve(A, B)", T.solve(A, B), FLOAT64, shape(3, 2), 0.5783132530120482, 0.2650602409638554, -0.8473895582329317, 0.5421686746987951, 0.931726907630522, -0.7951807228915662),
            row("sl.solve(S, B, assume_a='sym')", T.solve(S, B, "sym"), FLOAT64, shape(3, 2), 0.7979452054794521, 0.2842465753424658, -1.13013698630137, 0.33561643835616434, 2.1232876712328768, -1.0547945205479452),
            row("sl.solve(S, V, assume_a='pos')", T.solve(S, V, "pos"), FLOAT64, shape(3), 0.6198630136986301, -1.0753424657534247, 0.8082191780821916),
            row("sl.solve_triangular(A, V)", T.solveTriangular(A, V), FLOAT64, shape(3), 0.47916666666666663, -0.7916666666666666, 0.25),
            row("sl.solve_triangular(A, B, lower=True)", T.solveTriangular(A, B, true), FLOAT64, shape(3, 2), 0.25, 0.5, -0.35416666666666663, 0.125, 1.2604166666666667, -1.0625),
            row("sl.solve_triangular(A, B, trans=1, lower=True, unit_diagonal=True)", T.solveTriangular(A, B, true, true, true), FLOAT64, shape(3, 2), -1, 3.375, 2, -1.5, 3, -2),
            row("sl.solve_triangular(A, V, lower=True)", T.solveLowerTriangular(A, V), FLOAT64, shape(3), 0.25, -0.6875, -0.15625),
            row("sl.solve_triangular(A, B)", T.solveUpperTriangular(A, B), FLOAT64, shape(3, 2), 0.7083333333333333, 0.20833333333333334, -1.0833333333333333, 0.6666666666666666, 1.5, -1),
            row("np.linalg.cholesky(S)", T.cholesky(S), FLOAT64, shape(3, 3), 2, 0, 0, 0.5, 1.6583123951777, 0, -0.25, 0.5276448530110863, 1.2880570286640687),
            row("sl.cholesky(S)", T.cholesky(S, false), FLOAT64, shape(3, 3), 2, 0.5, -0.25, 0, 1.6583123951777, 0.5276448530110863, 0, 0, 1.2880570286640687),
            row("np.linalg.qr(M)[0]", T.qr(M).q(), FLOAT64, shape(3, 3), -0.4364357804719847, 0.7807200583588265, -0.44721359549995787, -0.21821789023599236, -0.5740588664403138, -0.7892004626469846, -0.8728715609439694, -0.24684531256933492, 0.42090691341172515),
            row("np.linalg.qr(M)[1]", T.qr(M).r(), FLOAT64, shape(3, 4), -2.29128784747792, -0.8728715609439694, -1.0910894511799618, 0.2182178902359923, 0, 2.0737876550156327, -2.7497419702491026, -0.5109123911318794, 0, 0, -1.4994808790292706, -2.2229146364556733),
            row("np.linalg.qr(B)[0]", T.qr(B).q(), FLOAT64, shape(3, 2), -0.3015113445777635, -0.9516011821136672, 0.30151134457776363, -0.03590947857032707, -0.9045340337332909, 0.30523056784777997),
            row("np.linalg.qr(B)[1]", T.qr(B).r(), FLOAT64, shape(2, 2), -3.3166247903554003, 1.3568010505999366, 0, -2.531618239208058),
            row("np.linalg.qr(B, 'complete')[0]", T.qr(B, "complete").q(), FLOAT64, shape(3, 3), -0.3015113445777635, -0.9516011821136672, 0.05954913341754118, 0.30151134457776363, -0.03590947857032707, 0.9527861346806618, -0.9045340337332909, 0.30523056784777997, 0.29774566708770683),
            row("np.linalg.qr(B, 'complete')[1]", T.qr(B, "complete").r(), FLOAT64, shape(3, 2), -3.3166247903554003, 1.3568010505999366, 0, -2.531618239208058, 0, 0),
            row("np.linalg.svd(M)[1]", T.svd(M).s(), FLOAT64, shape(3), 3.9673810295235015, 2.649944954151973, 1.949404910874483),
            row("abs(np.linalg.svd(M, full_matrices=False)[0])", T.abs(T.svd(M, false).u()), FLOAT64, shape(3, 3), 0.33033022863780537, 0.59663549819526, 0.7313740645807649, 0.9341905499319532, 0.09600630817578117, 0.34361432625589405, 0.13479598089679923, 0.7967489385520076, 0.589085029898332),
            row("abs(np.linalg.svd(M, full_matrices=False)[2])", T.abs(T.svd(M, false).vt()), FLOAT64, shape(3, 4), 0.10242449744499948, 0.393496868681369, 0.8236410455697845, 0.3953288058234674, 0.8445973664020535, 0.4892373031452758, 0.18420471871284635, 0.1156320521385603, 0.14106296262719195, 0.49854319131425906, 0.14856642357666822, 0.8423086992039628),
            row("abs(np.linalg.svd(M)[2])", T.abs(T.svd(M).vt()), FLOAT64, shape(4, 4), 0.10242449744499964, 0.39349686868136907, 0.8236410455697846, 0.39532880582346747, 0.8445973664020537, 0.48923730314527586, 0.18420471871284638, 0.11563205213856015, 0.14106296262719195, 0.49854319131425906, 0.14856642357666822, 0.8423086992039628, 0.5062269763304741, 0.5977137792817641, 0.5153756566256029, 0.3476498512149033),
            row("np.linalg.eigh(S)[0]", T.eigh(S).values(), FLOAT64, shape(3), 1.2699338365152069, 3.1116053795215683, 4.618460783963224),
            row("abs(np.linalg.eigh(S)[1])", T.abs(T.eigh(S).vectors()), FLOAT64, shape(3, 3), 0.3370470559102537, 0.3974775836461467, 0.8534698896862449, 0.5316572829336924, 0.6677878108852515, 0.5209606253227278, 0.777006959818118, 0.6293417276264974, 0.013754063483267376),
            row("np.linalg.eigh(A, 'U')[0]", T.eigh(A, "U").values(), FLOAT64, shape(3), 0.6217043459871989, 3.681425130470324, 4.696870523542478),
            row("np.linalg.eigvalsh(A)", T.eigvalsh(A), FLOAT64, shape(3), 1.2684405845477862, 3.6132396256221107, 4.118319789830101),
            row("sl.eigvalsh(A, S)", T.eigvalsh(A, S), FLOAT64, shape(3), 0.4239911343324123, 0.8632314677968849, 2.825791096500838),
            row("np.sort(np.linalg.eig(G)[0])", T.sort(T.eig(G).values()), FLOAT64, shape(3), -3.25536202151305e-16, 0.35424868893541006, 5.645751311064585),
            row("np.linalg.pinv(M)", T.pinv(M), FLOAT64, shape(4, 3), 0.12870946442355088, 0.029852411907485436, 0.30004928902900596, 0.3299574998372533, 0.012945344976704054, -0.01692566656436859, -0.08284276799747058, 0.17442736378093346, 0.1282630732174576, 0.2570655358089445, 0.23736852384008034, -0.2758697653656223),
            row("np.linalg.pinv(G)", T.pinv(G), FLOAT64, shape(3, 3), -0.033333333333333964, -0.06666666666666651, 0.833333333333334, 0.06666666666666715, 0.1333333333333331, -0.6666666666666667, 0.033333333333333236, 0.06666666666666668, 0.1666666666666667),
            row("np.linalg.pinv(M, 0.5)", T.pinv(M, 0.5), FLOAT64, shape(4, 3), 0.18163320118184859, 0.05471705372325844, 0.2574218804833336, 0.14291500385984754, -0.0749310022292061, 0.13372765800801406, -0.027103896885900064, 0.20061461264686778, 0.08336821551686319, -0.05895025625766556, 0.0888979138801346, -0.021334936564147092),
            row("np.linalg.lstsq(B, V)[0]", T.lstsq(B, V).solution(), FLOAT64, shape(2), 0.526595744680851, 0.2872340425531915),
            row("np.linalg.lstsq(B, V)[1][0]", T.lstsq(B, V).residuals(), FLOAT64, shape(), 2.8803191489361706),
            row("np.linalg.lstsq(B, A)[1]", T.lstsq(B, A).residuals(), FLOAT64, shape(3), 0.39095744680851047, 6.865248226950351, 3.9796099290780145),
            row("np.linalg.lstsq(G, B)[0]", T.lstsq(G, B).solution(), FLOAT64, shape(3, 2), 2.5333333333333354, -1.7666666666666704, -2.0666666666666664, 1.533333333333335, 0.46666666666666645, -0.23333333333333336),
            row("np.linalg.lstsq(G, B)[2]", T.lstsq(G, B).rank(), INT64, shape(), 2),
            row("np.linalg.lstsq(M, V, 0.5)[0]", T.lstsq(M, V, 0.5).solution(), FLOAT64, shape(4), 0.20091003397699886, 0.3596408373222669, -0.3866490144212042, -0.24741355230000855),
            row("np.linalg.lstsq(M, V, 0.5)[2]", T.lstsq(M, V, 0.5).rank(), INT64, shape(), 2),
            row("np.linalg.lstsq(B, V)[3]", T.lstsq(B, V).singularValues(), FLOAT64, shape(2), 3.785549174978405, 2.2180210647828216),
            row("np.linalg.matrix_power(A, 5)", T.matrixPower(A, 5), FLOAT64, shape(3, 3), 1142.6875, 797.3125, 197.875, 365.03125, 146.53125, 168.609375, 133.53125, -1.9375, -120.53125),
            row("np.linalg.matrix_power(A, -3)", T.matrixPower(A, -3), FLOAT64, shape(3, 3), 0.008623257728256619, 0.004701051265593653, 0.03317785585658062, 0.011044257674558815, -0.007920587367129518, -0.05413619122220402, -0.013439866140259818, 0.04267012405357628, 0.01895914491339011),
            row("np.linalg.matrix_power(A, 0)", T.matrixPower(A, 0), FLOAT64, shape(3, 3), 1, 0, 0, 0, 1, 0, 0, 0, 1),
            row("A", T.matrixPower(A, 1), FLOAT64, shape(3, 3), 4, 1, -0.5, 0.25, 3, 1.5, 0.5, -1, 2),
            row("mp.expm(A)", T.expm(A), FLOAT64, shape(3, 3), 59.51400178581568, 35.70013798642365, 4.793109795327136, 15.21480638231118, 16.266137536545713, 14.55362128826282, 7.786433976083398, -5.509232935038368, 0.6932695843789178),
            row("mp.expm(A * 10)", T.expm(A.times(10)), FLOAT64, shape(3, 3), 2.593083435122645e+18, 1.6469279453444324e+18, 5.1963778885520154e+17, 7.84815808982613e+17, 4.9845490260240685e+17, 1.5727221760831805e+17, 2.2652985643780832e+17, 1.4387440335879123e+17, 4.539518972679019e+16),
            row("mp.expm([[0, 1, 2], [0, 0, 3], [0, 0, 0]])", T.expm(new double[][] {{0, 1, 2}, {0, 0, 3}, {0, 0, 0}}), FLOAT64, shape(3, 3), 1, 1, 3.5, 0, 1, 3, 0, 0, 1),
            row("np.linalg.norm(M)", T.matrixNorm(M, "fro"), FLOAT64, shape(), 5.153882032022076),
            row("np.linalg.norm(M, 'nuc')", T.matrixNorm(M, "nuc"), FLOAT64, shape(), 8.566730894549956),
            row("np.linalg.norm(M, 1)", T.matrixNorm(M, 1), FLOAT64, shape(), 5),
            row("np.linalg.norm(M, -1)", T.matrixNorm(M, -1), FLOAT64, shape(), 3.25),
            row("np.linalg.norm(M, 2)", T.matrixNorm(M, 2), FLOAT64, shape(), 3.9673810295235),
            row("np.linalg.norm(M, -2)", T.matrixNorm(M, -2), FLOAT64, shape(), 1.9494049108744833),
            row("np.linalg.norm(M, np.inf)", T.matrixNorm(M, "inf"), FLOAT64, shape(), 6.5),
            row("np.linalg.norm(M, -np.inf)", T.matrixNorm(M, "-inf"), FLOAT64, shape(), 4.25),
            row("np.linalg.norm(N)", T.matrixNorm(N), FLOAT64, shape(), 7),
            row("np.linalg.tensorsolve(np.kron(A, S).reshape(3, 3, 9), np.outer(V, V))", T.tensorsolve(T.kron(A, S).reshape(3, 3, 9), T.outer(V, V)), FLOAT64, shape(9), 0.2389833305826044, -0.41458986631457334, 0.31160257468229086, -0.384613797656379, 0.6672305661000165, -0.5014853936293119, -0.09708697804918304, 0.16842713319029542, -0.12658854596468064),
            row("np.linalg.tensorsolve(np.kron(A, S).reshape(9, 3, 3), np.outer(V, V).ravel(), axes=(1,))", T.tensorsolve(T.kron(A, S).reshape(9, 3, 3), T.flatten(T.outer(V, V)), 1), FLOAT64, shape(3, 3), 0.2389833305826044, -0.384613797656379, -0.09708697804918304, -0.41458986631457334, 0.6672305661000165, 0.16842713319029545, 0.31160257468229086, -0.5014853936293119, -0.12658854596468067),
            row("np.linalg.tensorinv(np.kron(A, S).reshape(3, 3, 9))", T.tensorinv(T.kron(A, S).reshape(3, 3, 9)), FLOAT64, shape(9, 3, 3), 0.07179402541673544, -0.031358309952137314, 0.029707872586235348, -0.01435880508334709, 0.0062716619904274636, -0.005941574517247071, 0.028717610166694177, -0.012543323980854924, 0.011883149034494143, -0.031358309952137314, 0.10232711668592177, -0.04621224624525499, 0.006271661990427463, -0.020465423337184353, 0.009242449249051002, -0.012543323980854929, 0.04093084667436871, -0.018484898498102, 0.029707872586235348, -0.046212246245254995, 0.14523848819937282, -0.005941574517247071, 0.009242449249051, -0.02904769763987457, 0.011883149034494141, -0.018484898498101997, 0.058095395279749135, 0.0023931341805578468, -0.0010452769984045764, 0.0009902624195411783, 0.07897342795840899, -0.034494140947351044, 0.03267865984485889, -0.05863178742366728, 0.025609286460912137, -0.024261429278758875, -0.0010452769984045775, 0.0034109038895307237, -0.0015404082081751662, -0.034494140947351044, 0.11255982835451393, -0.0508334708697805, 0.025609286460912144, -0.08356714529350277, 0.03774000110029158, 0.0009902624195411785, -0.0015404082081751655, 0.0048412829399790925, 0.03267865984485889, -0.050833470869780496, 0.15976233701931014, -0.02426142927875887, 0.037740001100291576, -0.11861143202948782, -0.016751939263904933, 0.007316938988832039, -0.006931836936788249, 0.04307641525004126, -0.01881498597128239, 0.01782472355174121, 0.11247730648621886, -0.04912801892501512, 0.04654233371843538, 0.007316938988832041, -0.023876327226715077, 0.010782857457226165, -0.018814985971282387, 0.06139627001155307, -0.027727347747152995, -0.04912801892501513, 0.1603124828079441, -0.07239918578423281, -0.006931836936788248, 0.010782857457226163, -0.03388898057985366, 0.01782472355174121, -0.027727347747152995, 0.0871430929196237, 0.04654233371843538, -0.07239918578423281, 0.22754029817901741),
            row("np.linalg.tensorinv(np.kron(A, S).reshape(9, 3, 3), 1)", T.tensorinv(T.kron(A, S).reshape(9, 3, 3), 1), FLOAT64, shape(3, 3, 9), 0.07179402541673544, -0.031358309952137314, 0.029707872586235348, -0.01435880508334709, 0.0062716619904274636, -0.005941574517247071, 0.028717610166694177, -0.012543323980854924, 0.011883149034494143, -0.031358309952137314, 0.10232711668592177, -0.04621224624525499, 0.006271661990427463, -0.020465423337184353, 0.009242449249051002, -0.012543323980854929, 0.04093084667436871, -0.018484898498102, 0.029707872586235348, -0.046212246245254995, 0.14523848819937282, -0.005941574517247071, 0.009242449249051, -0.02904769763987457, 0.011883149034494141, -0.018484898498101997, 0.058095395279749135, 0.0023931341805578468, -0.0010452769984045764, 0.0009902624195411783, 0.07897342795840899, -0.034494140947351044, 0.03267865984485889, -0.05863178742366728, 0.025609286460912137, -0.024261429278758875, -0.0010452769984045775, 0.0034109038895307237, -0.0015404082081751662, -0.034494140947351044, 0.11255982835451393, -0.0508334708697805, 0.025609286460912144, -0.08356714529350277, 0.03774000110029158, 0.0009902624195411785, -0.0015404082081751655, 0.0048412829399790925, 0.03267865984485889, -0.050833470869780496, 0.15976233701931014, -0.02426142927875887, 0.037740001100291576, -0.11861143202948782, -0.016751939263904933, 0.007316938988832039, -0.006931836936788249, 0.04307641525004126, -0.01881498597128239, 0.01782472355174121, 0.11247730648621886, -0.04912801892501512, 0.04654233371843538, 0.007316938988832041, -0.023876327226715077, 0.010782857457226165, -0.018814985971282387, 0.06139627001155307, -0.027727347747152995, -0.04912801892501513, 0.1603124828079441, -0.07239918578423281, -0.006931836936788248, 0.010782857457226163, -0.03388898057985366, 0.01782472355174121, -0.027727347747152995, 0.0871430929196237, 0.04654233371843538, -0.07239918578423281, 0.22754029817901741))
                .map(r -> r.test(VALUES));
        // spotless:on
    }

    /** JAX 0.10 with 64 bits; its norms, inverses and so on by their bare names. */
    @TestFactory
    Stream<DynamicTest> gradients_are_those_of_jax() {
        // spotless:off
        return Stream.of(
            row("jax.grad(lambda x: sum(inv(x)**2))(A)", T.grad(T.sum(T.matrixInverse(A).sqr()), A), FLOAT64, shape(3, 3), -0.031315468483504826, 0.008517287161257733, 0.011668162626474018, 0.017927421691410733, -0.05014998786455641, -0.02733107880304301, -0.03714514515214775, 0.07616058012796656, -0.14316260866112465),
            row("jax.grad(lambda x: sum(solve(x, B)**3))(A)", T.grad(T.sum(T.solve(A, B).pow(3)), A), FLOAT64, shape(3, 3), -0.05221179232194075, 0.12190090847176079, -0.14374376577245065, -0.6519609490609665, 0.49203682906897983, -0.4419113586237303, -0.5285471856452737, 0.2506650742143944, -0.16356769600471577),
            row("jax.grad(lambda x: slogdet(x)[1]**2)(A)", T.grad(T.slogdet(A).logDet().sqr(), A), FLOAT64, shape(3, 3), 1.6568729420649981, 0.05522909806883326, -0.38660368648183285, -0.3313745884129996, 1.8225602362714979, 0.9941237652389988, 0.6627491768259992, -1.353112902686415, 2.5957676092351636),
            row("jax.grad(lambda x: sum(cholesky(x @ x.T)**2 * B[:, :1]))(A)", T.grad(T.sum(T.cholesky(A.dot(A.T())).sqr().times(B.get(":", "0:1"))), A), FLOAT64, shape(3, 3), 8, 2, -1, -0.5, -6, -3, 3, -6, 12),
            row("jax.grad(lambda x: sum(qr(x)[0]**3))(B)", T.grad(T.sum(T.qr(B).q().pow(3)), B), FLOAT64, shape(3, 2), 0.4244312689272543, -0.005849446524320038, -0.31076275347526305, -0.09359114438911856, -0.2450646741341726, -0.029247232621599607),
            row("jax.grad(lambda x: sum(qr(x)[1]**3))(A)", T.grad(T.sum(T.qr(A).r().pow(3)), A), FLOAT64, shape(3, 3), -48.8045711412801, -2.1975425990814514, -2.533121344723784, 2.4042504395988886, -29.68468320419765, 5.0515423076959, -6.070310213275769, 5.58970602816643, 17.158901672139034),
            row("jax.grad(lambda x: sum(svd(x, full_matrices=False)[1]**3))(M)", T.grad(T.sum(T.svd(M, false).s().pow(3)), M), FLOAT64, shape(3, 4), 7.841985820891002, 16.44403687995111, -11.77087258617395, -0.5966305689551381, 5.6738547328916145, -14.415761776664993, 36.12367336419488, 20.504838637391103, 15.77571332317459, 2.35894462403272, 9.332163802517476, -5.081399848343138),
            row("jax.grad(lambda x: sum(svd(x, full_matrices=False)[0]**4))(A)", T.grad(T.sum(T.svd(A, false).u().pow(4)), A), FLOAT64, shape(3, 3), 0.6356111876596985, -0.3022331416938092, -0.2926013279138979, -0.6721897820417716, -0.6115398876185039, -0.24614980636680273, 0.030827459049864583, -0.09993615767124053, -0.06498517109097368),
            row("jax.grad(lambda x: sum(eigh(x + x.T)[1]**4))(A)", T.grad(T.sum(T.eigh(A.plus(A.T())).vectors().pow(4)), A), FLOAT64, shape(3, 3), 0.5151833558517144, -0.5079162349029274, 0.23139318204715592, -0.5079162349029274, -0.004943443135206623, -0.7810559498791251, 0.23139318204715592, -0.7810559498791251, -0.5102399127165106),
            row("jax.grad(lambda x: sum(eigh(x + x.T)[0]**3))(A)", T.grad(T.sum(T.eigh(A.plus(A.T())).values().pow(3)), A), FLOAT64, shape(3, 3), 393.375, 104.99999999999997, 3.7499999999999925, 104.99999999999997, 226.87500000000003, 30.000000000000007, 3.7499999999999925, 30.000000000000007, 97.5),
            row("jax.grad(lambda x: sum(pinv(x)**2))(M)", T.grad(T.sum(T.pinv(M).sqr()), M), FLOAT64, shape(3, 4), -0.025223063276398193, -0.13397420773542132, 0.026236442593019747, -0.15471892468456266, 0.001306519048562462, -0.039523536917946654, -0.012761510459695266, -0.08877360233041591, -0.09520196669964492, 0.03909141945906229, -0.0429575168203658, 0.14215459950417061),
            row("jax.grad(lambda x: sum(sl.expm(x)**2))(A)", T.grad(T.sum(T.expm(A).sqr()), A), FLOAT64, shape(3, 3), 8735.256573517283, 3681.429739177647, 491.65426905675577, 4341.230333411953, 2321.9705646902867, 307.39963101468595, 679.1705768140409, 411.91616144500813, 220.24574748467202),
            row("jax.grad(lambda x: sum(det(np.kron(x, x) + np.kron(x, S))))(A)", T.grad(T.det(T.kron(A, A).plus(T.kron(A, S))), A), FLOAT64, shape(3, 3), 219649589423.32196, -11047574741.934275, -34145104232.153908, -52887629362.76439, 257339870057.38477, 91578705212.6544, 89990745107.73143, -176825379887.16534, 366275201087.52075),
            row("jax.grad(lambda x: sum(np.cumprod(x)**2))(V)", T.grad(T.sum(T.cumprod(V).sqr()), V), FLOAT64, shape(3), 12, -5, 4),
            row("jax.grad(lambda x: sum(np.sort(x, 0)**2 * V))(A)", T.grad(T.sum(T.sort(A, 0).sqr().times(V)), A), FLOAT64, shape(3, 3), 8, -4, -0.5, 0.5, -12, 1.5, 1, 4, 2))
                .map(r -> r.test(VALUES));
        // spotless:on
    }

    private static final HostArray GENERAL = at(shape(3, 3), 1.5, 0.3, -0.4, 0.2, 1.1, 0.6, -0.3, 0.5, 1.8);
    private static final HostArray SYMMETRIC = at(shape(3, 3), 1.5, 0.3, -0.4, 0.3, 1.1, 0.6, -0.4, 0.6, 2.3);
    private static final HostArray TALL = at(shape(3, 2), 1.5, 0.3, -0.4, 0.9, 1.1, 0.6);
    private static final HostArray WIDE = at(shape(2, 3), 1.5, 0.3, -0.4, 0.9, 1.1, 0.6);
    private static final HostArray SINGULAR = at(shape(3, 3), 1, 2, 3, 2, 4, 6, 1, 0, 1);
    private static final HostArray STACK = at(shape(2, 2, 2), 1.5, 0.3, -0.4, 0.9, 1.1, 0.6, 0.4, 1.3);

    private static HostArray copy(HostArray a) {
        return HostArray.copyOf(a.dtype(), a.shape(), a.elements());
    }

    private record Slope(String name, int orders, Function<List<Expr>, Expr> of, HostArray... at) {}

    private static Slope slope(String name, int orders, Function<List<Expr>, Expr> of, HostArray... at) {
        return new Slope(name, orders, of, at);
    }

    @TestFactory
    Stream<DynamicTest> gradients_of_several_orders() {
        HostArray rank1 = at(shape(3, 3), 1, 2, 3, 2, 4, 6, -1, -2, -3);
        HostArray zero = at(shape(2, 2), 0, 0, 0, 0);
        HostArray nilpotent = at(shape(3, 3), 0, 1, 2, 0, 0, 1, 0, 0, 0);
        HostArray stack = at(shape(2, 2, 3), 1.5, 0.3, -0.4, 0.9, 1.1, 0.6, 0.4, 1.3, 0.7, -1, 0.2, 2);
        return Stream.of(
                        slope("det", 4, x -> T.det(x.get(0)), GENERAL),
                        slope("det, singular", 4, x -> T.det(x.get(0)), SINGULAR),
                        slope("det, of rank 1", 4, x -> T.det(x.get(0)), rank1),
                        slope("det of 0", 3, x -> T.det(x.get(0)), zero),
                        slope("det of 1x1", 2, x -> T.det(x.get(0)).pow(2), at(shape(1, 1), 3)),
                        slope("det, stacked", 3, x -> T.det(x.get(0)).pow(2), STACK),
                        slope("slogdet", 3, x -> T.slogdet(x.get(0)).logDet(), GENERAL),
                        slope("slogdet, stacked", 2, x -> T.slogdet(x.get(0)).logDet(), STACK),
                        slope("inverse", 3, x -> T.matrixInverse(x.get(0)), GENERAL),
                        slope("inverse, stacked", 2, x -> T.matrixInverse(x.get(0)), STACK),
                        slope("solve", 3, x -> T.solve(x.get(0), x.get(1)), GENERAL, TALL),
                        slope("solve, vector", 2, x -> T.solve(x.get(0), x.get(1)), GENERAL, at(shape(3), 1, 2, -1)),
                        slope("solve, stacked", 2, x -> T.solve(x.get(0), x.get(1)), STACK, stack),
                        slope("solve, symmetric", 2, x -> T.solve(x.get(0), x.get(1), "sym"), SYMMETRIC, TALL),
                        slope("solve, positive", 2, x -> T.solve(x.get(0), x.get(1), "pos"), SYMMETRIC, TALL),
                        slope("lower", 2, x -> T.solveTriangular(x.get(0), x.get(1), true), GENERAL, TALL),
                        slope("upper", 2, x -> T.solveTriangular(x.get(0), x.get(1)), GENERAL, TALL),
                        slope(
                                "unit, transposed",
                                2,
                                x -> T.solveTriangular(x.get(0), x.get(1), true, true, true),
                                GENERAL,
                                TALL),
                        slope("upper, stacked", 2, x -> T.solveUpperTriangular(x.get(0), x.get(1)), STACK, stack),
                        slope("cholesky", 2, x -> T.cholesky(x.get(0)), SYMMETRIC),
                        slope("cholesky, upper", 2, x -> T.cholesky(x.get(0), false), SYMMETRIC),
                        slope("cholesky of 1x1", 3, x -> T.cholesky(x.get(0)), at(shape(1, 1), 3)),
                        slope("qr, Q, square", 2, x -> T.qr(x.get(0)).q(), GENERAL),
                        slope("qr, R, square", 2, x -> T.qr(x.get(0)).r(), GENERAL),
                        slope("qr, Q, tall", 2, x -> T.qr(x.get(0)).q(), TALL),
                        slope("qr, R, tall", 2, x -> T.qr(x.get(0)).r(), TALL),
                        slope("qr, Q, wide", 2, x -> T.qr(x.get(0)).q(), WIDE),
                        slope("qr, R, wide", 2, x -> T.qr(x.get(0)).r(), WIDE),
                        slope("qr, R, stacked", 2, x -> T.qr(x.get(0)).r(), stack),
                        slope("svd, S", 2, x -> T.svd(x.get(0)).s(), GENERAL),
                        slope("svd, U, square", 2, x -> T.svd(x.get(0), false).u(), GENERAL),
                        slope("svd, Vt, square", 2, x -> T.svd(x.get(0), false).vt(), GENERAL),
                        slope("svd, U, tall", 2, x -> T.svd(x.get(0), false).u(), TALL),
                        slope("svd, S, tall", 2, x -> T.svd(x.get(0), false).s(), TALL),
                        slope("svd, Vt, tall", 2, x -> T.svd(x.get(0), false).vt(), TALL),
                        slope("svd, U, wide", 2, x -> T.svd(x.get(0), false).u(), WIDE),
                        slope("svd, Vt, wide", 2, x -> T.svd(x.get(0), false).vt(), WIDE),
                        slope("svd, Vt, stacked", 1, x -> T.svd(x.get(0), false).vt(), stack),
                        slope("eigh, values", 3, x -> T.eigh(x.get(0)).values(), SYMMETRIC),
                        slope("eigh, vectors", 2, x -> T.eigh(x.get(0)).vectors(), SYMMETRIC),
                        slope("eigh, upper", 2, x -> T.eigh(x.get(0), "U").vectors(), SYMMETRIC),
                        slope("eigvalsh", 2, x -> T.eigvalsh(x.get(0), x.get(1)), GENERAL, SYMMETRIC),
                        slope("eig, values", 2, x -> T.eig(x.get(0)).values(), at(shape(2, 2), 1, 2, 0.5, 3)),
                        slope("eig, vectors", 2, x -> T.eig(x.get(0)).vectors(), at(shape(2, 2), 1, 2, 0.5, 3)),
                        slope("pinv, tall", 2, x -> T.pinv(x.get(0)), TALL),
                        slope("pinv, wide", 2, x -> T.pinv(x.get(0)), WIDE),
                        slope("pinv, equal values", 3, x -> T.pinv(x.get(0)), at(shape(2, 2), 1, 0, 0, 1)),
                        slope("lstsq", 2, x -> T.lstsq(x.get(0), x.get(1)).solution(), TALL, at(shape(3), 1, 2, -1)),
                        slope("residuals", 2, x -> T.lstsq(x.get(0), x.get(1)).residuals(), TALL, GENERAL),
                        slope("expm", 2, x -> T.expm(x.get(0)), GENERAL),
                        slope("expm of 0", 2, x -> T.expm(x.get(0)), zero),
                        slope("expm, nilpotent", 2, x -> T.expm(x.get(0)), nilpotent),
                        slope("expm, stacked", 2, x -> T.expm(x.get(0)), STACK),
                        slope("tensorinv", 1, x -> T.tensorinv(x.get(0).reshape(1, 3, 3)), GENERAL),
                        slope(
                                "tensorsolve",
                                1,
                                x -> T.tensorsolve(x.get(0).reshape(3, 1, 3), x.get(1)),
                                GENERAL,
                                at(shape(3), 1, 2, -1)),
                        slope("nuclear norm", 1, x -> T.matrixNorm(x.get(0), "nuc"), TALL),
                        slope("spectral norm", 2, x -> T.matrixNorm(x.get(0), 2), TALL))
                .map(s -> DynamicTest.dynamicTest(
                        s.name,
                        () -> Slopes.check(
                                s.orders,
                                s.of,
                                Stream.of(s.at).map(MatrixFunctionsTest::copy).toArray(HostArray[]::new))));
    }

    /** Sizes 1 to 6, each with several random matrices in one array, in both floating types. */
    private static void eachStack(BiConsumer<INDArray, Double> check) {
        RandomState rng = new RandomState(3);
        for (int n = 1; n <= 6; n++) {
            INDArray stack = rng.randn(4, n, n);
            check.accept(stack, 1e-11);
            check.accept(stack.castTo(DataType.FLOAT), 1e-3);
        }
    }

    private static void assertSame(INDArray found, INDArray expected, double close) {
        assertThat(found.dataType()).isEqualTo(expected.dataType());
        assertThat(found.shape()).isEqualTo(expected.shape());
        assertThat(found.sub(expected).amaxNumber().doubleValue()).isLessThan(close);
    }

    /** The unit matrices in the shape of square matrices. */
    private static Expr unit(Expr x) {
        return T.matrixPower(x, 0);
    }

    private static INDArray value(Expr e) {
        return e.eval();
    }

    @Test
    void stacks_of_random_matrices_are_taken_apart_and_put_together() {
        eachStack((stack, close) -> {
            Expr a = T.constant(stack);
            assertSame(value(T.matmul(a, T.matrixInverse(a))), value(unit(a)), close);
            Expr b = a.times(a).plus(1);
            assertSame(value(T.matmul(a, T.solve(a, b))), value(b), close);
            var qr = T.qr(a);
            assertSame(value(T.matmul(qr.q(), qr.r())), stack, close);
            assertSame(value(T.matmul(transposed(qr.q()), qr.q())), value(unit(a)), close);
            var svd = T.svd(a);
            assertSame(value(T.matmul(svd.u().times(row(svd.s())), svd.vt())), stack, close);
            assertSame(value(T.matmul(transposed(svd.vt()), svd.vt())), value(unit(a)), close);
            assertSame(value(T.pinv(a)), value(T.matrixInverse(a)), close);
            Expr symmetric = a.plus(transposed(a));
            var eigh = T.eigh(symmetric);
            Expr vectors = eigh.vectors();
            assertSame(
                    value(T.matmul(vectors.times(row(eigh.values())), transposed(vectors))), value(symmetric), close);
            Expr positive = T.matmul(a, transposed(a));
            Expr lower = T.cholesky(positive);
            assertSame(value(T.matmul(lower, transposed(lower))), value(positive), close);
            assertSame(value(T.log(T.det(positive))), value(T.slogdet(positive).logDet()), close);
            var eig = T.eig(positive);
            assertSame(
                    value(T.matmul(positive, eig.vectors())),
                    value(eig.vectors().times(row(eig.values()))),
                    close);
            assertSame(value(eig.vectors().sqr().sum(1)), value(eig.values().onesLike()), close);
            assertSame(value(T.matmul(T.expm(a), T.expm(a.negate()))), value(unit(a)), close);
        });
    }

    private static Expr transposed(Expr x) {
        return x.transpose(0, 2, 1);
    }

    private static Expr row(Expr x) {
        return x.dimshuffle(0, "x", 1);
    }

    @Test
    void each_matrix_of_a_stack_is_computed_as_if_it_were_alone() {
        INDArray stack = new RandomState(4).randn(3, 4, 4);
        for (int i = 0; i < 3; i++) {
            Expr one = T.constant(stack).get(i);
            assertThat(T.matrixInverse(stack).get(i).eval())
                    .isEqualTo(T.matrixInverse(one).eval());
            assertThat(T.svd(stack).u().get(i).eval()).isEqualTo(T.svd(one).u().eval());
            assertThat(T.det(stack).get(i).eval()).isEqualTo(T.det(one).eval());
        }
    }

    @Test
    void large_matrices_are_solved_with_the_same_bits_in_each_run() {
        INDArray a = new RandomState(5).uniform(-1, 1, 300, 300);
        Expr x = T.dmatrix("x");
        Expr inverse = T.matrixInverse(x);
        INDArray first = inverse.eval(Map.of(x, a));
        assertThat(T.dot(x, inverse).minus(unit(x)).abs().max().item(Map.of(x, a)))
                .isLessThan(1e-9);
        inverse.eval(Map.of(x, a.mul(2))); // so that nothing is kept
        for (int i = 1; i < 9; i++) {
            inverse.eval(Map.of(x, a.getScalar(0, 0).reshape(1, 1).add(i)));
        }
        assertThat(inverse.eval(Map.of(x, a))).isEqualTo(first);
    }

    @Test
    void memory_that_is_written_anew_is_decomposed_anew() {
        INDArray a = new RandomState(6).randn(3, 3);
        Expr x = T.dmatrix("x");
        var f = arignote.Arignote.function(
                arignote.Arignote.inputs(x),
                arignote.Arignote.outputs(T.det(x), T.slogdet(x).logDet()));
        double before = f.applyAll(a).get(0).getDouble(0);
        a.muli(2);
        List<INDArray> after = f.applyAll(a);
        assertThat(after.get(0).getDouble(0)).isCloseTo(8 * before, Offset.offset(1e-12));
        assertThat(after.get(1).getDouble(0)).isCloseTo(Math.log(Math.abs(8 * before)), Offset.offset(1e-12));
    }

    @Test
    void transposes_and_parts_are_read_as_they_stand() {
        INDArray a = new RandomState(7).randn(4, 4);
        Expr x = T.dmatrix("x");
        assertSame(
                T.matrixInverse(x).eval(Map.of(x, a.transpose())),
                T.matrixInverse(a).eval().transpose(),
                1e-12);
        INDArray part = a.get(NDArrayIndex.interval(1, 3), NDArrayIndex.interval(1, 3));
        assertThat(T.det(x).item(Map.of(x, part)))
                .isCloseTo(
                        a.getDouble(1, 1) * a.getDouble(2, 2) - a.getDouble(1, 2) * a.getDouble(2, 1),
                        Offset.offset(1e-14));
    }

    @Test
    void matrices_without_elements() {
        Expr none = Build.constant(HostArray.zeros(FLOAT64, 0, 0));
        assertThat(T.det(none).item()).isEqualTo(1);
        assertThat(T.slogdet(none).logDet().item()).isZero();
        assertThat(T.slogdet(none).sign().item()).isEqualTo(1);
        for (Expr e : List.of(
                T.matrixInverse(none),
                T.cholesky(none),
                T.qr(none).q(),
                T.svd(none).u(),
                T.eigh(none).vectors(),
                T.eig(none).vectors(),
                T.pinv(none),
                T.expm(none),
                T.solve(none, none),
                T.solveTriangular(none, none))) {
            assertThat(host(e).shape()).containsExactly(0, 0);
        }
        Expr rows = Build.constant(HostArray.zeros(FLOAT64, 2, 0));
        assertThat(host(T.qr(rows, "complete").q())).isEqualTo(at(shape(2, 2), 1, 0, 0, 1));
        assertThat(host(T.svd(rows).u())).isEqualTo(at(shape(2, 2), 1, 0, 0, 1));
        assertThat(host(T.pinv(rows)).shape()).containsExactly(0, 2);
        assertThat(host(T.det(Build.constant(HostArray.zeros(FLOAT64, 0, 3, 3))))
                        .shape())
                .containsExactly(0);
    }

    /** What an operation computes, without the way through an INDArray, which has no empty matrix. */
    private static HostArray host(Expr e) {
        return ((arignote.expr.Op.Array) e.op())
                .op()
                .compute(
                        e,
                        e.args().stream()
                                .map(a -> ((arignote.expr.Op.Constant) a.op()).value())
                                .toList());
    }

    @Test
    void what_is_not_a_number_gives_nothing_that_is() {
        double[][] a = {{1, Double.NaN}, {0, 2}};
        for (Expr e : List.of(
                T.svd(a).s(),
                T.svd(a).u(),
                T.eigh(new double[][] {{1, 0}, {Double.NaN, 2}}).values(),
                T.eig(a).values(),
                T.qr(a).q(),
                T.pinv(a),
                T.expm(a),
                T.solve(new double[][] {{1, 0}, {Double.NaN, 1}}, new double[] {1, 2}, "sym"))) {
            for (double v : e.eval().dup().reshape(e.eval().length()).toDoubleVector()) {
                assertThat(v).as("%s", e).isNaN();
            }
        }
    }

    @Test
    void the_upper_triangle_of_symmetric_matrices_is_not_read() {
        double[][] whole = {{2, 1}, {1, 3}};
        double[][] lower = {{2, Double.NaN}, {1, 3}};
        assertThat(T.cholesky(lower).eval()).isEqualTo(T.cholesky(whole).eval());
        assertThat(T.eigh(lower).vectors().eval())
                .isEqualTo(T.eigh(whole).vectors().eval());
        assertThat(T.solve(lower, whole, "sym").eval())
                .isEqualTo(T.solve(whole, whole, "sym").eval());
        assertThat(T.solve(lower, whole, "pos").eval())
                .isEqualTo(T.solve(whole, whole, "pos").eval());
    }

    @Test
    void determinants_of_singular_matrices_have_gradients_and_inverses_a_sentence() {
        Expr a = T.dmatrix("A");
        Map<Expr, ?> singular = Map.of(a, new double[][] {{1, 2}, {2, 4}});
        assertThat(T.grad(T.det(a), a).eval(singular).reshape(4).toDoubleVector())
                .containsExactly(new double[] {4, -2, -2, 1}, Offset.offset(1e-14));
        for (Expr e : List.of(
                T.matrixInverse(a),
                T.solve(a, new double[] {1, 2}),
                T.grad(T.slogdet(a).logDet(), a),
                T.matrixPower(a, -1))) {
            assertThatThrownBy(() -> e.eval(singular))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'A' is singular");
        }
        assertThatThrownBy(() ->
                        T.solveLowerTriangular(a, new double[] {1, 2}).eval(Map.of(a, new double[][] {{1, 0}, {1, 0}})))
                .hasMessage("'A' is singular: its diagonal has a 0");
        Expr stack = T.dtensor3("S");
        assertThatThrownBy(() -> T.matrixInverse(stack).eval(Map.of(stack, new double[][][] {{{1}}, {{0}}})))
                .hasMessage("'S' at [1] is singular");
    }

    @Test
    void what_does_not_fit_is_told() {
        Expr a = T.dmatrix("A");
        Expr v = T.dvector("v");
        Map<Expr, ?> wide = Map.of(a, new double[][] {{1, 2, 3}, {4, 5, 6}});
        assertThatThrownBy(() -> T.det(v))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("det takes a matrix, or an array whose last two axes are one, but 'v' is a float64 vector");
        assertThatThrownBy(() -> T.det(a).eval(wide))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("det needs a square matrix, but 'A' has the shape [2, 3]");
        assertThatThrownBy(() ->
                        T.solve(a, v).eval(Map.of(a, new double[][] {{1, 0}, {0, 1}}, v, new double[] {1, 2, 3})))
                .hasMessageStartingWith("solve needs as many rows in ");
        assertThatThrownBy(() -> T.cholesky(a).eval(Map.of(a, new double[][] {{1, 2}, {2, 1}})))
                .hasMessage("'A' is not positive definite");
        assertThatThrownBy(() -> T.solve(a, v, "pos").eval(Map.of(a, new double[][] {{-1}}, v, new double[] {1})))
                .hasMessage("'A' is not positive definite");
        assertThatThrownBy(() -> T.eig(a).values().eval(Map.of(a, new double[][] {{0, 1}, {-1, 0}})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("eig has real results alone, but 'A' has the complex eigenvalues 0.0 ± 1.0i");
        assertThatThrownBy(() -> T.solve(a, v, "her")).hasMessageContaining("\"gen\", \"sym\" or \"pos\"");
        assertThatThrownBy(() -> T.qr(a, "r")).hasMessageContaining("T.qr(…).r()");
        assertThatThrownBy(() -> T.eigh(a, "X")).hasMessageContaining("\"L\" or \"U\"");
        assertThatThrownBy(() -> T.matrixNorm(a, 3)).hasMessageContaining("not 3, which is asked for of 'A'");
        assertThatThrownBy(() -> T.lstsq(v, v)).hasMessageStartingWith("lstsq takes a matrix");
        assertThatThrownBy(() -> T.tensorinv(a, 2)).hasMessageContaining("not behind 2");
        assertThatThrownBy(() -> T.grad(T.sum(T.svd(a).u()), a)).hasMessageContaining("use T.svd(…, false)");
        assertThatThrownBy(() -> T.grad(T.sum(T.qr(a, "complete").q()), a)).hasMessageContaining("\"reduced\"");
        assertThatThrownBy(() -> T.matrixInverse(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whole_numbers_become_floatX_and_float32_stays() {
        assertThat(T.det(new int[][] {{2, 1}, {1, 1}}).type().dtype()).isEqualTo(FLOAT64);
        Expr f = T.fmatrix("f");
        assertThat(T.solve(f, f).type().dtype()).isEqualTo(FLOAT32);
        assertThat(T.solve(f, T.dmatrix("d")).type().dtype()).isEqualTo(FLOAT64);
        assertThat(T.grad(T.det(f), f)
                        .eval(Map.of(f, new float[][] {{1, 2}, {3, 4}}))
                        .reshape(4)
                        .toFloatVector())
                .containsExactly(new float[] {4, -3, -2, 1}, Offset.offset(1e-6f));
    }
}
