package arignote.compile.lower;

import arignote.compile.nest.Dimension;
import arignote.compile.nest.IndexMap;
import arignote.expr.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The value of an expression: a node that computes it, and which of the node's elements stands at each index of the
 * expression's own axes.
 */
record View(Node.Read read, List<Dimension> dims) {
    /** All elements of a node, where they are. */
    static View of(Node node) {
        return new View(new Node.Read(node, IndexMap.identity(node.dims.size())), node.dims);
    }

    Node node() {
        return read.node();
    }

    DType dtype() {
        return node().dtype;
    }

    int rank() {
        return dims.size();
    }

    /** The dimensions of these axes. */
    List<Dimension> dims(List<Integer> axes) {
        return axes.stream().map(dims::get).toList();
    }

    /** The same elements with other axes, of which {@code to} tells the index along each of these. */
    View moved(Function<Integer, IndexMap<Integer, Node.Read>> to, List<Dimension> dims) {
        return new View(read.through(to), List.copyOf(dims));
    }

    /** The same elements of another node with the same axes. */
    View with(Node other) {
        return new View(new Node.Read(other, read.axes()), dims);
    }

    /** With axes of length 1 put in, which stand at {@code axes} then. */
    View withOnes(List<Integer> axes) {
        List<Dimension> all = new ArrayList<>();
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < rank() + axes.size(); i++) {
            if (axes.contains(i)) {
                all.add(DimensionConstraints.ONE);
            } else {
                all.add(dims.get(at.size()));
                at.add(i);
            }
        }
        return moved(axis -> new IndexMap.Axis<>(at.get(axis)), all);
    }
}
