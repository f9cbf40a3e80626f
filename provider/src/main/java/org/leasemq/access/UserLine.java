package org.leasemq.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import org.leasemq.options.InvalidOptionException;

/** A line of a users file. */
public final class UserLine {
    private UserLine() {}

    /**
     * That of a user with a password, which cannot be read from it.
     *
     * @param salt random, and no other's
     * @throws InvalidOptionException if no user can have that name, the password is empty, or the number of iterations impossible
     */
    public static String of(String name, String password, byte[] salt, int iterations) {
        if (password.isEmpty()) {
            throw new InvalidOptionException("The password is empty. Give another.");
        }
        String line;
        try {
            line = name + "=" + PasswordHash.of(password, salt, iterations);
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException("The hash " + e.getMessage() + ".", e);
        }
        if (name.isEmpty() || !isReadAs(name, line)) {
            throw new InvalidOptionException("No user can be called '" + name
                    + "': a name has no equals sign, no spaces around it and no control characters, and does not begin"
                    + " with # or [role.");
        }
        return line;
    }

    private static boolean isReadAs(String name, String line) {
        try {
            return UsersFile.parse("", line.getBytes(UTF_8)).users().keySet().equals(Set.of(name));
        } catch (InvalidOptionException e) {
            return false;
        }
    }
}
