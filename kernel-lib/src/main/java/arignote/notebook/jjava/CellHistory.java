package arignote.notebook.jjava;

import arignote.notebook.cell.CellLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.ReplyType;
import org.dflib.jjava.jupyter.messages.reply.HistoryReply;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;

/** The cells of this session that a console asks for, oldest first. There is one session, number 0. */
public final class CellHistory implements ContentType<CellHistory>, ReplyType<HistoryRequest> {
    // The kernel's own reply has no status, and entries that are no tuples.
    final String status = "ok";
    final List<List<Object>> history;

    public CellHistory(CellLog log, HistoryRequest request) {
        history = entries(log, request);
    }

    @Override
    @SuppressWarnings("unchecked")
    public MessageType<CellHistory> getType() {
        return (MessageType<CellHistory>) (MessageType<?>) HistoryReply.MESSAGE_TYPE;
    }

    @Override
    public MessageType<HistoryRequest> getRequestType() {
        return HistoryRequest.MESSAGE_TYPE;
    }

    /** Session, number, and what was written or that with what was shown. */
    private static List<List<Object>> entries(CellLog log, HistoryRequest request) {
        List<CellLog.Cell> cells = log.cells();
        Stream<CellLog.Cell> wanted;
        if (request instanceof HistoryRequest.Range range) {
            // Sessions before this one are not kept; a stop of 0 or none means all.
            int stop = range.getStop() <= 0 ? Integer.MAX_VALUE : range.getStop();
            wanted = cells.stream()
                    .filter(cell -> range.getSessionIndex() == 0)
                    .filter(cell -> cell.number() >= range.getStart() && cell.number() < stop);
        } else if (request instanceof HistoryRequest.Search search) {
            Pattern pattern = glob(search.getPattern());
            List<CellLog.Cell> found = cells.stream()
                    .filter(cell -> pattern.matcher(cell.source()).matches())
                    .toList();
            wanted = last(search.filterUnique() ? unique(found) : found, search.getMaxReturnLength());
        } else {
            wanted = last(cells, ((HistoryRequest.Tail) request).getMaxReturnLength());
        }
        return wanted.map(cell -> List.of(
                        0,
                        cell.number(),
                        request.includeOutput()
                                ? List.of(cell.source(), log.result(cell.number()))
                                : (Object) cell.source()))
                .toList();
    }

    private static Stream<CellLog.Cell> last(List<CellLog.Cell> cells, int n) {
        return cells.subList(Math.max(0, cells.size() - Math.max(0, n)), cells.size()).stream();
    }

    /** Of equal cells the newest. */
    private static List<CellLog.Cell> unique(List<CellLog.Cell> cells) {
        Set<String> later = new HashSet<>();
        List<CellLog.Cell> kept = new ArrayList<>();
        for (int i = cells.size() - 1; i >= 0; i--) {
            if (later.add(cells.get(i).source())) {
                kept.add(0, cells.get(i));
            }
        }
        return kept;
    }

    /** {@code *} is any text, {@code ?} one character, as Jupyter says. */
    static Pattern glob(String glob) {
        StringBuilder pattern = new StringBuilder();
        for (char c : glob.toCharArray()) {
            pattern.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }
}
