package org.leasemq.jms.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.jms.MessageFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.Utf8;
import org.leasemq.jms.error.JmsErrors;

/**
 * Bodies of map and stream messages as bytes: a count, then the elements, each a letter for its type and its value in
 * network byte order; in maps each element follows its name.
 */
final class ElementCodec {
    private ElementCodec() {}

    static byte[] ofMap(Map<String, Object> map) {
        return written(out -> {
            out.writeInt(map.size());
            for (Map.Entry<String, Object> entry : map.entrySet()) {
                writeBytes(out, Utf8.encode(entry.getKey()));
                write(out, entry.getValue());
            }
        });
    }

    static byte[] ofList(List<Object> list) {
        return written(out -> {
            out.writeInt(list.size());
            for (Object element : list) {
                write(out, element);
            }
        });
    }

    static Map<String, Object> toMap(byte[] bytes) throws MessageFormatException {
        return read(bytes, in -> {
            int size = in.readInt();
            Map<String, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                String name = new String(readBytes(in), UTF_8);
                map.put(name, read(in));
            }
            return map;
        });
    }

    static List<Object> toList(byte[] bytes) throws MessageFormatException {
        return read(bytes, in -> {
            int size = in.readInt();
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                list.add(read(in));
            }
            return list;
        });
    }

    private static void write(DataOutputStream out, Object value) throws IOException {
        if (value == null) {
            out.writeByte('0');
        } else if (value instanceof String text) {
            out.writeByte('T');
            writeBytes(out, Utf8.encode(text));
        } else if (value instanceof byte[] bytes) {
            out.writeByte('A');
            writeBytes(out, bytes);
        } else if (value instanceof Boolean bool) {
            out.writeByte('Z');
            out.writeBoolean(bool);
        } else if (value instanceof Character character) {
            out.writeByte('C');
            out.writeChar(character);
        } else {
            writeNumber(out, (Number) value);
        }
    }

    private static void writeNumber(DataOutputStream out, Number value) throws IOException {
        if (value instanceof Byte) {
            out.writeByte('B');
            out.writeByte(value.byteValue());
        } else if (value instanceof Short) {
            out.writeByte('S');
            out.writeShort(value.shortValue());
        } else if (value instanceof Integer) {
            out.writeByte('I');
            out.writeInt(value.intValue());
        } else if (value instanceof Long) {
            out.writeByte('J');
            out.writeLong(value.longValue());
        } else if (value instanceof Float) {
            out.writeByte('F');
            out.writeFloat(value.floatValue());
        } else {
            out.writeByte('D');
            out.writeDouble(value.doubleValue());
        }
    }

    private static Object read(DataInputStream in) throws IOException {
        char letter = (char) in.readUnsignedByte();
        return switch (letter) {
            case '0' -> null;
            case 'T' -> new String(readBytes(in), UTF_8);
            case 'A' -> readBytes(in);
            case 'Z' -> in.readBoolean();
            case 'C' -> in.readChar();
            case 'B' -> in.readByte();
            case 'S' -> in.readShort();
            case 'I' -> in.readInt();
            case 'J' -> in.readLong();
            case 'F' -> in.readFloat();
            case 'D' -> in.readDouble();
            default -> throw new IOException("unknown element type '" + letter + "'");
        };
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("an element of " + length + " bytes where " + in.available() + " are left");
        }
        return in.readNBytes(length);
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new IllegalStateException("Memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] bytes, Reading<T> reading) throws MessageFormatException {
        try {
            return reading.from(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw JmsErrors.format(
                    "The body of the message is not a map or stream as LeaseMQ writes them: " + e.getMessage()
                            + ". Its sender has to be corrected.",
                    e);
        }
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }
}
