package arignote.compile;

import arignote.compile.runtime.GeneratedCode;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.function.Signature;
import arignote.value.Nd4jArrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What generated code has computed, as a call gives it back and as shared variables store it. */
final class Results {
    private final Signature signature;
    private final int outputs;

    Results(Signature signature) {
        this.signature = signature;
        outputs = signature.outputs().size();
    }

    /** Result i, outputs before new values of shared variables, as a new array. */
    INDArray array(Specialization s, int i) {
        return Nd4jArrays.of(
                s.results().get(i).dtype(), s.code().shape(i), s.code().result(i));
    }

    /** Result i until the next run: in the memory of the code, unless that is longer. */
    HostArray host(Specialization s, int i) {
        DType dtype = s.results().get(i).dtype();
        HostArray all = HostArray.of(dtype, s.code().shape(i), s.code().result(i));
        return all.size() == HostArray.size(all.shape()) ? all : HostArray.copyOf(dtype, all.shape(), all.elements());
    }

    private HostArray copy(Specialization s, int i) {
        return HostArray.copyOf(
                s.results().get(i).dtype(), s.code().shape(i), s.code().result(i));
    }

    /** The same where it lies: on a device it stays there. */
    Object lying(Specialization s, int i) {
        return s instanceof DeviceSpecialization there ? there.kernels().lying(i) : host(s, i);
    }

    /** @throws IllegalArgumentException if the first output is not one number */
    void checkNumber(GeneratedCode code) {
        if (!code.isSingle(0)) {
            throw signature.noNumber(code.shape(0));
        }
    }

    /** The first output as a number. */
    double number(GeneratedCode code) {
        Object array = code.result(0);
        if (array instanceof double[] d) {
            return d[0];
        }
        if (array instanceof float[] f) {
            return f[0];
        }
        if (array instanceof long[] l) {
            return l[0];
        }
        return array instanceof int[] k ? k[0] : ((boolean[]) array)[0] ? 1 : 0;
    }

    /** Stores the new values of shared variables: those that the code cannot store itself are copied before. */
    void store(Specialization s) {
        boolean[] stored = s.stored();
        HostArray[] others = null;
        for (int i = 0; i < stored.length; i++) {
            if (!stored[i]) {
                others = others == null ? new HostArray[stored.length] : others;
                others[i] = copy(s, outputs + i);
            }
        }
        s.code().commit();
        for (int i = 0; others != null && i < others.length; i++) {
            if (others[i] != null) {
                signature.targets().get(i).store(others[i]);
            }
        }
    }
}
