package arignote.notebook.view;

import java.util.ArrayList;
import java.util.List;

/** Arrays: vectors and matrices as tables, rank 0 as a number, higher ranks as text. */
final class ArrayRenderer {
    private static final int PER_ROW = 10;

    private ArrayRenderer() {}

    static MimeBundle view(ArrayElements array) {
        String text = ArrayText.of(array);
        if (array.rank() == 0) {
            return MimeBundle.text(text);
        }
        MimeBundle plain = MimeBundle.text(ArrayText.caption(array) + "\n" + text);
        if (array.isEmpty() || array.rank() > 2) {
            return plain;
        }
        List<List<Object>> cells = array.rank() == 1 ? vector(array) : matrix(array);
        NumberText numbers = NumberText.of(cells.stream().flatMap(List::stream).toList());
        List<List<String>> rows = cells.stream()
                .map(row -> row.stream().map(numbers::text).toList())
                .toList();
        return plain.and(
                MimeBundle.HTML, Sheet.ofNumbers(ArrayText.caption(array), rows).html());
    }

    private static List<List<Object>> vector(ArrayElements array) {
        List<List<Object>> rows = new ArrayList<>();
        int set = 0;
        for (long place : ArrayText.places(array.shape()[0], ArrayText.VECTOR_LIMIT)) {
            if (set++ % PER_ROW == 0) {
                rows.add(new ArrayList<>());
            }
            rows.get(rows.size() - 1).add(place == ArrayText.LEFT_OUT ? "…" : array.at(place));
        }
        return rows;
    }

    private static List<List<Object>> matrix(ArrayElements array) {
        List<List<Object>> rows = new ArrayList<>();
        for (long i : ArrayText.places(array.shape()[0], ArrayText.MATRIX_LIMIT)) {
            List<Object> row = new ArrayList<>();
            for (long j : ArrayText.places(array.shape()[1], ArrayText.MATRIX_LIMIT)) {
                row.add(i == ArrayText.LEFT_OUT ? "⋮" : j == ArrayText.LEFT_OUT ? "…" : array.at(i, j));
            }
            rows.add(row);
        }
        return rows;
    }
}
