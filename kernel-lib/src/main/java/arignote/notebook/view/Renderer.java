package arignote.notebook.view;

import java.util.List;

/** Shows the values of one type. */
public interface Renderer<T> {
    Class<T> type();

    /** The MIME types its views have beside plain text. */
    List<String> forms();

    MimeBundle view(T value);

    /** The view of an object that is known to be of this type. */
    default MimeBundle viewOf(Object value) {
        return view(type().cast(value));
    }
}
