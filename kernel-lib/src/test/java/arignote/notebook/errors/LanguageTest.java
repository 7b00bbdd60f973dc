package arignote.notebook.errors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.Config;
import arignote.Expr;
import arignote.T;
import arignote.expr.Warnings;
import arignote.notebook.words.Words;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The errors of cells in the language of the setting: the whole sentence, with the reader's own names and numbers. */
class LanguageTest {
    private static FailingCells cells;

    @BeforeAll
    static void open() {
        cells = new FailingCells();
        cells.shell.run("import tech.tablesaw.api.*;");
        cells.shell.run("""
                Expr x = T.vector("x"), y = T.vector("y"), M = T.matrix("M"), k = T.ivector("k"); Shared w = shared(0.0, "w");
                Expr cost = T.mean(T.sqr(x * w - y));
                var train = function(inputs(x, y), outputs(cost), named("train")); var half = function(inputs(k), outputs(k), named("half"));
                var both = function(inputs(x), outputs(x, x * 2), named("both"));
                double[] three = {1, 2, 3}, four = {1, 2, 3, 4}; INDArray nothing = null;
                Table people = Table.create(DoubleColumn.create("height", 1.8, 1.7), StringColumn.create("name", "A", "B"));
                """);
    }

    @AfterEach
    void english() {
        Config.set("language", "en");
    }

    @AfterAll
    static void close() {
        cells.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            train.apply(three, four)                        ¦ 形状不一致          ¦ (x * w) 'y' [3] [4]
            train.apply(three)                              ¦ 给了 1 个           ¦ train x y 2
            train.apply(M, three)                           ¦ 它只代表数          ¦ 'M' 'x' train eval()
            train.apply(1.0, three)                         ¦ 必须有 1 个轴       ¦ 'x' train 0
            train.apply(Map.of("z", 1))                     ¦ 没有输入 'z'        ¦ train x y
            train.apply(Map.of("x", three))                 ¦ 没有值              ¦ 'y' train
            train.apply("a", three)                         ¦ 不是数的数组        ¦ 'x' train String
            train.apply(nothing, three)                     ¦ 是 null             ¦ 'x' train
            half.apply(three)                               ¦ 损失精度            ¦ 'k' half int32 float64
            both.apply(three)                               ¦ 有 2 个输出         ¦ both applyAll
            train.apply(people, three)                      ¦ 里面没有数          ¦ 'name' STRING 'x'
            train.apply(people.column("name"), three)       ¦ 里面没有数          ¦ 'name' STRING
            function(inputs(x), outputs(cost))              ¦ 少了 'y'            ¦ given(…) inputs(…)
            function(inputs(x, x), outputs(x))              ¦ 写了两次            ¦ 'x'
            function(inputs(w), outputs(w))                 ¦ 是共享变量          ¦ 'w'
            function(inputs(x * 2), outputs(x))             ¦ 由别的变量算出来    ¦ T.vector("x")
            function(inputs(x), outputs(x), update(w, x))   ¦ 两者的类型必须一样  ¦ 'w' 'x' 标量 向量
            function(inputs(x, y), outputs(cost), update(w, cost), update(w, cost)) ¦ 有两个更新 ¦ 'w'
            function(inputs(x), outputs((Expr) null))       ¦ 是 null             ¦ outputs(…) 表达式
            T.grad(cost, T.vector("z"))                     ¦ 代价与              ¦ 'z'
            T.grad(x, w)                                    ¦ 求梯度的代价是标量  ¦ 'x' 向量
            T.grad(cost, k)                                 ¦ 对浮点变量求的      ¦ 'k' int32
            x.eval()                                        ¦ eval 需要 'x'       ¦ Map.of(x, …)
            cost.eval(Map.of(x, three, T.vector("q"), three)) ¦ 不是              ¦ 'q'
            w.setValue(three)                               ¦ 必须有 0 个轴       ¦ 'w'
            shared(three, "t").item()                       ¦ item() 用于一个数   ¦ 't' [3] getValue()
            T.sum(x, 1)                                     ¦ 沿轴 1              ¦ 'x' 1
            T.concatenate(List.of(x, M), 0)                 ¦ join 接受           ¦ 'x' 'M' 矩阵
            M.dimshuffle(0, 5)                              ¦ dimshuffle 写了轴 5 ¦ 'M' 矩阵
            T.reshape(x, 2, 2).eval(Map.of(x, three))       ¦ 不能改变形状        ¦ 'x' [3] [2, 2]
            x.get(9).eval(Map.of(x, three))                 ¦ 超出范围            ¦ 9 'x'
            x.get(1, 2)                                     ¦ get 有 2 个下标     ¦ 'x' 向量
            T.cast(x, "int33")                              ¦ 没有 dtype          ¦ 'int33' int64
            batches(2, three, new double[] {1, 2})          ¦ 行数不同            ¦ 3, 2
            batches(0, three)                               ¦ 不能取 0 行         ¦ 0
            batches(5, three).dropLast()                    ¦ 没有小批量          ¦ 3 5
            batches(2, 1.5)                                 ¦ 第 1 个参数 是 Double ¦ 行
            new RandomState(-1)                             ¦ 种子是 -1           ¦ -1
            new RandomState(1).uniform(0, Double.NaN)       ¦ 范围必须有限        ¦ NaN
            plot(three, four)                               ¦ y 有 4 个           ¦ 3
            plot(three, three, "zz")                        ¦ zz                  ¦ 'z'
            figure().plot(three, three).color("rainbow")    ¦ 不是颜色            ¦ rainbow
            figure().xscale("cubic")                        ¦ 刻度没有            ¦ cubic
            figure().hist(three, 0)                         ¦ 直方图有 1 到       ¦ 0
            figure().bar(three, four)                       ¦ 条形                ¦ 3 4
            subplots(0, 1)                                  ¦ 没有地方放图        ¦ subplots(0, 1)
            slider("lr", 1, 0, 0.1, 0)                      ¦ 滑块 "lr"           ¦ 0.1
            explore(cost)                                   ¦ 没有滑块            ¦ 滑块
            table(three, List.of("a"))                      ¦ 表格需要矩阵        ¦ [3] column(…)
            table(new double[][] {{1, 2}}, List.of("a"))    ¦ 每列一个            ¦ [1, 2] a
            progress(-3)                                    ¦ 不能数到负数        ¦ progress(-3)
            check("7.9", 1)                                 ¦ 没有答案            ¦ '7.9'
            predictFirst("Why?", "yes")                     ¦ 两个以上的选项      ¦ 1
            Config.set("language", "fr")                    ¦ 设置 language       ¦ en, zh-CN 'fr'
            Config.set("floatY", "x")                       ¦ 没有设置 'floatY'   ¦ floatX
            Npy.load("missing.npy")                         ¦ 没有文件            ¦ 'missing.npy'
            print(x)                                        ¦ 没有方法 print      ¦ System.out.println(x)
            cots + 1                                        ¦ 不认识 cots         ¦ cost
            x ** 2                                          ¦ ** 不是             ¦ T.pow(x, 2)
            three[0:2]                                      ¦ 切片                ¦ Arrays.copyOfRange(three, 0, 2)
            for i in range(3):                              ¦ Python 的写法       ¦ for (int i = 0; i < 3; i++)
            double d = people;                              ¦ 这里需要 double     ¦ Table
            x < 2                                           ¦ 不能比较            ¦ T.lt(x, 2)
            int n = (3 + 4;                                 ¦ 没有关上                ¦ int n = (3 + 4;
            x.tims(2)                                       ¦ 没有方法 tims       ¦ times
            T.cholesky(x)                                   ¦ 构成矩阵的数组      ¦ cholesky 'x' 向量
            x.dimshuffle(0, "y")                            ¦ 新的轴写作          ¦ y 'x'
            T.mean(x).get("1:-").eval()                     ¦ 正负号后面是数      ¦ 1:-
            given(x, null)                                  ¦ 第 2 个参数是 null  ¦ given
            T.setSubtensor(x, 1)                            ¦ 改变数组的一部分    ¦ setSubtensor
            T.and(x, x)                                     ¦ 用于 bool 和整数    ¦ 'x' T.neq(…, 0)
            half.apply(people)                              ¦ 里面没有数          ¦ 'name'
            w.setValue(new int[][] {{1}})                   ¦ 必须有 0 个轴       ¦ 'w'
            shared(new int[] {1}, "n").setValue(new double[] {0.5}) ¦ 请给出 int[] ¦ 'n' int32
            T.sqr(k).eval(Map.of(k, new double[] {1.5}))    ¦ 损失精度            ¦ 'k'
            new RandomStreams(1).binomial(List.of(2), 1, T.constant(2.0)).eval() ¦ 有一个概率是 2.0；概率从 0 到 1，在 ¦ binomial
            T.conv2d(x, x)                                  ¦ 图像、通道、行、列  ¦ 'x'
            figure().contour(three, three, new double[][] {{1, 2, 3}, {1, 2, 3}, {1, 2, 3}}, new double[] {2, 1}) ¦ 层次必须上升 ¦ 2 1
            Npy.loadAll("missing.npz")                      ¦ 没有文件            ¦ 'missing.npz'
            function(inputs(x, T.vector()), outputs(x))     ¦ 没有名字的          ¦ onUnusedInput
            function(inputs(x), outputs(T.log(x)), mode("nanGuard")).apply(new double[] {-1}) ¦ 守卫发现了 NaN ¦ 0 x
            function(inputs(x), outputs(T.sum(x / x)), mode("nanGuard")).apply(new double[] {0}) ¦ 守卫发现了 NaN ¦ 0 x
            """)
    void an_error_is_said_in_chinese_with_the_readers_names(String cell, String words, String names) {
        Config.set("language", "zh-CN");
        CellErrors.Report report = cells.report(cell);
        List<String> lines = FailingCells.lines(report);
        assertThat(lines.get(0)).startsWith(report.name() + ": ").contains(words);
        Chinese.assertWhole(lines.get(0).substring(report.name().length() + 2));
        assertThat(String.join("\n", lines)).contains(names.split(" (?![^\\[(]*[\\])])"));
        assertThat(lines.get(1)).matches("(?s)    \\(.*[a-z].*\\)");
        assertThat(report.sentence())
                .contains(words)
                .endsWith("\n" + lines.get(1).strip());
        String english = lines.get(1).substring(5, lines.get(1).length() - 1);
        Config.set("language", "en");
        CellErrors.Report before = cells.report(cell);
        assertThat(before.sentence()).isEqualTo(english);
        assertThat(before.lines().get(0)).endsWith(before.name() + ": " + english + "\033[0m");
    }

    @Test
    void a_warning_is_said_in_chinese_where_a_kernel_turns_it_and_in_english_in_a_program() {
        Expr x = T.vector("x"), z = T.vector("z");
        Runnable warned = () -> T.grad(T.sum(x), z, T.disconnectedInputs("warn"));
        String english = printed(warned);
        assertThat(english).startsWith("warning: the cost ").contains(" does not depend on 'z' in a way");
        Config.set("language", "zh-CN");
        assertThat(printed(warned)).isEqualTo(english);
        Warnings.turnedBy(Words::warning);
        try {
            assertThat(printed(warned)).startsWith("注意：代价 ").contains("依赖于 'z'；");
            assertThat(printed(() -> Warnings.say(
                            "arignote: device=cuda has nothing to use, so the processor computes: no driver")))
                    .startsWith("arignote：device=cuda 没有可用的设备");
            assertThat(printed(() ->
                            Warnings.say("Arignote works without help from Javadoc: JShell has no JShell.outerMap.")))
                    .isEqualTo("Arignote 没有Javadoc 的帮助：JShell 缺少 JShell.outerMap。");
            Config.set("language", "en");
            assertThat(printed(warned)).isEqualTo(english);
        } finally {
            Warnings.turnedBy(UnaryOperator.identity());
        }
    }

    private static String printed(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(UTF_8).strip();
    }
}
