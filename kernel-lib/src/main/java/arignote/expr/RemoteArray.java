package arignote.expr;

/** The value of a shared variable that lies on a device, where functions read and write it. */
public interface RemoteArray {
    DType dtype();

    /** Its lengths now. */
    long[] shape();

    /** A copy on the host. */
    HostArray host();
}
