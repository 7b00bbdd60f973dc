package arignote.notebook;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays of ND4J: vectors and matrices as tables, rank 0 as a number, higher ranks as text. */
final class ArrayRenderer implements Renderer<INDArray> {
    private static final int PER_ROW = 10;

    @Override
    public Class<INDArray> type() {
        return INDArray.class;
    }

    @Override
    public List<String> forms() {
        return List.of(View.HTML);
    }

    @Override
    public View view(INDArray array) {
        return view(Elements.of(array));
    }

    static View view(Elements array) {
        String text = ArrayText.of(array);
        if (array.rank() == 0) {
            return View.text(text);
        }
        View plain = View.text(ArrayText.caption(array) + "\n" + text);
        if (array.isEmpty() || array.rank() > 2) {
            return plain;
        }
        List<List<Object>> cells = array.rank() == 1 ? vector(array) : matrix(array);
        NumberText numbers = NumberText.of(cells.stream().flatMap(List::stream).toList());
        List<List<String>> rows = cells.stream()
                .map(row -> row.stream().map(numbers::text).toList())
                .toList();
        return plain.and(
                View.HTML, Sheet.ofNumbers(ArrayText.caption(array), rows).html());
    }

    private static List<List<Object>> vector(Elements array) {
        List<List<Object>> rows = new ArrayList<>();
        int set = 0;
        for (long place : Shown.places(array.shape()[0], ArrayText.VECTOR_LIMIT)) {
            if (set++ % PER_ROW == 0) {
                rows.add(new ArrayList<>());
            }
            rows.get(rows.size() - 1).add(place == Shown.GAP ? "…" : array.at(place));
        }
        return rows;
    }

    private static List<List<Object>> matrix(Elements array) {
        List<List<Object>> rows = new ArrayList<>();
        for (long i : Shown.places(array.shape()[0], ArrayText.MATRIX_LIMIT)) {
            List<Object> row = new ArrayList<>();
            for (long j : Shown.places(array.shape()[1], ArrayText.MATRIX_LIMIT)) {
                row.add(i == Shown.GAP ? "⋮" : j == Shown.GAP ? "…" : array.at(i, j));
            }
            rows.add(row);
        }
        return rows;
    }
}
