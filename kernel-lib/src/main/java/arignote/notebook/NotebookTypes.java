package arignote.notebook;

import java.util.function.UnaryOperator;
import jdk.jshell.JShell;

/** What the names of a notebook stand for where its cells say so. */
final class NotebookTypes {
    private final JShell shell;
    private final UnaryOperator<String> imported;

    /** @param imported the name by which the cells know a class, from its full name */
    NotebookTypes(JShell shell, UnaryOperator<String> imported) {
        this.shell = shell;
        this.imported = imported;
    }

    /** The type of a variable; OTHER if there is none of that name. */
    OperandType variable(String name) {
        return shell.variables()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .map(variable -> named(variable.typeName()))
                .orElse(OperandType.OTHER);
    }

    /** The type that a declaration calls so. */
    OperandType named(String type) {
        return defines(type) ? OperandType.OTHER : OperandType.named(type);
    }

    /** Whether a simple name means the class of this full name in the cells. */
    boolean means(String name, String type) {
        return imported.apply(type).equals(name)
                && !defines(name)
                && shell.variables().noneMatch(variable -> variable.name().equals(name));
    }

    private boolean defines(String type) {
        return shell.types().anyMatch(defined -> defined.name().equals(type));
    }
}
