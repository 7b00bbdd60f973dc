package arignote;

import static arignote.Arignote.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Against files that NumPy wrote (numpy_files.py): what is read is what was written, and what is written has its bytes. */
class NpyTest {
    @TempDir
    Path folder;

    private static Path numPys(String name) {
        try {
            return Path.of(NpyTest.class.getResource("/npy/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static INDArray load(String name) {
        return Npy.load(numPys(name).toString());
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String written(String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // What is read

    @TestFactory
    Stream<DynamicTest> every_kind_of_number_in_either_byte_order_is_read() {
        float smallest = 0x1p-24f; // of half numbers
        Map<String, Object> want = new LinkedHashMap<>();
        want.put("b1", new boolean[] {true, false, true});
        want.put("i1", new int[] {-128, 0, 7, 127});
        want.put("i2", new int[] {-32768, 0, 7, 32767});
        want.put("i4", new int[] {Integer.MIN_VALUE, 0, 7, Integer.MAX_VALUE});
        want.put("i8", new long[] {Long.MIN_VALUE, 0, 7, Long.MAX_VALUE});
        want.put("u1", new int[] {0, 0, 7, 255});
        want.put("u2", new int[] {0, 0, 7, 65535});
        want.put("u4", new long[] {0, 0, 7, 0xffffffffL});
        want.put("u8", new long[] {0, 0, 7, Long.MAX_VALUE});
        float inf = Float.POSITIVE_INFINITY;
        want.put("f2", new float[] {1.5f, -0f, inf, -inf, Float.NaN, 65504, smallest, 0x1.998p-4f});
        want.put("f4", new float[] {1.5f, -0f, inf, -inf, Float.NaN, Float.MAX_VALUE, Float.MIN_VALUE, 0.1f});
        want.put("f8", new double[] {1.5, -0.0, inf, -inf, Double.NaN, Double.MAX_VALUE, Double.MIN_VALUE, 0.1});
        return Stream.of("kinds.npz", "big_endian.npz").flatMap(file -> {
            Map<String, INDArray> got = Npy.loadAll(numPys(file).toString());
            assertThat(List.copyOf(got.keySet())).isEqualTo(List.copyOf(want.keySet()));
            return want.entrySet().stream()
                    .map(e -> dynamicTest(file + " " + e.getKey(), () -> {
                        INDArray array = got.get(e.getKey());
                        if (e.getValue() instanceof boolean[] b) {
                            assertThat(array).isEqualTo(Nd4j.createFromArray(b));
                        } else if (e.getValue() instanceof int[] k) {
                            assertThat(array.dataType()).isEqualTo(DataType.INT32);
                            assertThat(array.toIntVector()).containsExactly(k);
                        } else if (e.getValue() instanceof long[] l) {
                            assertThat(array.dataType()).isEqualTo(DataType.INT64);
                            assertThat(array.toLongVector()).containsExactly(l);
                        } else if (e.getValue() instanceof float[] f) {
                            assertThat(array.dataType()).isEqualTo(DataType.FLOAT);
                            assertThat(array.toFloatVector()).containsExactly(f); // which tells -0 from 0
                        } else {
                            assertThat(array.dataType()).isEqualTo(DataType.DOUBLE);
                            assertThat(array.toDoubleVector()).containsExactly((double[]) e.getValue());
                        }
                    }));
        });
    }

    @Test
    void both_orders_are_read() {
        INDArray cube = Nd4j.createFromArray(
                        IntStream.range(0, 24).asDoubleStream().toArray())
                .reshape(2, 3, 4);
        assertThat(load("c_order.npy")).isEqualTo(cube);
        assertThat(load("fortran_order.npy")).isEqualTo(cube);
        assertThat(load("fortran_order.npy").getDouble(1, 0, 2)).isEqualTo(14);
        assertThat(load("fortran_ints.npy")).isEqualTo(Nd4j.createFromArray(new int[][] {{0, 1, 2}, {3, 4, 5}}));
    }

    @Test
    void arrays_of_any_rank_and_version_are_read() {
        assertThat(load("scalar.npy").rank()).isZero();
        assertThat(load("scalar.npy").getDouble(0)).isEqualTo(2.5);
        assertThat(load("empty.npy").shape()).containsExactly(0, 3);
        for (String name : List.of("version_2.npy", "version_3.npy")) {
            assertThat(load(name).toDoubleVector()).as(name).containsExactly(0, 1, 2);
        }
        assertThat(load("longs.npy").getLong(99, 99)).isEqualTo(9999);
    }

    @Test
    void headers_as_other_programs_write_them_are_read() {
        String numbers = "\1\2\3\4\5\6";
        assertThat(Npy.load(npy("{\"shape\":(3L, 2L),\"descr\":\"|u1\",\"fortran_order\":True}\n", numbers)))
                .isEqualTo(Nd4j.createFromArray(new int[][] {{1, 4}, {2, 5}, {3, 6}}));
        assertThat(Npy.load(npy("{ 'fortran_order' : False , 'shape' : ( 6 , ) , 'descr' : '<i1' , } ", numbers))
                        .shape())
                .containsExactly(6);
    }

    // What is written

    @TestFactory
    Stream<DynamicTest> what_is_written_has_num_pys_bytes() {
        return Stream.of("c_order", "scalar", "empty", "vector", "floats", "bools", "longs")
                .map(name -> dynamicTest(name, () -> {
                    Npy.save(at(name), load(name + ".npy"));
                    assertThat(bytes(folder.resolve(name + ".npy"))).isEqualTo(bytes(numPys(name + ".npy")));
                }));
    }

    @Test
    void every_way_to_say_an_array_can_be_saved() {
        Npy.save(at("a"), new double[][] {{1, 2}, {3, 4}});
        assertThat(Npy.load(at("a.npy"))).isEqualTo(Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}}));
        Npy.save(at("b.npy"), shared(new int[] {1, 2}, "v"));
        assertThat(Npy.load(at("b.npy"))).isEqualTo(Nd4j.createFromArray(1, 2));
        Npy.save(at("b.npy"), 3);
        assertThat(Npy.load(at("b.npy")).getInt(0)).isEqualTo(3);
        INDArray fortran =
                Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 5, 6}}).dup('f');
        Npy.save(at("c"), fortran.transpose());
        assertThat(Npy.load(at("c.npy")).toDoubleMatrix()).isDeepEqualTo(new double[][] {{1, 4}, {2, 5}, {3, 6}});
        Npy.save(at("d"), fortran.getColumn(1));
        assertThat(Npy.load(at("d.npy")).toDoubleVector()).containsExactly(2, 5);
    }

    @Test
    void many_arrays_come_back_in_order_compressed_or_not() {
        Map<String, Object> arrays = new LinkedHashMap<>();
        arrays.put("layer/W", Nd4j.ones(DataType.DOUBLE, 200, 300));
        arrays.put("b", new float[] {0.5f, -0f});
        arrays.put("nothing", Nd4j.create(DataType.INT64, 0, 2));
        arrays.put("yes", true);
        Npy.saveAll(at("plain"), arrays);
        Npy.saveAllCompressed(at("small.npz"), arrays);
        for (String file : List.of("plain.npz", "small.npz")) {
            Map<String, INDArray> got = Npy.loadAll(at(file));
            assertThat(List.copyOf(got.keySet())).isEqualTo(List.copyOf(arrays.keySet()));
            assertThat(got.get("layer/W")).isEqualTo(arrays.get("layer/W"));
            assertThat(got.get("b").toFloatVector()).containsExactly(0.5f, -0f);
            assertThat(got.get("nothing").shape()).containsExactly(0, 2);
            assertThat(got.get("yes").dataType()).isEqualTo(DataType.BOOL);
        }
        assertThat(bytes(folder.resolve("small.npz")).length).isLessThan(3000);
        byte[] once = bytes(folder.resolve("plain.npz"));
        Npy.saveAll(at("plain"), arrays);
        assertThat(bytes(folder.resolve("plain.npz"))).isEqualTo(once);
        Npy.saveAll(at("none"), Map.of());
        assertThat(Npy.loadAll(at("none.npz"))).isEmpty();
    }

    // Models

    @Test
    void a_model_is_kept_by_names() {
        Shared w = shared(new double[][] {{1, 2}, {3, 4}}, "W");
        Shared b = shared(new float[] {5, 6}, "b");
        Npy.saveModel(at("model"), w, b);
        Shared newW = shared(new double[2][2], "W");
        Shared newB = shared(new double[2], "b"); // float32 goes into float64
        Npy.loadModel(at("model.npz"), newB, newW);
        assertThat(newW.getValue()).isEqualTo(w.getValue());
        assertThat(newB.getValue().toDoubleVector()).containsExactly(5, 6);
        Shared step = shared(0L, "step");
        Npy.loadModel(numPys("names.npz").toString(), step);
        assertThat(step.getValue().getLong(0)).isEqualTo(7);
    }

    @TestFactory
    Stream<DynamicTest> a_model_is_loaded_as_a_whole_or_not_at_all() {
        String path = numPys("names.npz").toString();
        Shared step = shared(0L, "step");
        return Stream.<Map.Entry<Shared, String>>of(
                        Map.entry(shared(0.0, "c"), "'" + path + "' has no array 'c'"),
                        Map.entry(
                                shared(new float[3], "b"),
                                "'b' in '" + path + "' has the shape [2], and the variable has [3]; a model is loaded"
                                        + " into variables of its shapes"),
                        Map.entry(
                                shared(new float[2][2], "layer/W"),
                                "'layer/W' in '" + path + "' is float64, and the variable is float32, which would lose"
                                        + " precision; load it with loadAll and cast it"))
                .map(e -> dynamicTest(e.getValue(), () -> {
                    assertThatThrownBy(() -> Npy.loadModel(path, step, e.getKey()))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage(e.getValue());
                    assertThat(step.getValue().getLong(0)).isZero();
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_model_needs_names() {
        Shared w = shared(new double[2], "W");
        return Stream.of(
                refused(
                        () -> Npy.saveModel("m", w, shared(1.0)),
                        "a shared variable for 'm', a float64 scalar, has no name; give it one, shared(value, \"W\")"),
                refused(
                        () -> Npy.saveModel("m", w, shared(1.0, "W")),
                        "two shared variables for 'm' have the name 'W'; rename one"),
                refused(
                        () -> Npy.saveModel("m", shared(1.0, "../W")),
                        "'../W' cannot be the name of an array in 'm'; use letters and digits"));
    }

    // What is refused

    @TestFactory
    Stream<DynamicTest> what_is_no_array_of_numbers_is_told() {
        return Stream.of(
                told("objects.npy", " holds Python objects, which only Python can read; save an array of numbers"),
                told("records.npy", " holds records of several fields; save each field as an array of its own"),
                told(
                        "complex.npy",
                        " has the type '<c16', complex numbers; numbers of the types b1, i1, i2, i4, i8, u1,"
                                + " u2, u4, u8, f2, f4, f8 can be read"),
                told(
                        "texts.npy",
                        " has the type '<U2', texts; numbers of the types b1, i1, i2, i4, i8, u1, u2, u4, u8,"
                                + " f2, f4, f8 can be read"),
                told(
                        "times.npy",
                        " has the type '<M8[s]', times; numbers of the types b1, i1, i2, i4, i8, u1, u2, u4,"
                                + " u8, f2, f4, f8 can be read"),
                told(
                        "long_doubles.npy",
                        " has the type '<f16', numbers too long for a double; numbers of the types b1,"
                                + " i1, i2, i4, i8, u1, u2, u4, u8, f2, f4, f8 can be read"),
                told("unsigned.npy", " holds 9223372036854775808, which does not fit in an int64; save it as float64"),
                told("kinds.npz", " is a zip file; if it is an .npz, use loadAll"));
    }

    private static DynamicTest told(String file, String what) {
        return refused(() -> load(file), "'" + numPys(file) + "'" + what);
    }

    @TestFactory
    Stream<DynamicTest> broken_and_hostile_headers_are_told() {
        String start = "{'descr': '<f8', 'fortran_order': False, 'shape': ";
        Map<String, String> cases = new LinkedHashMap<>();
        cases.put(start + "(2,), }", " is broken: it ends before its last number");
        cases.put(start + "(1000000,), }", " is broken: it has 81 bytes in all, and its numbers alone are 8000000");
        cases.put(
                start + "(65536, 65536), }",
                " cannot be read: an array of 65536 x 65536 numbers is too large; at most 2147483647 fit");
        cases.put(
                start + "(4294967296, 4294967296, 0), }",
                " cannot be read: an array of 4294967296 x 4294967296 x 0 numbers is too large; at most 2147483647 fit");
        cases.put(start + "(9999999999999999999,), }", " is broken: its shape is (9999999999999999999,)");
        cases.put(start + "(2 3), }", " is broken: its shape is (2 3)");
        cases.put(start + "(2), }", " is broken: its shape is (2)");
        cases.put(start + "(2,,3), }", " is broken: its shape is (2,,3)");
        cases.put(start + "(, ), }", " is broken: its shape is (,)");
        cases.put(start + "(-1,), }", " is broken: its header is not a dict of a type, an order and a shape");
        cases.put(start + "(" + "1, ".repeat(33) + "), }", " has 33 axes; arrays of at most 32 can be read");
        cases.put(
                start + "__import__('os'), }", " is broken: its header is not a dict of a type, an order and a shape");
        cases.put("{'descr': '<f8', }", " is broken: its header is not a dict of a type, an order and a shape");
        cases.put(start + "(1,), 'shape': (2,), }", " is broken: its header has 'shape' twice");
        cases.put(
                start + "(1,), 'more': (2,), }",
                " is broken: its header is not a dict of a type, an order and a shape");
        cases.put("[1, 2]", " is broken: its header is no Python dict");
        cases.put("", " is broken: its header is no Python dict");
        cases.put(
                "{'descr': '', 'fortran_order': False, 'shape': (1,), }",
                " has the type ''; numbers of the types b1, i1, i2, i4, i8, u1, u2, u4, u8, f2, f4, f8 can be read");
        cases.put(
                "{'descr': '<f3', 'fortran_order': False, 'shape': (1,), }",
                " has the type '<f3', numbers too long for a double; numbers of the types b1, i1, i2, i4, i8, u1, u2,"
                        + " u4, u8, f2, f4, f8 can be read");
        return cases.entrySet().stream()
                .map(c -> dynamicTest("header " + c.getKey(), () -> {
                    String file = npy(c.getKey(), "12345678");
                    assertThatThrownBy(() -> Npy.load(file))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage("'" + file + "'" + c.getValue());
                }));
    }

    /** A file of the version 1.0. */
    private String npy(String header, String numbers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        out.write(header.length() & 0xff);
        out.write(header.length() >> 8);
        out.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(numbers.getBytes(StandardCharsets.ISO_8859_1));
        return written("made.npy", out.toByteArray());
    }

    @TestFactory
    Stream<DynamicTest> what_does_not_begin_as_a_file_is_told() {
        byte[] huge = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, 127};
        byte[] future = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 9, 1, 0, 0};
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(" is empty", new byte[0]);
        files.put(" is no .npy file: it does not begin as one", "1,2,3\n".getBytes(StandardCharsets.UTF_8));
        files.put(
                " is a pickle, which only Python can read; save arrays with numpy.save",
                new byte[] {(byte) 0x80, 4, (byte) 0x95, 0, 0, 0, 0, 0});
        files.put(" is broken: its header has 2147483647 bytes, and at most 10000 are read", huge);
        files.put(" is broken: its version is 9.1", future);
        files.put(" is broken: its version is 0", Arrays.copyOf(future, 6));
        files.put(" is broken: it ends within its header", Arrays.copyOf(huge, 10));
        return files.entrySet().stream()
                .map(c -> dynamicTest("header " + c.getKey(), () -> {
                    String file = written("x.npy", c.getValue());
                    assertThatThrownBy(() -> Npy.load(file))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage("'" + file + "'" + c.getKey());
                }));
    }

    @Test
    void no_damage_does_anything_but_a_sentence_or_other_numbers() {
        byte[] file = bytes(numPys("fortran_ints.npy"));
        byte[] zip = bytes(numPys("big_endian.npz"));
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            String npy = written("f.npy", damaged(file, random));
            survives(() -> Npy.load(npy));
            String npz = written("f.npz", damaged(zip, random));
            survives(() -> Npy.loadAll(npz));
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] damaged = random.nextBoolean() ? whole.clone() : Arrays.copyOf(whole, random.nextInt(whole.length));
        for (int i = random.nextInt(3); i > 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        return damaged;
    }

    private static void survives(Runnable read) {
        try {
            read.run();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        }
    }

    @Test
    void an_array_in_an_archive_with_one_other_bit_is_refused() {
        byte[] zip = bytes(numPys("names.npz"));
        int header = new String(zip, StandardCharsets.ISO_8859_1).indexOf("'shape'");
        for (int at = header + 20; at < header + 100; at++) { // the padding, then the numbers
            byte[] flipped = zip.clone();
            flipped[at] ^= 1;
            String file = written("flipped.npz", flipped);
            assertThatThrownBy(() -> Npy.loadAll(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("'layer/W' in '" + file + "' is broken: ");
        }
    }

    @TestFactory
    Stream<DynamicTest> hostile_archives_are_told() {
        byte[] one = bytes(numPys("scalar.npy"));
        return Stream.of(
                hostile(
                        z -> put(z, "../../evil.npy", one),
                        "F holds '../../evil.npy', which is a place in a file system and no name of an array"),
                hostile(
                        z -> put(z, "/etc/x.npy", one),
                        "F holds '/etc/x.npy', which is a place in a file system and no name of an array"),
                hostile(
                        z -> put(z, "C:\\x.npy", one),
                        "F holds 'C:\\x.npy', which is a place in a file system and no name of an array"),
                hostile(
                        z -> put(z, "readme.txt", one),
                        "F is no .npz file: it holds 'readme.txt', and all that such a file holds are arrays with names"
                                + " that end with .npy"),
                hostile(z -> put(z, "x.npy", new byte[10]), "'x' in F is no .npy file: it does not begin as one"),
                hostile(
                        z -> put(z, "x.npy", bytes(numPys("objects.npy"))),
                        "'x' in F holds Python objects, which only Python can read; save an array of numbers"),
                dynamicTest("a name twice", () -> {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    try (ZipOutputStream zip = new ZipOutputStream(out)) {
                        put(zip, "x.npy", one);
                        put(zip, "y.npy", one);
                    }
                    String twice = out.toString(StandardCharsets.ISO_8859_1).replace("y.npy", "x.npy");
                    String file = written("t.npz", twice.getBytes(StandardCharsets.ISO_8859_1));
                    assertThatThrownBy(() -> Npy.loadAll(file))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage("'" + file + "' is broken: it has 'x.npy' twice");
                }),
                dynamicTest("a length that no deflated bytes have", () -> {
                    Npy.saveAllCompressed(at("bomb"), Map.of("x", new double[10]));
                    byte[] zip = bytes(folder.resolve("bomb.npz"));
                    int directory = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
                    zip[directory + 27] = 0x70; // the highest byte of the length
                    String file = written("bomb.npz", zip);
                    assertThatThrownBy(() -> Npy.loadAll(file))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageMatching(
                                    "'x' in '.*bomb.npz' is broken: its \\d+ bytes cannot become the \\d+ that they are"
                                            + " said to");
                }),
                dynamicTest("no zip file", () -> {
                    String file = written("n.npz", one);
                    assertThatThrownBy(() -> Npy.loadAll(file))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageStartingWith("'" + file + "' is broken: it is no whole zip file (");
                }));
    }

    private DynamicTest hostile(Consumer<ZipOutputStream> content, String sentence) {
        return dynamicTest(sentence, () -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                content.accept(zip);
            }
            String file = written("h.npz", out.toByteArray());
            assertThatThrownBy(() -> Npy.loadAll(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(sentence.replace("F", "'" + file + "'"));
        });
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) {
        try {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Files

    @Test
    void a_file_that_cannot_be_written_leaves_the_old_one() throws IOException {
        Npy.save(at("x"), 1.0);
        byte[] before = bytes(folder.resolve("x.npy"));
        assertThatThrownBy(() -> Npy.save(at("x"), "text")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Npy.save(at("missing/x"), 1.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + at("missing/x") + "' cannot be written: there is no such folder");
        Files.createDirectory(folder.resolve("y.npy"));
        Files.createFile(folder.resolve("y.npy/z"));
        assertThatThrownBy(() -> Npy.save(at("y"), 1.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + at("y") + "' cannot be written: ");
        assertThat(bytes(folder.resolve("x.npy"))).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("x.npy", "y.npy");
        }
    }

    @Test
    void a_link_goes_on_pointing_to_its_file() throws IOException {
        Npy.save(at("x"), 1.0);
        Files.createSymbolicLink(folder.resolve("link.npy"), folder.resolve("x.npy"));
        Npy.save(at("link"), 2.0);
        assertThat(Npy.load(at("x.npy")).getDouble(0)).isEqualTo(2);
        assertThat(Files.isSymbolicLink(folder.resolve("link.npy"))).isTrue();
    }

    @TestFactory
    Stream<DynamicTest> missing_files_and_values_are_told() {
        return Stream.of(
                refused(
                        () -> Npy.load("no.npy"),
                        "there is no file 'no.npy' in " + Path.of("").toAbsolutePath()),
                refused(
                        () -> Npy.loadAll("no.npz"),
                        "there is no file 'no.npz' in " + Path.of("").toAbsolutePath()),
                refused(() -> Npy.load(null), "a file has a name, such as \"x.npy\"; give one"),
                refused(() -> Npy.saveAll("x", null), "saveAll got null; give arrays by their names, Map.of(\"x\", x)"),
                refused(
                        () -> Npy.saveAll("x", Map.of("", 1)),
                        "'' cannot be the name of an array in 'x'; use letters and digits"));
    }

    private static DynamicTest refused(Runnable call, String sentence) {
        return dynamicTest(
                sentence,
                () -> assertThatThrownBy(call::run)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(sentence));
    }
}
