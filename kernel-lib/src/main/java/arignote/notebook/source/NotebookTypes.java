package arignote.notebook.source;

import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/** What the names of a notebook stand for where its cells say so. */
public final class NotebookTypes {
    private static final String FUNCTION = "\\bCompiledFunction\\s+[^;{}()]*?\\b";

    private final JShell shell;
    private final Function<String, Object> values;

    /** @param values the value of a variable, or null */
    public NotebookTypes(JShell shell, Function<String, Object> values) {
        this.shell = shell;
        this.values = values;
    }

    /** The simple name of a class that the cells have imported, and the full name of another. */
    public String imported(String full) {
        String group = full.substring(0, full.lastIndexOf('.'));
        return imports().anyMatch(i -> i.equals(full) || i.equals(group + ".*"))
                ? full.substring(group.length() + 1)
                : full;
    }

    private Stream<String> imports() {
        return shell.imports()
                .filter(i -> i.subKind() == Snippet.SubKind.SINGLE_TYPE_IMPORT_SUBKIND
                        || i.subKind() == Snippet.SubKind.TYPE_IMPORT_ON_DEMAND_SUBKIND)
                .map(ImportSnippet::fullname);
    }

    /** The value of a variable, or null where none is known. */
    public Object value(String variable) {
        return values.apply(variable);
    }

    /** Whether a cell defines a method of that name. */
    boolean hasMethod(String name) {
        return shell.methods().anyMatch(method -> method.name().equals(name));
    }

    /** Whether a class of the cells has a field of that name that holds a function. */
    boolean hasFunctionField(String name) {
        Pattern field = Pattern.compile(FUNCTION + name + "\\b(?!\\s*\\()");
        return shell.types().anyMatch(type -> field.matcher(type.source()).find());
    }

    /** The type of a variable; OTHER if there is none of that name. */
    public OperandType variable(String name) {
        return shell.variables()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .map(variable -> named(variable.typeName()))
                .orElse(OperandType.OTHER);
    }

    /** What a variable is declared as, without packages; empty if there is none of that name. */
    public String declaration(String variable) {
        return shell.variables()
                .filter(each -> each.name().equals(variable))
                .findFirst()
                .map(each -> Diagnostic.bare(each.typeName()))
                .orElse("");
    }

    /** The type that a declaration calls so. */
    OperandType named(String type) {
        return defines(type) ? OperandType.OTHER : OperandType.named(type);
    }

    /** Whether a simple name means the class of this full name in the cells. */
    boolean means(String name, String type) {
        return imported(type).equals(name)
                && !defines(name)
                && shell.variables().noneMatch(variable -> variable.name().equals(name));
    }

    private boolean defines(String type) {
        return shell.types().anyMatch(defined -> defined.name().equals(type));
    }
}
