package arignote.notebook.view;

import arignote.function.Profile;
import arignote.plot.ProfileBar;
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
        return List.of(MimeBundle.HTML);
    }

    @Override
    public MimeBundle view(Profile profile) {
        Table table = profile.table();
        MimeBundle rows = TableRenderer.view(profile.title(), table.columns(), table.rowCount());
        return MimeBundle.text(rows.text())
                .and(
                        MimeBundle.HTML,
                        ProfileBar.svg(profile) + "\n" + rows.forms().get(MimeBundle.HTML));
    }
}
