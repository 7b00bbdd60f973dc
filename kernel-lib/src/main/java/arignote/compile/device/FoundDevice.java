package arignote.compile.device;

/**
 * What was looked for and found.
 *
 * @param device null if there is none that can be used
 * @param why in a sentence, if there is none
 */
public record FoundDevice(Device device, String why) {
    public static FoundDevice of(Device device) {
        return new FoundDevice(device, null);
    }

    public static FoundDevice none(String why) {
        return new FoundDevice(null, why);
    }
}
