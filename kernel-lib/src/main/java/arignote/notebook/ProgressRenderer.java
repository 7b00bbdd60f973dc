package arignote.notebook;

import java.util.List;

/** A progress bar: the browser's own, so that it fits every theme. */
final class ProgressRenderer implements Renderer<ProgressState> {
    @Override
    public Class<ProgressState> type() {
        return ProgressState.class;
    }

    @Override
    public List<String> forms() {
        return List.of(View.HTML);
    }

    @Override
    public View view(ProgressState state) {
        return View.text(state.text()).and(View.HTML, state.html());
    }
}
