package arignote.expr;

import arignote.Config;
import arignote.Expr;
import arignote.expr.print.Printer;
import java.util.List;

/** The types of results, and the sentences for arguments that do not fit. */
final class Types {
    private Types() {}

    /** The type of the result. */
    static TensorType of(Op op, List<Expr> args) {
        return switch (op.tag()) {
            case INPUT -> ((Op.Input) op).type();
            case STATE -> ((Op.State) op).type();
            case CONSTANT -> ((Op.Constant) op).value().type();
            case ELEMENTWISE -> elementwise(((Op.Elementwise) op).op(), args);
            case CAST -> args.get(0).type().withDType(((Op.Cast) op).to());
            case REDUCE -> reduced((Op.Reduce) op, args.get(0).type());
            case SIZE -> new TensorType(DType.INT64, 0);
            case SHAPE -> new TensorType(DType.INT64, 1);
            case SOFTMAX, LOG_SOFTMAX -> floatOfRankAtLeast1(op.label(), args.get(0));
            case DOT -> dot((Op.Dot) op, args);
            case DIMSHUFFLE ->
                args.get(0).type().withRank(((Op.DimShuffle) op).pattern().size());
            case RESHAPE -> args.get(0).type().withRank(((Op.Reshape) op).rank());
            case BROADCAST_TO -> args.get(0).type().withRank(((Op.BroadcastTo) op).rank());
            case SUM_TO -> args.get(0).type().withRank(((Op.SumTo) op).rank());
            case PART -> part((Op.Part) op, args);
            case PLACE -> args.get(0).type().withRank(((Op.Place) op).rank());
            case GATHER -> gathered(args);
            case JOIN -> joined((Op.Join) op, args);
            case IOTA -> new TensorType(DType.INT64, 1);
            case ARRAY -> ((Op.Array) op).op().type(args);
            case IDENTITY -> args.get(0).type();
        };
    }

    private static TensorType elementwise(ScalarOp op, List<Expr> args) {
        if (args.size() != op.arity()) {
            throw new IllegalArgumentException(op.label() + " takes " + op.arity() + " operands, not " + args.size());
        }
        int rank = args.stream().mapToInt(a -> a.type().rank()).max().orElse(0);
        DType dtype = switch (op.result()) {
            case BOOL -> DType.BOOL;
            case CHOSEN -> chosen(op, args);
            case FLOAT -> asFloat(common(args));
            case PROMOTED -> common(args);
            case ARITHMETIC -> arithmetic(op, args);
            case BITS -> bits(op, args, true);
            case INTEGER -> bits(op, args, false);
        };
        return new TensorType(dtype, rank);
    }

    private static DType common(List<Expr> args) {
        return args.stream().map(a -> a.type().dtype()).reduce(DType::promote).orElseThrow();
    }

    static DType asFloat(DType dtype) {
        return dtype.isFloat() ? dtype : Config.floatX();
    }

    private static DType arithmetic(ScalarOp op, List<Expr> args) {
        DType dtype = common(args);
        if (dtype == DType.BOOL) {
            throw new IllegalArgumentException(op.label() + " is not defined for bool, which is the type of "
                    + Printer.quoted(args.get(0)) + "; use T.cast(…, \"int64\") first");
        }
        return dtype;
    }

    private static DType bits(ScalarOp op, List<Expr> args, boolean bools) {
        for (Expr a : args) {
            DType dtype = a.type().dtype();
            if (dtype.isFloat() || (dtype == DType.BOOL && !bools)) {
                String power = op == ScalarOp.XOR ? "T.pow for a power, " : "";
                throw new IllegalArgumentException(op.label() + " is for " + (bools ? "bools and " : "")
                        + "whole numbers, but " + Printer.quoted(a) + " is "
                        + a.type().described() + "; use " + power
                        + (bools ? "a comparison, for instance T.neq(…, 0), or " : "") + "T.cast(…, \"int64\") first");
            }
        }
        return common(args);
    }

    private static DType chosen(ScalarOp op, List<Expr> args) {
        if (args.get(0).type().dtype() != DType.BOOL) {
            throw new IllegalArgumentException(op.label() + " chooses by a bool, but "
                    + Printer.quoted(args.get(0)) + " is " + args.get(0).type().described()
                    + "; compare it first, for instance T.gt(…, 0)");
        }
        return common(args.subList(1, 3));
    }

    private static TensorType reduced(Op.Reduce r, TensorType x) {
        return new TensorType(
                r.kind().dtype(x.dtype()),
                r.keepDims() ? x.rank() : x.rank() - r.axes().size());
    }

    private static TensorType floatOfRankAtLeast1(String what, Expr x) {
        if (x.type().rank() == 0) {
            throw new IllegalArgumentException(
                    what + " works along the last axis, but " + Printer.quoted(x) + " is a scalar and has none");
        }
        return x.type().withDType(asFloat(x.type().dtype()));
    }

    private static TensorType dot(Op.Dot op, List<Expr> args) {
        TensorType a = args.get(0).type();
        TensorType b = args.get(1).type();
        int rank = a.rank() + b.rank() - 2 * op.left().size();
        DType dtype = DType.promote(a.dtype(), b.dtype());
        return new TensorType(dtype, rank);
    }

    private static TensorType part(Op.Part op, List<Expr> args) {
        Expr x = args.get(0);
        int rank = x.type().rank();
        if (op.along().size() > rank) {
            throw new IllegalArgumentException("get has " + op.along().size() + " indices, but " + Printer.quoted(x)
                    + " is " + x.type().described() + " with " + rank + (rank == 1 ? " axis" : " axes"));
        }
        for (Expr i : args.subList(1, args.size())) {
            if (!i.type().dtype().isInteger() || i.type().rank() != 0) {
                throw new IllegalArgumentException("an index is a whole number, but " + Printer.quoted(i) + " is "
                        + i.type().described());
            }
        }
        return x.type().withRank(rank - Along.gone(op.along()));
    }

    private static TensorType gathered(List<Expr> args) {
        Expr x = args.get(0);
        List<Expr> indices = args.subList(1, args.size());
        if (indices.size() > x.type().rank()) {
            throw new IllegalArgumentException("get has " + indices.size() + " arrays of indices, but "
                    + Printer.quoted(x) + " is " + x.type().described());
        }
        int rank = 0;
        for (Expr i : indices) {
            if (!i.type().dtype().isInteger()) {
                throw new IllegalArgumentException("an array of indices holds whole numbers, but " + Printer.quoted(i)
                        + " is " + i.type().described());
            }
            rank = Math.max(rank, i.type().rank());
        }
        return x.type().withRank(rank + x.type().rank() - indices.size());
    }

    private static TensorType joined(Op.Join op, List<Expr> args) {
        Expr first = args.get(0);
        for (Expr a : args) {
            if (a.type().rank() != first.type().rank()) {
                List<String> both = Printer.quoted(List.of(first, a));
                throw new IllegalArgumentException("join takes arrays of one rank, but " + both.get(0) + " is "
                        + first.type().described() + " and " + both.get(1) + " is "
                        + a.type().described());
            }
        }
        if (op.axis() >= first.type().rank()) {
            throw new IllegalArgumentException("join along axis " + op.axis() + ", but " + Printer.quoted(first)
                    + " is " + first.type().described());
        }
        return first.type().withDType(common(args));
    }
}
