package arignote.notebook.view;

import java.util.List;

/** Java's own arrays, which otherwise print as a type and a hash code: {@code [D@1b2c6ec2}. */
final class JavaArrayRenderer<T> implements Renderer<T> {
    static final List<Renderer<?>> EVERY_KIND = List.of(
            new JavaArrayRenderer<>(double[].class),
            new JavaArrayRenderer<>(double[][].class),
            new JavaArrayRenderer<>(double[][][].class),
            new JavaArrayRenderer<>(float[].class),
            new JavaArrayRenderer<>(float[][].class),
            new JavaArrayRenderer<>(int[].class),
            new JavaArrayRenderer<>(int[][].class),
            new JavaArrayRenderer<>(long[].class),
            new JavaArrayRenderer<>(long[][].class),
            new JavaArrayRenderer<>(boolean[].class),
            new JavaArrayRenderer<>(boolean[][].class),
            new JavaArrayRenderer<>(String[].class));

    private final Class<T> type;

    private JavaArrayRenderer(Class<T> type) {
        this.type = type;
    }

    @Override
    public Class<T> type() {
        return type;
    }

    @Override
    public List<String> forms() {
        return List.of(MimeBundle.HTML);
    }

    @Override
    public MimeBundle view(T array) {
        return ArrayRenderer.view(ArrayElements.ofJava(array));
    }
}
