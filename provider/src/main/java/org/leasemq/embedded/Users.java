package org.leasemq.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Map;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;

/** Who may connect to an engine. Immutable; safe for use by several threads. */
final class Users {
    private static final Users EVERYBODY = new Users(null, false);

    /** Passwords by name; null when everybody may connect. */
    private final Map<String, String> passwords;

    private final boolean nameRequired;

    private Users(Map<String, String> passwords, boolean nameRequired) {
        this.passwords = passwords;
        this.nameRequired = nameRequired;
    }

    /**
     * Reads the users the options name.
     *
     * @throws InvalidOptionException if their file cannot be read, or has a line that is wrong
     */
    static Users of(OptionValues options) {
        String file = options.get(Options.USERS_FILE);
        if (file == null && options.get(Options.REQUIRE_USER)) {
            throw new InvalidOptionException(
                    "require-user makes no sense without a users-file that says who may connect.");
        }
        return file == null ? EVERYBODY : new Users(UsersFile.read(file), options.get(Options.REQUIRE_USER));
    }

    /** Whether a user may connect; the name may be null. */
    boolean admit(String name, String password) {
        if (passwords == null) {
            return true;
        }
        if (name == null) {
            return !nameRequired;
        }
        String expected = passwords.get(name);
        // compared in the same time whatever differs
        boolean same = MessageDigest.isEqual(
                (expected == null ? "" : expected).getBytes(UTF_8), (password == null ? "" : password).getBytes(UTF_8));
        return same && expected != null;
    }
}
