package org.leasemq.sqs.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/**
 * The one reader of JSON that clients write: requests, and the policies, structures and bodies in them. Nothing of it stays when it
 * has been read, none of it takes much more memory than it has characters, and whatever is wrong with it is {@link Refused}, for
 * which each caller has the words of AWS. How long a text may be is for the caller to say. Numbers are exact. Safe for use by several
 * threads.
 */
public final class ClientJson {
    /** Such as policies, which nobody means to go deep. */
    public static final int SHALLOW = 32;
    /** So that no stack overflows, whatever comes. */
    public static final int DEEP = 1_000;

    private static final JsonMapper WRITER = new JsonMapper();
    private static final int LONGEST_NUMBER = 1_000;
    /** Of those longer than this, which are written with exponents, few characters would become many. */
    private static final int LONGEST_PLAIN = 40;

    private static final int LONGEST_NAME = 4_096;
    /** Nobody means to write so many. */
    private static final int MOST_TOKENS = 100_000;

    private final ObjectMapper mapper;

    private ClientJson(int deepest, int longestName, int mostTokens, boolean namesOnce) {
        mapper = JsonMapper.builder(JsonFactory.builder()
                        // names come from clients: those of one request must not stay, nor cost others
                        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                        .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, namesOnce)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(deepest)
                                .maxNumberLength(LONGEST_NUMBER)
                                .maxNameLength(longestName)
                                .maxTokenCount(mostTokens)
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /** An object that has a name twice is refused: for whatever somebody may rely on being as it looks. */
    public static ClientJson withNamesOnce(int deepest) {
        return new ClientJson(deepest, LONGEST_NAME, MOST_TOKENS, true);
    }

    /** The same of a text of so many characters, which may be one long list, or have one long name. */
    public static ClientJson withNamesOnce(int deepest, int longest) {
        return new ClientJson(deepest, longest, longest, true);
    }

    /** Where an object has a name twice, what comes last counts. */
    public static ClientJson withNamesRepeated(int deepest) {
        return new ClientJson(deepest, LONGEST_NAME, MOST_TOKENS, false);
    }

    /** One value; nothing at all is one that is missing. */
    public JsonNode read(String json) throws Refused {
        return read(() -> mapper.readTree(json));
    }

    /** The same in UTF-8. */
    public JsonNode read(byte[] json) throws Refused {
        return read(() -> {
            requireUtf8(json);
            return mapper.readTree(json);
        });
    }

    private static JsonNode read(Reading reading) throws Refused {
        try {
            return reading.read();
        } catch (JsonProcessingException e) {
            throw new Refused(e.getOriginalMessage(), e);
        } catch (IOException
                | RuntimeException e) { // the latter for an exponent out of all bounds, or names chosen to collide
            throw new Refused(e.getMessage(), e);
        }
    }

    /**
     * What has been read before, and kept since.
     *
     * @throws IllegalStateException if it cannot be read
     */
    public JsonNode again(String json) {
        try {
            return read(json);
        } catch (Refused e) {
            throw new IllegalStateException("What is kept is JSON: this indicates a bug", e);
        }
    }

    /**
     * What has been read, and perhaps changed, as a text: decimals without exponents unless they are very long, and escapes for what
     * no answer could carry.
     */
    public static String write(JsonNode json) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new PlainNumbers(WRITER.createGenerator(text))) {
            WRITER.writeTree(generator, json);
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing can fail in memory: this indicates a bug", e);
        }
        return escaped(text.toString());
    }

    /** Only texts within have such characters, and there each may be an escape. */
    private static String escaped(String json) {
        StringBuilder escaped = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (Character.getType(c) == Character.SURROGATE || c == 0xFFFE || c == 0xFFFF) {
                escaped.append("\\u").append(Integer.toHexString(c));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    private static final class PlainNumbers extends JsonGeneratorDelegate {
        PlainNumbers(JsonGenerator generator) {
            super(generator);
        }

        @Override
        public void writeNumber(BigDecimal number) throws IOException {
            boolean isShort = Math.abs((long) number.scale()) <= LONGEST_PLAIN;
            delegate.writeNumber(isShort ? number.toPlainString() : number.toString());
        }
    }

    /** Token by token, for what need not be kept as a whole. */
    public <T> T tokens(String json, Steps<T> steps) throws Refused {
        return tokens(() -> mapper.createParser(json), steps);
    }

    /** The same in UTF-8. */
    public <T> T tokens(byte[] json, Steps<T> steps) throws Refused {
        return tokens(
                () -> {
                    requireUtf8(json);
                    return mapper.createParser(json);
                },
                steps);
    }

    private static <T> T tokens(Opening opening, Steps<T> steps) throws Refused {
        try (JsonParser parser = opening.open()) {
            return steps.take(parser);
        } catch (JsonProcessingException e) {
            throw new Refused(e.getOriginalMessage(), e);
        } catch (IOException | IllegalStateException e) { // the latter for names chosen to collide
            throw new Refused(e.getMessage(), e);
        }
    }

    /** The parser would take other encodings, too: in those the first characters have bytes that are none of UTF-8. */
    private static void requireUtf8(byte[] json) throws JsonParseException {
        for (int i = 0; i < Math.min(4, json.length); i++) {
            if (json[i] == 0 || json[i] == (byte) 0xFE || json[i] == (byte) 0xFF) {
                throw new JsonParseException(null, "It is not in UTF-8.");
            }
        }
    }

    /** What is done with tokens. */
    @FunctionalInterface
    public interface Steps<T> {
        /** Begins before the first token. */
        T take(JsonParser parser) throws IOException;
    }

    @FunctionalInterface
    private interface Opening {
        JsonParser open() throws IOException;
    }

    @FunctionalInterface
    private interface Reading {
        JsonNode read() throws IOException;
    }

    /** It is not JSON, or more of it than there may be; the message says also where. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final String words;

        Refused(String words, Exception cause) {
            super(cause.getMessage(), cause);
            this.words = words;
        }

        /** What is wrong, without where. */
        public String words() {
            return words;
        }
    }
}
