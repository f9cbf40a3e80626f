package org.leasemq.engine.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Attributes as the bytes that stores and wires have them in: name, type and value of each, with their lengths before them.
 * They are read when somebody looks at them; whoever only passes them on pays nothing. Unmodifiable, for any thread.
 */
public final class EncodedAttributes extends AbstractMap<String, Attribute> {
    private static final byte[] NONE = {};

    private final byte[] bytes;
    /** Null as long as nobody has looked. */
    private volatile Map<String, Attribute> read;

    private EncodedAttributes(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The bytes of attributes; none if there are no attributes.
     *
     * @return not to be changed
     */
    public static byte[] encode(Map<String, Attribute> attributes) {
        if (attributes instanceof EncodedAttributes encoded) {
            return encoded.bytes;
        }
        if (attributes.isEmpty()) {
            return NONE;
        }
        byte[][] parts = new byte[attributes.size() * 3][];
        int length = 0;
        int count = 0;
        for (Map.Entry<String, Attribute> attribute : attributes.entrySet()) {
            parts[count++] = attribute.getKey().getBytes(UTF_8);
            parts[count++] = attribute.getValue().type().getBytes(UTF_8);
            parts[count++] = attribute.getValue().value();
        }
        for (byte[] part : parts) {
            length += Integer.BYTES + part.length;
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            out.putInt(part.length).put(part);
        }
        return out.array();
    }

    /**
     * The attributes that bytes stand for.
     *
     * @param bytes what {@link #encode} made; not to be changed afterwards
     */
    public static Map<String, Attribute> decode(byte[] bytes) {
        return bytes.length == 0 ? Map.of() : new EncodedAttributes(bytes);
    }

    @Override
    public Set<Entry<String, Attribute>> entrySet() {
        return read().entrySet();
    }

    @Override
    public Attribute get(Object name) {
        return read().get(name);
    }

    @Override
    public boolean containsKey(Object name) {
        return read().containsKey(name);
    }

    private Map<String, Attribute> read() {
        Map<String, Attribute> known = read;
        if (known == null) {
            known = Collections.unmodifiableMap(readAll());
            read = known;
        }
        return known;
    }

    private Map<String, Attribute> readAll() {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            String name = new String(next(in), UTF_8);
            String type = new String(next(in), UTF_8);
            attributes.put(name, new Attribute(type, next(in)));
        }
        return attributes;
    }

    private static byte[] next(ByteBuffer in) {
        byte[] part = new byte[in.getInt()];
        in.get(part);
        return part;
    }
}
