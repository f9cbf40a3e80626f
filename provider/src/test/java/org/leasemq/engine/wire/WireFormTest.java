package org.leasemq.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What is said over the network has the bytes that its version has had from the beginning: they lie beside this test, in a file for
 * the version, a line for each example.
 */
class WireFormTest {
    private static final String FILE = "form-of-version-" + FrameType.VERSION + ".txt";
    /** Bytes of an example that are written down. */
    private static final int MOST = 700;

    @Test
    void whatIsSaidHasTheFormOfItsVersion() throws IOException {
        Map<String, String> now = now();
        Map<String, String> held = held();
        if (!held.equals(now)) {
            Path written = Path.of("target", FILE);
            Files.createDirectories(written.getParent());
            Files.write(
                    written,
                    now.entrySet().stream()
                            .map(line -> line.getKey() + " = " + line.getValue())
                            .toList());
            fail(words(held, now, written));
        }
    }

    @Test
    void everythingThatCanBeSaidHasAnExample() {
        assertEquals(EnumSet.allOf(FrameType.class), Conversation.frames().keySet());
    }

    private static String words(Map<String, String> held, Map<String, String> now, Path written) {
        StringBuilder words = new StringBuilder("What is said over the network has not the form any more that version ")
                .append(FrameType.VERSION)
                .append(" has, which programs elsewhere have, and answers in the logs of databases:\n");
        held.forEach((name, bytes) -> {
            if (!bytes.equals(now.get(name))) {
                words.append("  ").append(name);
                words.append("\n    was ").append(bytes);
                words.append("\n    is  ")
                        .append(now.getOrDefault(name, "not said"))
                        .append('\n');
            }
        });
        now.keySet().stream()
                .filter(name -> !held.containsKey(name))
                .forEach(name -> words.append("  ").append(name).append("\n    is new\n"));
        return words.append("If something that was there differs: let it be written as it was, or raise")
                .append(
                        " FrameType.VERSION, so that either end refuses the other in words. Raise it for something new, too,")
                .append(
                        " which older ends do not know. A version that no release speaks may change. Then look at all that")
                .append(" differs in ")
                .append(written.toAbsolutePath())
                .append(", where it is written as it is now, and put that file in the place of ")
                .append("provider/src/test/resources/org/leasemq/engine/wire/")
                .append(FILE)
                .append(" by hand, and remove that of another version.")
                .toString();
    }

    private static Map<String, String> held() throws IOException {
        Map<String, String> held = new LinkedHashMap<>();
        try (InputStream file = WireFormTest.class.getResourceAsStream(FILE)) {
            List<String> lines = file == null
                    ? List.of()
                    : new String(file.readAllBytes(), UTF_8).lines().toList();
            for (String line : lines) {
                int end = line.indexOf(" = ");
                held.put(line.substring(0, end), line.substring(end + 3));
            }
        }
        return held;
    }

    private static Map<String, String> now() {
        Map<String, String> now = new LinkedHashMap<>();
        Conversation.frames().forEach((type, frame) -> add(now, "frame " + type, frame));
        Examples.requests().forEach(request -> add(now, "request " + request.verb(), request.bytes()));
        Examples.answers().forEach(answer -> add(now, "answer " + answer.verb(), answer.bytes()));
        add(now, "answer without a message", Examples.unreadable().bytes());
        Examples.errors().forEach(error -> add(now, "error " + error.kind(), Frames.error(error)));
        return now;
    }

    private static void add(Map<String, String> lines, String name, byte[] bytes) {
        String numbered = name;
        for (int i = 2; lines.containsKey(numbered); i++) {
            numbered = name + " " + i;
        }
        lines.put(numbered, text(bytes));
    }

    /** Letters and signs as they are, all else as two hexadecimal digits. */
    private static String text(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(MOST, bytes.length); i++) {
            if (bytes[i] > ' ' && bytes[i] < 0x7F && bytes[i] != '\\') {
                text.append((char) bytes[i]);
            } else {
                text.append('\\');
                text.append(Character.forDigit(bytes[i] >> 4 & 0xF, 16));
                text.append(Character.forDigit(bytes[i] & 0xF, 16));
            }
        }
        return bytes.length <= MOST ? text.toString() : text + "... " + bytes.length + " bytes";
    }
}
