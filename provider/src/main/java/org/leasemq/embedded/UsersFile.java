package org.leasemq.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.leasemq.options.InvalidOptionException;

/**
 * Reads who may connect, and with which password. One format, in UTF-8: a line {@code name=password} for each user, both taken
 * as they are written, up to and from the first equals sign; lines that are empty or begin with {@code #} say nothing. Whatever
 * could be meant in two ways is refused with the number of its line.
 */
final class UsersFile {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String file;
    private final Map<String, String> passwords = new LinkedHashMap<>();
    private int line;

    private UsersFile(String file) {
        this.file = file;
    }

    /**
     * Passwords by name.
     *
     * @throws InvalidOptionException if the file cannot be read, or one of its lines is none that it may have
     */
    static Map<String, String> read(String file) {
        UsersFile users = new UsersFile(file);
        users.readAll(bytes(file));
        return users.passwords;
    }

    private static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new InvalidOptionException(
                    "The users file " + file + " cannot be read: " + e + ". Nobody can connect until it can.", e);
        }
    }

    private void readAll(byte[] bytes) {
        boolean marked = bytes.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(BYTE_ORDER_MARK, Arrays.copyOf(bytes, BYTE_ORDER_MARK.length));
        int start = marked ? BYTE_ORDER_MARK.length : 0;
        for (int end = start; end <= bytes.length; end++) {
            if (end == bytes.length || bytes[end] == '\n') {
                line++;
                boolean windows = end > start && end < bytes.length && bytes[end - 1] == '\r';
                add(decoded(ByteBuffer.wrap(bytes, start, end - start - (windows ? 1 : 0))));
                start = end + 1;
            }
        }
    }

    private String decoded(ByteBuffer bytes) {
        try {
            return UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw refused("is not written in UTF-8");
        }
    }

    private void add(String text) {
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw refused("has no equals sign between a name and a password");
        }
        String name = part("name", text.substring(0, equals));
        if (passwords.put(name, part("password", text.substring(equals + 1))) != null) {
            throw refused("names user '" + name + "' again");
        }
    }

    /** Passwords are not shown. */
    private String part(String what, String value) {
        if (value.isEmpty()) {
            throw refused("has no " + what);
        }
        if (isBlank(value.charAt(0)) || isBlank(value.charAt(value.length() - 1))) {
            throw refused("has a space before or after the " + what);
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw refused("has a control character, such as a tab, in the " + what);
        }
        return value;
    }

    /** Spaces of every kind, and the mark that some editors put in front. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }

    private InvalidOptionException refused(String why) {
        return new InvalidOptionException("Line " + line + " of the users file " + file + " " + why
                + ". Write name=password, with nothing around it; a comment begins with #. Nobody can connect until "
                + "it is put right.");
    }
}
