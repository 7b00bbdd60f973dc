package arignote.notebook;

import arignote.plot.Slider;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.comm.CommOpenCommand;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;

/**
 * Sliders in a live notebook, by Jupyter's widget messages: JupyterLab draws them with its stock widgets, and tells the
 * kernel whenever one is moved.
 *
 * <p>The kernel's own way to open a channel gives it a random name and no content, so the message is made here; its socket
 * is read by reflection.
 */
final class KernelWidgets {
    private static final String TARGET = "jupyter.widget";
    private static final String VIEW = "application/vnd.jupyter.widget-view+json";
    private static final Map<String, Object> PROTOCOL = Map.of("version", "2.1.0");

    private final CommManager comms;
    private final JupyterSocket socket;
    private final Field lastCell;
    /** The message that is being answered; null while a cell runs or nothing does. */
    private MessageContext moved;

    private int opened;

    /** @throws ReflectiveOperationException if this kernel keeps its socket elsewhere */
    KernelWidgets(BaseKernel kernel) throws ReflectiveOperationException {
        comms = kernel.getCommManager();
        Field iopub = CommManager.class.getDeclaredField("iopub");
        iopub.setAccessible(true);
        socket = (JupyterSocket) iopub.get(comms);
        lastCell = CommManager.class.getDeclaredField("context");
        lastCell.setAccessible(true);
    }

    /** Opens a slider. What is returned shows it; {@code onMove} gets each value that it is moved to. */
    DisplayData open(Slider slider, DoubleConsumer onMove) {
        // Counted, so that the same notebook gives the same file.
        String id = "arignote-slider-" + ++opened;
        JsonObject state = state(slider);
        JsonObject data = new JsonObject();
        data.add("state", state);
        data.add("buffer_paths", new JsonArray());
        CommOpenCommand open = new CommOpenCommand(id, TARGET, data);
        socket.sendMessage(new Message<>(cell(), CommOpenCommand.MESSAGE_TYPE, open, List.of(), PROTOCOL));
        comms.registerComm(new Channel(id, slider, state, onMove));

        DisplayData view = new DisplayData(slider.name() + " = " + slider.text(slider.start()));
        view.putData(VIEW, new TreeMap<>(Map.of("version_major", 2, "version_minor", 0, "model_id", id)));
        return view;
    }

    /** Replaces what a slider's function has shown; does nothing unless a slider is being moved. */
    void update(DisplayData data) {
        if (moved != null) {
            PublishUpdateDisplayData update = new PublishUpdateDisplayData(data);
            socket.sendMessage(new Message<>(moved, PublishUpdateDisplayData.MESSAGE_TYPE, update));
        }
    }

    private MessageContext cell() {
        try {
            return (MessageContext) lastCell.get(comms);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the field was made accessible", e);
        }
    }

    private static JsonObject state(Slider slider) {
        JsonObject state = new JsonObject();
        state.addProperty("_model_module", "@jupyter-widgets/controls");
        state.addProperty("_model_module_version", "2.0.0");
        state.addProperty("_model_name", "FloatSliderModel");
        state.addProperty("_view_module", "@jupyter-widgets/controls");
        state.addProperty("_view_module_version", "2.0.0");
        state.addProperty("_view_name", "FloatSliderView");
        state.addProperty("description", slider.name());
        state.addProperty("min", slider.min());
        state.addProperty("max", slider.max());
        state.addProperty("step", slider.step());
        state.addProperty("value", slider.nearest(slider.start()));
        state.addProperty("readout", true);
        state.addProperty("readout_format", "." + slider.decimals() + "f");
        state.addProperty("continuous_update", true);
        return state;
    }

    /** The kernel's end of one slider's channel. */
    private final class Channel extends Comm {
        private final Slider slider;
        private final JsonObject state;
        private final DoubleConsumer onMove;

        Channel(String id, Slider slider, JsonObject state, DoubleConsumer onMove) {
            super(comms, id, TARGET);
            this.slider = slider;
            this.state = state;
            this.onMove = onMove;
        }

        @Override
        protected void onMessage(Message<CommMsgCommand> message) {
            JsonObject data = message.getContent().getData();
            String method = data.has("method") ? data.get("method").getAsString() : "";
            if (method.equals("request_state")) {
                JsonObject reply = new JsonObject();
                reply.addProperty("method", "update");
                reply.add("state", state);
                reply.add("buffer_paths", new JsonArray());
                send(reply);
            } else if (method.equals("update")) {
                JsonElement value = data.getAsJsonObject("state").get("value");
                if (value != null) {
                    move(slider.nearest(value.getAsDouble()), message);
                }
            }
        }

        private void move(double value, MessageContext message) {
            state.addProperty("value", value);
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
