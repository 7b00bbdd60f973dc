package arignote.notebook.words;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.Config;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.NewClassTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every message of the sources that a reader can meet has a translation, as a whole. */
class MessagesTest {
    private static final Path SOURCES = Path.of("src/main/java");

    /** What is put together of parts that javac cannot tell, by a value of its kind. */
    private static final Map<String, String> SAMPLES = Map.of(
            "arignote.expr.TensorType", "float64 vector",
            "arignote.expr.TensorType.described", "a float64 vector",
            "arignote.expr.TensorType.rankName", "vector",
            "arignote.expr.DType", "float64",
            "arignote.expr.Operands.kind", "a Map",
            "arignote.notebook.errors.OperatorText.article", "a Map",
            "arignote.value.Shapes.text", "[3]");

    /** Kinds of exceptions that no reader meets. */
    private static final Map<String, String> KINDS = Map.of(
            "AssertionError", "what cannot be",
            "Beyond", "caught: javac compiles what our own compiler cannot",
            "Full", "caught: DevicePool says it in a sentence of its own",
            "ClassNotFoundException", "caught by Java's own loading of classes",
            "ClassInstallException", "caught by jshell",
            "InternalException", "caught by jshell",
            "NoSuchFileException", "caught: NumPyFiles says it in a sentence of its own",
            "UserException", "the names by which jshell tells that a cell was stopped",
            "EvaluationTimeoutException", "JJava's, with the program alone");

    /** Beginnings of files, or a whole message, and why it needs no translation. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("arignote/compile/formula/", "formulas are ours, and a test reads each of them"),
            Map.entry("arignote/compile/java/", "formulas are ours, and a test prints each of them"),
            Map.entry("arignote/compile/javascript/Bytecode", "methods are ours, and a test prints each of them"),
            Map.entry("arignote/compile/javascript/ClassFile", "as Bytecode"),
            Map.entry("arignote/compile/javascript/FormulaJavaScript", "formulas are ours"),
            Map.entry("arignote/compile/javascript/JavaScriptText", "formulas are ours"),
            Map.entry("arignote/compile/javascript/MethodJavaScript", "methods are ours"),
            Map.entry("arignote/compile/javascript/Netlib", "methods are ours"),
            Map.entry("arignote/compile/device/Kernel", "formulas are ours"),
            Map.entry("arignote/compile/nest/NestCheck", "loops are ours, and this asks whether they are right"),
            Map.entry("arignote/compile/runtime/SourceCompiler", "a fault of our compiler, with what it has printed"),
            Map.entry("arignote/compile/javac/JavaParser", "a text in memory can be read"),
            Map.entry("arignote/value/OffHeap", "ND4J's arrays have their bytes"),
            Map.entry("generated Java copies nothing", "a step that is of another kind"),
            Map.entry("every Java platform has SHA-256", "so it is there"),
            Map.entry("Exception in thread \"*\" ", "Java's own words before a trace"),
            Map.entry("is is Python.", "its Chinese has the word is, of Python"),
            Map.entry("and is written && in Java.", "its Chinese has the word and, of Python"),
            Map.entry("or is written || in Java.", "its Chinese has the word or, of Python"),
            Map.entry(
                    "Write System.out.println(), or  alone in a cell's last line.",
                    "folded alone: without arguments it is the value that stands alone"),
            Map.entry("Write System.out.println(*), or  alone in a cell's last line.", "the same"),
            Map.entry("not is written ! in Java.", "its Chinese has the word not, of Python"));

    /** Where a message holds nothing but what comes from elsewhere. */
    private static final Map<String, String> AGAIN = Map.of(
            "arignote/function/interpret/NumberGuard", "put together by a builder; LanguageTest asks for it",
            "arignote/random/Sample", "the end of what Draw says; LanguageTest asks for it",
            "arignote/expr/Warnings", "what it is given, which is asked where it is given",
            "arignote/Config", "again what was said before",
            "arignote/compile/JavaFunction", "again what was said before",
            "arignote/compile/device/Device", "again what was said before",
            "arignote/notebook/cell/ShellInside", "the name of a part, around the exception itself",
            "arignote/notebook/jjava/Cell", "around what a cell has thrown, or what Words has turned",
            "arignote/notebook/errors/", "of tables, and of javac's words; CompileErrorTest asks for each row",
            "arignote/ArignoteFunctions", "sentences of SignatureReader, which are asked where they are made");

    /** English that is left in a translation; words in quotes are a program's. */
    private static final Pattern LEFT = Pattern.compile(
            "(?<![\\w.])(?:the|of|is|are|an|which|has|have|with|needs|its|it|must|not|be|give|Write|no|and|or|but"
                    + "|from)(?=[.,;:]?(?: |$))");

    private static MessageSources sources;

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            sources = new MessageSources(
                    files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                            .sorted()
                            .toList());
        }
    }

    @AfterEach
    void english() {
        Config.set("language", "en");
    }

    /** A message, with signs for what is known only when it is thrown. */
    private record Message(String kind, String place, String text) {
        /** Which exception to the rule it is; null if it is none. */
        String exception() {
            if (KINDS.containsKey(kind)) {
                return kind;
            }
            boolean isAgain = shown().matches("[^a-zA-Z]*|warning: \\*|\\*, in \\*");
            return (isAgain ? AGAIN : OTHERS)
                    .keySet().stream()
                            .filter(key -> key.startsWith("arignote/") ? place.startsWith(key) : key.equals(shown()))
                            .findFirst()
                            .orElse(null);
        }

        String shown() {
            return text.replace(MessageFolding.ANYTHING, "*").replace(MessageFolding.NUMBER, "#");
        }

        /** With a name, or an expression, or a number in the place of what is not known. */
        List<String> samples() {
            return Stream.of(List.of("xq", "-3"), List.of("'xq'", "-3"), List.of("7", "7"))
                    .map(sample -> text.replace(MessageFolding.ANYTHING, sample.get(0))
                            .replace(MessageFolding.NUMBER, sample.get(1)))
                    .toList();
        }
    }

    private static List<Message> messages() {
        MessageFolding folding = new MessageFolding(sources, SAMPLES);
        List<Message> messages = new ArrayList<>();
        for (Map.Entry<Element, List<MessageSources.Call>> calls :
                sources.calls().entrySet()) {
            String owner = calls.getKey().getEnclosingElement().getSimpleName().toString();
            for (MessageSources.Call call : calls.getValue()) {
                if (!isSaid(call, calls.getKey(), owner)) {
                    continue;
                }
                for (ExpressionTree argument : call.arguments()) {
                    if (!String.valueOf(sources.type(argument)).equals("java.lang.String")) {
                        continue;
                    }
                    for (String text : folding.texts(argument)) {
                        if (!text.matches("(?s)[ :].*|")) { // no sentence begins so: one of its parts was null
                            messages.add(new Message(owner, sources.place(argument), text));
                        }
                    }
                }
            }
        }
        return messages;
    }

    /** Whether a call makes an exception, or prints a warning. */
    private static boolean isSaid(MessageSources.Call call, Element method, String owner) {
        return call.tree() instanceof NewClassTree
                ? sources.isThrowable(sources.type(call.tree())) || owner.equals("CompileError")
                : call.tree().toString().startsWith("System.err.print")
                        || call.tree().toString().startsWith("Warnings.say(")
                        || method.getSimpleName().contentEquals("warn");
    }

    private static boolean isTranslated(Message message) {
        for (String english : message.samples()) {
            List<String> lines = Words.lines(List.of(english));
            String said = lines.get(0).replaceAll("\"[^\"]*\"", "\"\"");
            if (!lines.get(0).equals(english) && !LEFT.matcher(said).find()) {
                return true;
            }
        }
        return false;
    }

    @Test
    void each_message_of_the_sources_has_a_translation() {
        List<Message> messages = messages();
        assertThat(messages).hasSizeGreaterThan(1_000);
        Config.set("language", "zh-CN");
        Set<String> missing = new TreeSet<>(), used = new HashSet<>();
        for (Message message : messages) {
            String exception = message.exception();
            if (exception != null) {
                used.add(exception);
            } else if (!isTranslated(message)) {
                missing.add(message.place() + ": \"" + message.shown() + "\"");
            }
        }
        assertThat(missing)
                .as("messages without a key in errors.zh-CN.json, or whose words are left in English")
                .isEmpty();
        Set<String> listed = Stream.of(KINDS, OTHERS, AGAIN)
                .flatMap(list -> list.keySet().stream())
                .collect(Collectors.toCollection(HashSet::new));
        listed.removeAll(used);
        assertThat(listed).as("exceptions to the rule that nothing needs").isEmpty();
    }
}
