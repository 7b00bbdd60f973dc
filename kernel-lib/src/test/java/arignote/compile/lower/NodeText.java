package arignote.compile.lower;

import arignote.Expr;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The nodes that expressions become before loops are chosen, as text: one a line, operands first. */
public final class NodeText {
    private static final String AXES = "ijkl";

    private final StringBuilder text = new StringBuilder();
    private final Map<Node, String> names = new IdentityHashMap<>();
    private final Map<Dimension, String> lengths = new HashMap<>();

    private NodeText() {}

    /** The nodes of roots whose leaves are arrays with more than one element along each axis. */
    public static String of(List<Expr> leaves, List<Expr> roots) {
        NodeText t = new NodeText();
        Lowering lowering = new Lowering();
        for (int n = 0; n < leaves.size(); n++) {
            Expr leaf = leaves.get(n);
            List<Dimension> dims = new ArrayList<>();
            Buffer memory = new Buffer(Buffer.Role.INPUT, n, leaf.type().dtype(), dims, false, leaf.name());
            for (int axis = 0; axis < leaf.type().rank(); axis++) {
                dims.add(new Dimension(new Dimension.OfMemory(memory, axis), Dimension.UNKNOWN));
                t.lengths.put(dims.get(axis), "|" + leaf.name() + (leaf.type().rank() == 1 ? "" : ", " + axis) + "|");
            }
            lowering.leaf(leaf, memory, List.of());
        }
        lowering.nodes(roots).forEach(t::node);
        return t.text.toString();
    }

    private String node(Node n) {
        if (!names.containsKey(n)) {
            List<String> operands = n.reads.stream().map(this::read).toList();
            names.put(n, "n" + names.size());
            text.append(names.get(n))
                    .append("[" + axes(n) + "] = ")
                    .append(kind(n))
                    .append(operands.isEmpty() ? "" : " of " + String.join(" and ", operands))
                    .append('\n');
        }
        return names.get(n);
    }

    private String axes(Node n) {
        List<String> all = new ArrayList<>();
        for (int axis = 0; axis < n.dims.size(); axis++) {
            all.add(letter(axis) + " < " + length(n.dims.get(axis)));
        }
        return String.join(", ", all);
    }

    private static String letter(int axis) {
        return AXES.substring(axis, axis + 1);
    }

    private String length(Dimension n) {
        return lengths.getOrDefault(n.root(), n.toString());
    }

    private String kind(Node n) {
        if (n.kind instanceof Node.Element e) {
            return "element of " + e.buffer().name();
        }
        if (n.kind instanceof Node.Apply a) {
            return a.op().name().toLowerCase(Locale.ROOT);
        }
        if (n.kind instanceof Node.Reduce r) {
            List<String> over = new ArrayList<>();
            for (int i = 0; i < r.reduced().size(); i++) {
                over.add(letter(n.dims.size() + i) + " < " + length(r.reduced().get(i)));
            }
            return r.kind().label() + " over " + String.join(", ", over);
        }
        return n.kind.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private String read(Node.Read r) {
        return node(r.node()) + "["
                + r.axes().stream()
                        .map(map -> map.linear().text(NodeText::letter, this::read))
                        .map(index -> index.isEmpty() ? "0" : index)
                        .collect(Collectors.joining(", "))
                + "]";
    }
}
