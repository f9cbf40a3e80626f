package org.leasemq.sqs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Writes values as XML, by their shapes, as Query clients expect it. What is large becomes bytes as it is written, so that there
 * are not several copies of all of it.
 */
final class XmlWriter {
    private static final String REPLACEMENT = "\uFFFD";

    /** So many characters are made into bytes at once. */
    private static final int PART = 8 << 10;

    private final StringBuilder out = new StringBuilder(512);
    /** What has left that already; null for nothing. */
    private ByteArrayBuilder bytes;

    /** Where the content of the element begins that was opened last. */
    private int opened = -1;

    XmlWriter open(String element) {
        out.append('<').append(element).append('>');
        opened = out.length();
        return this;
    }

    /** An element without content is one tag. */
    XmlWriter close(String element) {
        if (out.length() == opened) {
            out.setLength(opened - 1);
            out.append("/>");
        } else {
            out.append("</").append(element).append('>');
        }
        if (out.length() >= PART) {
            encode();
        }
        return this;
    }

    XmlWriter text(String element, String text) {
        open(element);
        escape(text);
        return close(element);
    }

    /** As it is. */
    XmlWriter raw(String text) {
        out.append(text);
        return this;
    }

    void structure(Map<?, ?> values, Shape.Structure shape) {
        shape.members().forEach((name, of) -> {
            Object value = values.get(name);
            if (value != null) {
                member(name, value, of);
            }
        });
    }

    private void member(String name, Object value, Shape shape) {
        if (shape instanceof Shape.ListOf list) {
            if (!list.flat()) {
                open(name);
            }
            ((List<?>) value).forEach(element -> member(list.element(), element, list.of()));
            if (!list.flat()) {
                close(name);
            }
        } else if (shape instanceof Shape.MapOf map) {
            if (!map.flat()) {
                open(name);
            }
            ((Map<?, ?>) value).forEach((key, of) -> entry(map, (String) key, of));
            if (!map.flat()) {
                close(name);
            }
        } else if (shape instanceof Shape.Structure structure) {
            open(name);
            structure((Map<?, ?>) value, structure);
            close(name);
        } else {
            text(name, value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : value.toString());
        }
    }

    private void entry(Shape.MapOf map, String key, Object value) {
        open(map.entry());
        text(map.key(), key);
        member(map.value(), value, map.of());
        close(map.entry());
    }

    /** Every character that a parser would change or refuse is escaped or, where XML has no place for it, replaced. */
    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (out.length() >= PART && !Character.isLowSurrogate(c)) {
                encode();
            }
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#xD;");
                case '\t', '\n' -> out.append(c);
                default -> {
                    boolean allowed = c >= ' ' && c != '\uFFFE' && c != '\uFFFF';
                    if (allowed) {
                        out.append(c);
                    } else {
                        out.append(REPLACEMENT);
                    }
                }
            }
        }
    }

    /** An element whose content begins with what is encoded has some, or has been closed. */
    private void encode() {
        if (bytes == null) {
            bytes = new ByteArrayBuilder(PART);
        }
        bytes.write(out.toString().getBytes(UTF_8));
        out.setLength(0);
        opened = -1;
    }

    /** All of it. Nothing is to be written afterwards. */
    byte[] toBytes() {
        if (bytes == null) {
            return out.toString().getBytes(UTF_8);
        }
        encode();
        return bytes.getClearAndRelease();
    }
}
