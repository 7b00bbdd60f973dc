package arignote.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FuzzTest {
    @Test
    void tmp() {
        int n = Integer.getInteger("arignote.fuzz", 300);
        Check check = new Check(Setting.all());
        int failures = 0;
        double nonFinite = 0;
        int[] kinds = new int[1];
        java.util.Map<String, Integer> byKind = new java.util.TreeMap<>();
        java.util.Map<String, String> example = new java.util.TreeMap<>();
        long t = System.nanoTime();
        for (int seed = 0; seed < n; seed++) {
            Case c = Generator.of(seed);
            try {
                var f = check.failure(c);
                if (f.isPresent()) {
                    failures++;
                    byKind.merge(f.get().kind(), 1, Integer::sum);
                    if (example.merge(
                                    f.get().kind(),
                                    seed + " " + f.get() + "\n   " + c.roots(),
                                    (a, b) -> a.length() < b.length() ? a : b)
                            == null) {}
                }
            } catch (RuntimeException e) {
                java.io.StringWriter w = new java.io.StringWriter();
                e.printStackTrace(new java.io.PrintWriter(w));
                byKind.merge(e.toString(), 1, Integer::sum);
                example.putIfAbsent(
                        e.toString(),
                        seed + " "
                                + w.toString()
                                        .substring(
                                                0, Math.min(1200, w.toString().length())) + c.roots());
            }
        }
        System.out.println(
                (System.nanoTime() - t) / 1e9 + " s; decided " + check.decided + " undecided " + check.undecided);
        System.out.println(byKind);
        example.values().forEach(System.out::println);
        assertThat(failures).isZero();
    }
}
