package arignote.notebook.jjava;

import arignote.plot.Slider;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.comm.CommOpenCommand;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;

/**
 * Sliders in a live notebook, by Jupyter's widget messages: JupyterLab draws them with its stock widgets, and tells the
 * kernel whenever one is moved.
 *
 * <p>JJava's own way to open a channel gives it a random name and no content, so messages are made here. Their content goes
 * out as maps and is read as text.
 */
final class KernelWidgets {
    private static final String TARGET = "jupyter.widget";
    private static final String VIEW = "application/vnd.jupyter.widget-view+json";
    private static final Map<String, Object> PROTOCOL = Map.of("version", "2.1.0");
    private static final Pattern METHOD = Pattern.compile("\"method\":\\s*\"(\\w+)\"");
    private static final Pattern VALUE = Pattern.compile("\"value\":\\s*(-?[0-9][0-9.eE+-]*)");

    private final Channels channels;
    /** The message that is being answered; null while a cell runs or nothing does. */
    private MessageContext moved;

    private int opened;

    KernelWidgets(Channels channels) {
        this.channels = channels;
    }

    /** JJava's channels to a page, which tell the socket and the cell that ran last. */
    static final class Channels extends CommManager {
        private JupyterSocket socket() {
            return iopub;
        }

        private MessageContext lastCell() {
            return context;
        }
    }

    /** Opens a slider. What is returned shows it; {@code onMove} gets each value that it is moved to. */
    DisplayData open(Slider slider, DoubleConsumer onMove) {
        // Counted, so that the same notebook gives the same file.
        String id = "arignote-slider-" + ++opened;
        Map<String, Object> state = state(slider);
        Map<String, Object> content = new TreeMap<>();
        content.put("comm_id", id);
        content.put("target_name", TARGET);
        content.put("data", Map.of("state", state, "buffer_paths", List.of()));
        publish(channels.lastCell(), CommOpenCommand.MESSAGE_TYPE, content);
        channels.registerComm(new Channel(id, slider, state, onMove));

        DisplayData view = new DisplayData(slider.name() + " = " + slider.text(slider.start()));
        view.putData(VIEW, new TreeMap<>(Map.of("version_major", 2, "version_minor", 0, "model_id", id)));
        return view;
    }

    /** Replaces what a slider's function has shown; does nothing unless a slider is being moved. */
    void update(DisplayData shown) {
        if (moved != null) {
            PublishUpdateDisplayData update = new PublishUpdateDisplayData(shown);
            channels.socket().sendMessage(new Message<>(moved, PublishUpdateDisplayData.MESSAGE_TYPE, update));
        }
    }

    @SuppressWarnings("unchecked") // The type gives a message its name; its content is written as any object is.
    private void publish(MessageContext parent, MessageType<?> type, Map<String, Object> content) {
        MessageType<Map<String, Object>> named = (MessageType<Map<String, Object>>) type;
        // An empty list of binary parts would leave the message open for the next one.
        channels.socket().sendMessage(new Message<>(parent, named, content, null, PROTOCOL));
    }

    private static Map<String, Object> state(Slider slider) {
        Map<String, Object> state = new TreeMap<>();
        state.put("_model_module", "@jupyter-widgets/controls");
        state.put("_model_module_version", "2.0.0");
        state.put("_model_name", "FloatSliderModel");
        state.put("_view_module", "@jupyter-widgets/controls");
        state.put("_view_module_version", "2.0.0");
        state.put("_view_name", "FloatSliderView");
        state.put("description", slider.name());
        state.put("min", slider.min());
        state.put("max", slider.max());
        state.put("step", slider.step());
        state.put("value", slider.nearest(slider.start()));
        state.put("readout", true);
        state.put("readout_format", "." + slider.decimals() + "f");
        state.put("continuous_update", true);
        return state;
    }

    /** The kernel's end of one slider's channel. */
    private final class Channel extends Comm {
        private final Slider slider;
        private final Map<String, Object> state;
        private final DoubleConsumer onMove;

        Channel(String id, Slider slider, Map<String, Object> state, DoubleConsumer onMove) {
            super(channels, id, TARGET);
            this.slider = slider;
            this.state = state;
            this.onMove = onMove;
        }

        @Override
        protected void onMessage(Message<CommMsgCommand> message) {
            String text = String.valueOf(message.getContent().getData());
            Matcher method = METHOD.matcher(text);
            Matcher value = VALUE.matcher(text);
            if (method.find() && method.group(1).equals("request_state")) {
                tell(message);
            } else if (value.find()) {
                move(slider.nearest(Double.parseDouble(value.group(1))), message);
            }
        }

        /** A page that was opened later asks for the slider as it stands. */
        private void tell(MessageContext parent) {
            Map<String, Object> content = new TreeMap<>();
            content.put("comm_id", getID());
            content.put("data", Map.of("method", "update", "state", state, "buffer_paths", List.of()));
            publish(parent, CommMsgCommand.MESSAGE_TYPE, content);
        }

        private void move(double value, MessageContext message) {
            state.put("value", value);
            moved = message;
            try {
                onMove.accept(value);
            } finally {
                moved = null;
            }
        }

        @Override
        protected void onClose(Message<CommCloseCommand> message, boolean sending) {
            // The page has let go of the slider; nothing is held here but this channel.
        }
    }
}
