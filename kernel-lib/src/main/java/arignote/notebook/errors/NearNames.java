package arignote.notebook.errors;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names that were probably meant: those a slip of the finger away, and never another thing of nearly that name. */
final class NearNames {
    /** Functions of Theano, NumPy and Java: such a name is meant as it is written, not as one that is spelt alike. */
    private static final Set<String> OTHERS =
            Set.of(("abs add all any append arange arccos arcsin arctan arctan2 argmax argmin"
                            + " argsort array astype average cbrt ceil choose clip concat concatenate conj copy cos cosh count cov"
                            + " cross cumprod cumsum deg2rad det diag diff div divide dot eig einsum elu equal erf exp exp2 expm1 eye fft"
                            + " fill find flatten flip floor fmod full gamma get grad hypot identity imag in index inner insert inv"
                            + " inverse isinf isnan iter join kron len length like linspace log log10 log1p log2 map matmul"
                            + " max maximum mean median min minimum mod mul multiply nan ndim neg nonzero norm not ones open or outer"
                            + " pad pi pop pow power print prod product put rad2deg rand randint randn range ravel real"
                            + " reciprocal relu remainder remove repeat reset reshape resize reverse rint roll rot90 round scan set shape"
                            + " shuffle sign sin sinh size slice softsign solve sort split sqr sqrt square squeeze stack std str sub"
                            + " subtract sum svd switch take tan tanh tensor tile tolist trace transpose tri tril triu trunc type"
                            + " unique update values var vstack hstack where zero zeros zip")
                    .split(" "));

    private NearNames() {}

    /** The name that was meant, or nothing. */
    static String of(String name, Collection<String> names) {
        String plain = plain(name);
        boolean meant = OTHERS.contains(plain);
        return names.stream()
                .filter(each -> !each.equals(name) && each.length() > 1)
                .filter(each -> plain(each).equals(plain) || !meant && isSlip(plain, plain(each)))
                .min(Comparator.comparingInt((String each) -> distance(plain(each), plain))
                        .thenComparing(each -> each))
                .orElse("");
    }

    /** Capitals and underscores are no difference. */
    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** In short names two letters changed places, or one is doubled; in longer ones one or two differ, but not the first. */
    private static boolean isSlip(String written, String name) {
        if (written.length() < 3 || written.charAt(0) != name.charAt(0)) {
            return false;
        }
        if (written.length() <= 4 && name.length() <= 4) {
            return isSwapped(written, name) || once(written).equals(once(name));
        }
        return isSwapped(written, name) || distance(written, name) <= (written.length() < 6 ? 1 : 2);
    }

    private static boolean isSwapped(String a, String b) {
        if (a.length() != b.length()) {
            return false;
        }
        int i = 0;
        while (i < a.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i + 1 < a.length()
                && a.charAt(i) == b.charAt(i + 1)
                && a.charAt(i + 1) == b.charAt(i)
                && a.substring(i + 2).equals(b.substring(i + 2));
    }

    private static String once(String name) {
        return name.replaceAll("(.)\\1+", "$1");
    }

    /** How many letters have to be put in, left out or changed. */
    static int distance(String a, String b) {
        String one = a.toLowerCase(Locale.ROOT), other = b.toLowerCase(Locale.ROOT);
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }

    /** The static methods of a class that is on the class path. */
    static Set<String> statics(String type) {
        return methods(type, true).map(Method::getName).collect(Collectors.toSet());
    }

    static boolean hasStatic(String type, String name) {
        return statics(type).contains(name);
    }

    /** The public methods of a class; none if there is no such class. */
    static Stream<Method> methods(String type, boolean onlyStatic) {
        try {
            return Arrays.stream(Class.forName(type, false, NearNames.class.getClassLoader())
                            .getMethods())
                    .filter(method -> !onlyStatic || Modifier.isStatic(method.getModifiers()));
        } catch (ClassNotFoundException | LinkageError e) {
            return Stream.of();
        }
    }
}
