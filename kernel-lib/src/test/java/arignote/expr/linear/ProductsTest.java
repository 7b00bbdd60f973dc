package arignote.expr.linear;

import static arignote.expr.DType.FLOAT64;
import static arignote.expr.DType.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.Expr;
import arignote.T;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Row;
import arignote.expr.Slopes;
import arignote.expr.TensorType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ProductsTest {
    private static final Map<Expr, Object> VALUES = new LinkedHashMap<>();
    private static final Expr A = variable("A", shape(3, 3), 4, 1, -0.5, 0.25, 3, 1.5, 0.5, -1, 2);
    private static final Expr S = variable("S", shape(3, 3), 4, 1, -0.5, 1, 3, 0.75, -0.5, 0.75, 2);
    private static final Expr M = variable("M", shape(3, 4), 1, 2, -1, 0.5, 0.5, -1, 3, 2, 2, 0.25, 1, -1);
    private static final Expr B = variable("B", shape(3, 2), 1, 2, -1, 0.5, 3, -2);
    private static final Expr V = variable("V", shape(3), 1, -2, 0.5);
    private static final Expr N = variable("N", INT64, shape(2, 3), 3, 1, 2, 3, 5, 1);
    private static final Expr C = variable("C", shape(2, 3, 4), eighths());
    private static final Expr D = variable("D", shape(2, 4, 3), sines());

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

    private static double[] eighths() {
        return IntStream.range(0, 24).mapToDouble(i -> i / 8.0 - 1).toArray();
    }

    private static double[] sines() {
        return IntStream.range(0, 24).mapToDouble(Math::sin).toArray();
    }

    /** NumPy 2.4, with C = np.arange(24.).reshape(2, 3, 4) / 8 - 1, D = np.sin(np.arange(24.)).reshape(2, 4, 3), the others as above. */
    @TestFactory
    Stream<DynamicTest> values_are_those_of_numpy() {
        // spotless:off
        return Stream.of(
            row("np.tensordot(C, D.transpose(0,2,1), 3)", T.tensordot(C, D.dimshuffle(0, 2, 1), 3), FLOAT64, shape(), -0.13913380699081987),
            row("np.tensordot(C.transpose(0,2,1), D.transpose(1,2,0), 2)", T.tensordot(C.dimshuffle(0, 2, 1), D.dimshuffle(1, 2, 0)), FLOAT64, shape(2, 2), -0.6521933042948492, -0.33985196993040556, -0.03539605729388791, 0.5130594973040288),
            row("np.tensordot(C, D, [[1, 2], [2, 1]])", T.tensordot(C, D, new int[][] {{1, 2}, {2, 1}}), FLOAT64, shape(2, 2), -0.6521933042948491, -0.33985196993040556, -0.035396057293888575, 0.5130594973040288),
            row("np.tensordot(C, D, [[-3], [0]])", T.tensordot(C, D, new int[][] {{-3}, {0}}), FLOAT64, shape(3, 4, 4, 3), -0.26828645900021747, -0.631387466394576, -0.41399374897824653, 0.1840239120186912, 0.6128508369753956, 0.47822552872336005, -0.09607812518691217, -0.5820479938873129, -0.532885621259568, 0.00620933402627144, 0.5395954562441678, 0.5768800044631182, -0.3353580737502718, -0.4736827136902588, -0.1765056511631775, 0.2829498930458142, 0.48226261047877134, 0.23818530790552317, -0.2248784683082374, -0.4811900178395952, -0.2950976840906918, 0.162306099498498, 0.47048640372169614, 0.34610367812238396, -0.40242968850032623, -0.31597796098594166, 0.060982446651891536, 0.3818758740729372, 0.3516743839821471, -0.0018549129123137942, -0.35367881142956265, -0.3803320417918775, -0.05730974692181556, 0.31840286497072456, 0.4013773511992244, 0.1153273517816496, -0.4695013032503806, -0.15827320828162456, 0.2984705444669605, 0.48080185510006024, 0.22108615748552302, -0.24189513373015065, -0.48247915455088786, -0.27947406574415984, 0.18047819024706058, 0.4744996304429512, 0.33226829867675267, -0.11544897455908462, -0.5365729180004349, -0.0005684555773073363, 0.5359586422820295, 0.5797278361271833, 0.0904979309888988, -0.4819353545479876, -0.6112794976722131, -0.1786160896964422, 0.4182661274159368, 0.6305963959151778, 0.263159246154281, -0.3462253008998189, -0.6036445327504893, 0.15713629712700988, 0.7734467400970986, 0.6786538171543062, -0.040090295507725415, -0.7219755753658245, -0.7400798407935384, -0.07775811364872451, 0.656054064584813, 0.7866931613874043, 0.1940501936318093, -0.5770016272405531, -0.6707161475005436, 0.314841049831327, 1.0109348379121674, 0.7775797981814292, -0.17067852200434958, -0.9620157961836614, -0.8688801839148637, 0.023099862398993164, 0.8938420017536891, 0.9427899268596309, 0.1249411411093376, -0.8077779535812875, -0.7377877622505981, 0.4725458025356442, 1.2484229357272365, 0.8765057792085522, -0.3012667485009738, -1.2020560170014982, -0.9976805270361888, 0.12395783844671084, 1.1316299389225652, 1.0988866923318574, 0.05583208858686589, -1.0385542799220218, -0.8048593770006525, 0.6302505552399613, 1.4859110335423056, 0.9754317602356752, -0.43185497499759795, -1.4420962378193352, -1.126480870157514, 0.2248158144944285, 1.3694178760914415, 1.2549834578040842, -0.013276963935605814, -1.269330606262756, -0.8719309917507068, 0.7879553079442786, 1.7233991313573744, 1.0743577412627983, -0.5624432014942221, -1.682136458637172, -1.2552812132788393, 0.3256737905421462, 1.6072058132603178, 1.4110802232763107, -0.08238601645807753, -1.5001069326034902, -0.9390026065007612, 0.9456600606485958, 1.9608872291724435, 1.1732837222899213, -0.6930314279908463, -1.922176679455009, -1.3840815564001645, 0.42653176658986386, 1.8449937504291938, 1.5671769887485372, -0.15149506898054924, -1.7308832589442245, -1.0060742212508156, 1.1033648133529128, 2.1983753269875126, 1.2722097033170443, -0.8236196544874705, -2.162216900272846, -1.5128818995214899, 0.5273897426375815, 2.08278168759807, 1.723273754220764, -0.22060412150302094, -1.9616595852849588),
            row("np.tensordot(V, B, 0)", T.tensordot(V, B, 0), FLOAT64, shape(3, 3, 2), 1, 2, -1, 0.5, 3, -2, -2, -4, 2, -1, -6, 4, 0.5, 1, -0.5, 0.25, 1.5, -1),
            row("np.matmul(C, D)", T.matmul(C, D), FLOAT64, shape(2, 3, 3), -0.1714924366792873, -0.33199555614669507, -0.18726349236878226, -0.03458093912793831, -0.23317856748200125, -0.21739289625117142, 0.10233055842341066, -0.13436157881730743, -0.24752230013356064, 0.3069766897382726, 0.1348069571157655, -0.16130367018484135, 0.4066683466988035, 0.27145176738282756, -0.11333631500095617, 0.5063600036593343, 0.40809657764988955, -0.06536895981707078),
            row("np.matmul(C, M.T)", T.matmul(C, M.T()), FLOAT64, shape(2, 3, 3), -2.3125, -3.125, -2.34375, -1.0625, -0.875, -1.21875, 0.1875, 1.375, -0.09375, 1.4375, 3.625, 1.03125, 2.6875, 5.875, 2.15625, 3.9375, 8.125, 3.28125),
            row("np.matmul(M.T, D.transpose(0,2,1))", T.matmul(M.T(), D.dimshuffle(0, 2, 1)), FLOAT64, shape(2, 4, 4), 2.239330346055312, -2.155129788920374, 2.027794294407232, -1.8598724833043352, -0.614146628101476, 0.799311442761878, -0.9684780334607953, 1.1182605297352073, 3.4337103812493712, -3.3704517686467903, 3.239733540978675, -3.0441720244605697, 0.7736445427901113, -0.4841207119227843, 0.1849072017147334, 0.1180072273928422, 1.6547253118026262, -1.4164588019345294, 1.1498418595150555, -0.8602108244594872, -1.245661033903793, 1.3481296240094098, -1.4236153905243976, 1.4706074853187234, 2.787681384175228, -2.4753952820318696, 2.1135641264881606, -1.7094299705824383, -0.41855974104180593, 0.7107347786279846, -0.9886844547875611, 1.2468456048623908),
            row("np.matmul(C, np.array([1.,2,3,4]))", T.matmul(C, new double[] {1, 2, 3, 4}), FLOAT64, shape(2, 3), -7.5, -2.5, 2.5, 7.5, 12.5, 17.5),
            row("np.matmul(np.array([1.,2,3,4]), D)", T.matmul(new double[] {1, 2, 3, 4}, D), FLOAT64, shape(2, 3), 1.0924674624899833, -0.8772586532090718, -2.040437208833264, 1.8576635761429947, 0.25858679532375184, -1.5782334925820427),
            row("np.matmul(V, A)", T.matmul(V, A), FLOAT64, shape(3), 3.75, -5.5, -2.5),
            row("np.matmul(C, D)", T.batchedDot(C, D), FLOAT64, shape(2, 3, 3), -0.1714924366792873, -0.33199555614669507, -0.18726349236878226, -0.03458093912793831, -0.23317856748200125, -0.21739289625117142, 0.10233055842341066, -0.13436157881730743, -0.24752230013356064, 0.3069766897382726, 0.1348069571157655, -0.16130367018484135, 0.4066683466988035, 0.27145176738282756, -0.11333631500095617, 0.5063600036593343, 0.40809657764988955, -0.06536895981707078),
            row("np.einsum('bi,bi->b', A, S)", T.batchedDot(A, S), FLOAT64, shape(3), 17.25, 10.375, 3),
            row("np.einsum('bi,bij->bj', B.T, C)", T.batchedDot(B.T(), C), FLOAT64, shape(2, 4), -0.5, -0.125, 0.25, 0.625, -1.5, -1.4375, -1.375, -1.3125),
            row("np.einsum('bij,bj->bi', D, B.T)", T.batchedDot(D, B.T()), FLOAT64, shape(2, 4), 1.8864212956691484, -1.97885032062162, 2.0316726429524303, -2.0438310235209842, -2.84427702897729, 3.0794190057408146, -3.252926390167131, 3.3613264307772512),
            row("V[:, None] * A", T.batchedDot(V, A), FLOAT64, shape(3, 3), 4, 1, -0.5, -0.5, -6, -3, 0.25, -0.5, 1),
            row("np.einsum('bij,bij->b', C, D.transpose(0,2,1))", T.batchedTensordot(C, D.dimshuffle(0, 2, 1), 2), FLOAT64, shape(2), -0.6521933042948491, 0.5130594973040292),
            row("np.einsum('bij,bjk->bik', C, D)", T.batchedTensordot(C, D, 1), FLOAT64, shape(2, 3, 3), -0.17149243667928732, -0.33199555614669507, -0.18726349236878215, -0.03458093912793831, -0.23317856748200125, -0.21739289625117147, 0.10233055842341067, -0.13436157881730743, -0.24752230013356064, 0.3069766897382726, 0.1348069571157655, -0.16130367018484137, 0.4066683466988035, 0.2714517673828275, -0.11333631500095609, 0.5063600036593343, 0.40809657764988955, -0.0653689598170708),
            row("np.einsum('bij,bki->bjk', C, D)", T.batchedTensordot(C, D, new int[][] {{1}, {2}}), FLOAT64, shape(2, 4, 4), -0.42073549240394825, 0.2372812395940969, -0.04907780116046867, -0.1401079297970717, -0.20188944094975095, 0.04045539435519692, 0.12178836723243695, -0.2815945338218613, 0.0169566105044463, -0.15637045088370297, 0.2926545356253426, -0.4230811378466509, 0.23580266195864355, -0.3531962961226029, 0.4635207040182482, -0.5645677418714404, 1.637791611368729, -1.404855634405842, 1.1438014623685557, -0.859854096285132, 1.7470667956838635, -1.4797322554542802, 1.1827808640709188, -0.8621561056513217, 1.856341979998998, -1.5546088765027184, 1.2217602657732818, -0.8644581150175115, 1.9656171643141327, -1.6294854975511566, 1.2607396674756448, -0.8667601243837013),
            row("np.einsum('bij,bji->b', C, D)", T.batchedTensordot(C, D, new int[][] {{1, 2}, {2, 1}}), FLOAT64, shape(2), -0.6521933042948491, 0.5130594973040292),
            row("np.outer(V, B)", T.outer(V, B), FLOAT64, shape(3, 6), 1, 2, -1, 0.5, 3, -2, -2, -4, 2, -1, -6, 4, 0.5, 1, -0.5, 0.25, 1.5, -1),
            row("np.inner(C, M)", T.inner(C, M), FLOAT64, shape(2, 3, 3), -2.3125, -3.125, -2.34375, -1.0625, -0.875, -1.21875, 0.1875, 1.375, -0.09375, 1.4375, 3.625, 1.03125, 2.6875, 5.875, 2.15625, 3.9375, 8.125, 3.28125),
            row("np.inner(V, 2)", T.inner(V, 2), FLOAT64, shape(3), 2, -4, 1),
            row("np.vdot(A, S)", T.vdot(A, S), FLOAT64, shape(), 30.625),
            row("np.kron(M, B)", T.kron(M, B), FLOAT64, shape(9, 8), 1, 2, 2, 4, -1, -2, 0.5, 1, -1, 0.5, -2, 1, 1, -0.5, -0.5, 0.25, 3, -2, 6, -4, -3, 2, 1.5, -1, 0.5, 1, -1, -2, 3, 6, 2, 4, -0.5, 0.25, 1, -0.5, -3, 1.5, -2, 1, 1.5, -1, -3, 2, 9, -6, 6, -4, 2, 4, 0.25, 0.5, 1, 2, -1, -2, -2, 1, -0.25, 0.125, -1, 0.5, 1, -0.5, 6, -4, 0.75, -0.5, 3, -2, -3, 2),
            row("np.kron(V, B)", T.kron(V, B), FLOAT64, shape(3, 6), 1, 2, -2, -4, 0.5, 1, -1, 0.5, 2, -1, -0.5, 0.25, 3, -2, -6, 4, 1.5, -1),
            row("np.kron(C, B)", T.kron(C, B), FLOAT64, shape(2, 9, 8), -1, -2, -0.875, -1.75, -0.75, -1.5, -0.625, -1.25, 1, -0.5, 0.875, -0.4375, 0.75, -0.375, 0.625, -0.3125, -3, 2, -2.625, 1.75, -2.25, 1.5, -1.875, 1.25, -0.5, -1, -0.375, -0.75, -0.25, -0.5, -0.125, -0.25, 0.5, -0.25, 0.375, -0.1875, 0.25, -0.125, 0.125, -0.0625, -1.5, 1, -1.125, 0.75, -0.75, 0.5, -0.375, 0.25, 0, 0, 0.125, 0.25, 0.25, 0.5, 0.375, 0.75, 0, 0, -0.125, 0.0625, -0.25, 0.125, -0.375, 0.1875, 0, 0, 0.375, -0.25, 0.75, -0.5, 1.125, -0.75, 0.5, 1, 0.625, 1.25, 0.75, 1.5, 0.875, 1.75, -0.5, 0.25, -0.625, 0.3125, -0.75, 0.375, -0.875, 0.4375, 1.5, -1, 1.875, -1.25, 2.25, -1.5, 2.625, -1.75, 1, 2, 1.125, 2.25, 1.25, 2.5, 1.375, 2.75, -1, 0.5, -1.125, 0.5625, -1.25, 0.625, -1.375, 0.6875, 3, -2, 3.375, -2.25, 3.75, -2.5, 4.125, -2.75, 1.5, 3, 1.625, 3.25, 1.75, 3.5, 1.875, 3.75, -1.5, 0.75, -1.625, 0.8125, -1.75, 0.875, -1.875, 0.9375, 4.5, -3, 4.875, -3.25, 5.25, -3.5, 5.625, -3.75),
            row("A @ S @ B", T.matrixDot(A, S, B), FLOAT64, shape(3, 2), 3.875, 42.3125, 8.25, 1.4375, 10, -6.5),
            row("np.linalg.matrix_power(N @ N.T, 3)", T.matrixPower(N.dot(N.T()), 3), INT64, shape(2, 2), 18872, 34672, 34672, 64379),
            row("np.trace(M)", T.trace(M), FLOAT64, shape(), 1),
            row("np.trace(M, -1)", M.trace(-1, 0, 1), FLOAT64, shape(), 0.75),
            row("np.trace(C, 1, 1, 2)", T.trace(C, 1, 1, 2), FLOAT64, shape(2), -0.75, 3.75),
            row("np.trace(N)", T.trace(N), INT64, shape(), 8),
            row("np.diag(V)", T.diag(V), FLOAT64, shape(3, 3), 1, 0, 0, 0, -2, 0, 0, 0, 0.5),
            row("np.diag(V, -1)", T.diag(V, -1), FLOAT64, shape(4, 4), 0, 0, 0, 0, 1, 0, 0, 0, 0, -2, 0, 0, 0, 0, 0.5, 0),
            row("np.diag(M, 2)", T.diag(M, 2), FLOAT64, shape(2), -1, 2),
            row("np.diagonal(M, -2)", M.diagonal(-2), FLOAT64, shape(1), 2),
            row("np.diagonal(C)", T.diagonal(C), FLOAT64, shape(4, 2), -1, 1, -0.875, 1.125, -0.75, 1.25, -0.625, 1.375),
            row("np.diagonal(C, 1, 2, 0)", C.diagonal(1, 2, 0), FLOAT64, shape(3, 1), 0.5, 1, 1.5),
            row("np.diagonal(C, 0, -2, -1)", C.diagonal(0, -2, -1), FLOAT64, shape(2, 3), -1, -0.375, 0.25, 0.5, 1.125, 1.75),
            row("np.diagonal(M, 9)", M.diagonal(9), FLOAT64, shape(0)),
            row("np.diagonal(M)", T.extractDiag(M), FLOAT64, shape(3), 1, -1, 1),
            row("np.diag(V, 2)", T.allocDiag(V, 2), FLOAT64, shape(5, 5), 0, 0, 1, 0, 0, 0, 0, 0, -2, 0, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            row("np.stack([np.diag(b, 1) for b in B])", T.allocDiag(B, 1, 1, 2), FLOAT64, shape(3, 3, 3), 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, -1, 0, 0, 0, 0.5, 0, 0, 0, 0, 3, 0, 0, 0, -2, 0, 0, 0),
            row("np.stack([np.diag(b) for b in B]).transpose(1,2,0)", T.allocDiag(B), FLOAT64, shape(2, 2, 3), 1, -1, 3, 0, 0, 0, 0, 0, 0, 2, 0.5, -2),
            row("np.diag(N[0])", T.diag(N.get(0)), INT64, shape(3, 3), 3, 0, 0, 0, 1, 0, 0, 0, 2))
                .map(r -> r.test(VALUES));
        // spotless:on
    }

    @Test
    void gradients_of_products() {
        HostArray a = at(shape(2, 2, 3), 1, 2, -1, 0.5, 3, 1, -2, 1, 0, 2, 1, 1);
        HostArray b = at(shape(2, 3, 2), 0.5, 1, 2, -1, 1, 3, 1, 0, -2, 1, 0.5, 2);
        Slopes.check(2, x -> T.batchedDot(x.get(0), x.get(1)).pow(2), a, b);
        Slopes.check(2, x -> T.batchedTensordot(x.get(0), x.get(1), new int[][] {{1, 2}, {2, 1}}), a, b);
        Slopes.check(
                2,
                x -> T.tensordot(x.get(0), x.get(1), new int[][] {{0, 2}, {0, 1}})
                        .pow(2),
                a,
                b);
        Slopes.check(2, x -> T.tensordot(x.get(0), x.get(1), 0), a, b);
        HostArray m = at(shape(2, 3), 1, 2, -1, 0.5, 3, 1);
        HostArray v = at(shape(3), 1, -1, 2);
        Slopes.check(2, x -> T.kron(x.get(0), x.get(1)), m, v);
        Slopes.check(2, x -> T.outer(x.get(0), x.get(1)), m, v);
        Slopes.check(2, x -> T.inner(x.get(0), x.get(1)), m, v);
        Slopes.check(2, x -> T.matrixPower(x.get(0), 3), at(shape(2, 2), 1, 2, -1, 0.5));
        Slopes.check(2, x -> T.matrixPower(x.get(0), -2), at(shape(2, 2), 1, 2, -1, 0.5));
    }

    @Test
    void gradients_of_diagonals() {
        HostArray m = at(shape(2, 3), 1, 2, -1, 0.5, 3, 1);
        for (int offset = -2; offset <= 3; offset++) {
            int k = offset;
            Slopes.check(2, x -> T.diag(x.get(0), k).pow(3), m);
            Slopes.check(2, x -> T.allocDiag(x.get(0), k).pow(3), m);
            Slopes.check(2, x -> T.trace(x.get(0), k, 1, 0).pow(3), m);
        }
    }

    @Test
    void what_does_not_fit_is_told() {
        assertThatThrownBy(() -> T.tensordot(A, V, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "tensordot over 2 axes, but 'A' is a float64 matrix and 'V' a float64 vector; there are 0 to 1");
        assertThatThrownBy(() -> T.tensordot(A, V, new int[][] {{0}, {1}}))
                .hasMessageStartingWith("tensordot over axis 1, but 'V' is");
        assertThatThrownBy(() -> T.tensordot(A, S, new int[][] {{0, 0}, {0, 1}}))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> T.tensordot(A, S, new int[][] {{0}})).hasMessageContaining("new int[][] {{1}, {0}}");
        assertThatThrownBy(() -> T.batchedTensordot(C, D, new int[][] {{0}, {0}}))
                .hasMessageContaining("axis 0");
        assertThatThrownBy(() -> T.diag(C)).hasMessageStartingWith("diag takes a vector or a matrix, but 'C' is");
        assertThatThrownBy(() -> T.trace(V)).hasMessageStartingWith("trace takes a matrix");
        assertThatThrownBy(() -> T.diagonal(A, 0, 1, 1)).hasMessageContaining("twice");
        assertThatThrownBy(() -> T.batchedDot(A, 2)).hasMessageContaining("is a scalar");
        assertThat(T.matrixDot(A).type().rank()).isEqualTo(2);
    }
}
