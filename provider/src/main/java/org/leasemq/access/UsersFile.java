package org.leasemq.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.options.InvalidOptionException;

/**
 * Reads who may connect, how each proves who he is, and what may be done. One format, in UTF-8: a line {@code name=password} for each
 * user, both taken as they are written, up to and from the first equals sign; behind them {@linkplain RoleLines roles}, each with a
 * heading; lines that are empty or begin with {@code #} say nothing. Whatever could be meant in two ways is refused with the number
 * of its line.
 */
final class UsersFile {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String USERS = "Write name=password, with nothing around it; a comment begins with #.";

    private final String file;
    private final Map<String, Proof> users = new LinkedHashMap<>();
    private final List<RoleLines> roles = new ArrayList<>();
    private int line;

    private UsersFile(String file) {
        this.file = file;
    }

    /** @throws InvalidOptionException if the file cannot be read, or one of its lines is none that it may have */
    static UsersFile read(String file) {
        return parse(file, bytes(file));
    }

    /** What is in a file of that name. */
    static UsersFile parse(String file, byte[] bytes) {
        UsersFile users = new UsersFile(file);
        users.readAll(bytes);
        return users;
    }

    /** How users prove who they are, by name. */
    Map<String, Proof> users() {
        return users;
    }

    List<Role> roles() {
        return roles.stream().map(RoleLines::role).toList();
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
        roles.forEach(role -> at(role.heading(), role::requireWhole));
        roles.forEach(role -> at(role.memberLine(), () -> role.requireKnown(users.keySet())));
    }

    private String decoded(ByteBuffer bytes) {
        try {
            return UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw refused(line, "is not written in UTF-8", USERS);
        }
    }

    private void add(String text) {
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        if (RoleLines.isHeading(text)) {
            at(line, () -> roles.add(RoleLines.begin(text, line, roles)));
        } else if (roles.isEmpty()) {
            addUser(text);
        } else {
            at(line, () -> roles.get(roles.size() - 1).add(text, line));
        }
    }

    private void at(int number, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            throw refused(number, e.getMessage(), RoleLines.FORM);
        }
    }

    private void addUser(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw refused(line, "has no equals sign between a name and a password", USERS);
        }
        String name = part("name", text.substring(0, equals));
        if (users.put(name, proof(part("password", text.substring(equals + 1)))) != null) {
            throw refused(line, "names user '" + name + "' again", USERS);
        }
    }

    private Proof proof(String text) {
        try {
            return Proof.parse(text);
        } catch (IllegalArgumentException e) {
            throw refused(
                    line, "has a password that " + e.getMessage(), "Have the line made by 'leasemq password NAME'.");
        }
    }

    /** Passwords are not shown. */
    private String part(String what, String value) {
        if (value.isEmpty()) {
            throw refused(line, "has no " + what, USERS);
        }
        if (isBlank(value.charAt(0)) || isBlank(value.charAt(value.length() - 1))) {
            throw refused(line, "has a space before or after the " + what, USERS);
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw refused(line, "has a control character, such as a tab, in the " + what, USERS);
        }
        return value;
    }

    /** Spaces of every kind, and the mark that some editors put in front. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }

    private InvalidOptionException refused(int number, String why, String form) {
        return new InvalidOptionException("Line " + number + " of the users file " + file + " " + why + ". " + form
                + " Nobody can connect until it is put right.");
    }
}
