package arignote.notebook;

import arignote.plot.ProfileBar;
import arignote.run.Profile;
import java.util.List;
import tech.tablesaw.api.Table;

/** Profiles: bars, and the table below them. */
final class ProfileRenderer implements Renderer<Profile> {
    @Override
    public Class<Profile> type() {
        return Profile.class;
    }

    @Override
    public List<String> forms() {
        return List.of(View.HTML);
    }

    @Override
    public View view(Profile profile) {
        Table table = profile.table();
        View rows = TableRenderer.view(profile.title(), table.columns(), table.rowCount());
        return View.text(rows.text())
                .and(View.HTML, ProfileBar.svg(profile) + "\n" + rows.forms().get(View.HTML));
    }
}
