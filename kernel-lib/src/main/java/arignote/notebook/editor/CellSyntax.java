package arignote.notebook.editor;

import arignote.compile.javac.JavaParser;
import java.util.List;

/** Whether javac can read a statement, whatever its names mean: JShell tells only together with the types. */
final class CellSyntax {
    /** What JShell takes: a statement, an expression, a member of a class, or an import or class. */
    private static final List<String> FRAMES =
            List.of("class A { void f() { %s } }", "class A { Object o = %s; }", "class A { %s }", "%s");

    private CellSyntax() {}

    static boolean isRight(String statement) {
        String bare = statement.strip().replaceFirst(";$", "");
        return FRAMES.stream()
                .map(frame -> frame.replace("%s", frame.contains("= %s") ? bare : statement + "\n"))
                .anyMatch(unit -> !JavaParser.parse(unit).wrong());
    }
}
