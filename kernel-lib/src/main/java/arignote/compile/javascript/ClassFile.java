package arignote.compile.javascript;

import arignote.expr.Resources;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is needed of a class file to say its static methods in another language: constants, fields and code. */
final class ClassFile {
    /** The code of a method. */
    record Code(String descriptor, int locals, byte[] bytes) {}

    /** A field or a method that code names. */
    record Member(String owner, String name, String descriptor) {}

    private final Object[] constants; // texts, numbers, and for what refers to others their places
    private final Map<String, Code> methods = new LinkedHashMap<>();
    private final Map<String, String> fields = new LinkedHashMap<>();

    /** @param name of the class, with slashes */
    static ClassFile of(String name) {
        byte[] bytes = Resources.bytes(ClassFile.class, "/" + name + ".class");
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new ClassFile(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ClassFile(DataInputStream in) throws IOException {
        in.skipBytes(8);
        constants = new Object[in.readUnsignedShort()];
        for (int i = 1; i < constants.length; i++) {
            int tag = in.readUnsignedByte();
            constants[i] = constant(tag, in);
            i += tag == 5 || tag == 6 ? 1 : 0; // longs and doubles take two places
        }
        in.skipBytes(6);
        in.skipBytes(2 * in.readUnsignedShort());
        members(in, false);
        members(in, true);
    }

    private static Object constant(int tag, DataInputStream in) throws IOException {
        return switch (tag) {
            case 1 -> in.readUTF();
            case 3 -> in.readInt();
            case 4 -> in.readFloat();
            case 5 -> in.readLong();
            case 6 -> in.readDouble();
            case 7, 8 -> new int[] {in.readUnsignedShort()};
            case 9, 10, 11, 12 -> new int[] {in.readUnsignedShort(), in.readUnsignedShort()};
            default -> throw new IOException("a constant of the kind " + tag);
        };
    }

    private void members(DataInputStream in, boolean methods) throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            in.skipBytes(2);
            String name = (String) constants[in.readUnsignedShort()];
            String descriptor = (String) constants[in.readUnsignedShort()];
            if (!methods) {
                fields.put(name, descriptor);
            }
            int attributes = in.readUnsignedShort();
            for (int k = 0; k < attributes; k++) {
                String kind = (String) constants[in.readUnsignedShort()];
                byte[] attribute = in.readNBytes(in.readInt());
                if (kind.equals("Code")) {
                    this.methods.put(name + descriptor, code(descriptor, attribute));
                }
            }
        }
    }

    private static Code code(String descriptor, byte[] attribute) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(attribute));
        in.skipBytes(2);
        int locals = in.readUnsignedShort();
        return new Code(descriptor, locals, in.readNBytes(in.readInt()));
    }

    /** A number, or a text that is named as such. */
    Object number(int at) {
        return constants[at];
    }

    /** The text to which a class's or a string's constant refers. */
    String text(int at) {
        return (String) constants[((int[]) constants[at])[0]];
    }

    /** Whether a constant refers to a text. */
    boolean isText(int at) {
        return constants[at] instanceof int[];
    }

    Member member(int at) {
        int[] both = (int[]) constants[at];
        int[] signature = (int[]) constants[both[1]];
        return new Member(text(both[0]), (String) constants[signature[0]], (String) constants[signature[1]]);
    }

    /** The methods by name and descriptor. */
    Map<String, Code> methods() {
        return methods;
    }

    /** The fields with their descriptors. */
    Map<String, String> fields() {
        return fields;
    }
}
