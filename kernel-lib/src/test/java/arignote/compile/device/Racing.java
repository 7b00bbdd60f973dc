package arignote.compile.device;

/** A device whose kernels all write to the first element: a mistake that a tool has to find. */
public final class Racing extends LimitedDevice {
    public Racing(Device device) {
        super(device, device.capacity());
    }

    @Override
    protected Program compile(String source) {
        return super.compile(source.replaceAll("output0\\[[^\\]]*\\] =", "output0[0] ="));
    }
}
