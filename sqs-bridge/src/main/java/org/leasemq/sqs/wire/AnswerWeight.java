package org.leasemq.sqs.wire;

import java.util.List;
import java.util.Map;

/** What answers take of memory while they are written up, in whatever protocol. */
public final class AnswerWeight {
    /** What is written once in parts, and once as a whole. */
    private static final int COPIES = 2;
    /** What is around a value: tags, or quotes, and its place in a list or a map. */
    private static final int AROUND = 96;

    private static final int LONGEST_ESCAPE = 6;
    private static final int LONGEST_NUMBER = 20;

    private AnswerWeight() {}

    /** At most so many bytes, for values as their shapes have them. */
    public static long of(Map<String, Object> values) {
        return COPIES * written(values);
    }

    private static long written(Object value) {
        if (value instanceof String text) {
            return written(text);
        }
        long bytes = 0;
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                bytes += AROUND + 2 * written((String) entry.getKey()) + written(entry.getValue());
            }
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                bytes += AROUND + written(element);
            }
        } else {
            bytes = value instanceof byte[] binary ? 4 + 4L * binary.length / 3 : LONGEST_NUMBER;
        }
        return bytes;
    }

    /** As the protocol does that needs more for a character. */
    private static long written(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '&' || c == '<' || c == '>' || Character.isSurrogate(c)) {
                bytes += LONGEST_ESCAPE;
            } else {
                bytes += c < 0x80 ? 1 : 3;
            }
        }
        return bytes;
    }
}
