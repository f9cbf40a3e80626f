package org.leasemq.access;

import java.util.List;
import java.util.Map;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;

/** Who may connect to an engine, and what for. Immutable; safe for use by several threads. */
final class Users {
    private static final Users EVERYBODY = new Users(null, List.of(), false);

    /** By name; null when everybody may connect. */
    private final Map<String, Proof> proofs;

    private final List<Role> roles;
    private final boolean nameRequired;
    /** For how many iterations it takes time to find out whether a password is right, whoever is named. */
    private final int iterations;

    private Users(Map<String, Proof> proofs, List<Role> roles, boolean nameRequired) {
        this.proofs = proofs;
        this.roles = roles;
        this.nameRequired = nameRequired;
        this.iterations = proofs == null
                ? 0
                : proofs.values().stream()
                        .mapToInt(Proof::iterations)
                        .filter(count -> count > 0)
                        .max()
                        .orElse(PasswordHash.USUAL_ITERATIONS);
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
        if (file == null) {
            return EVERYBODY;
        }
        UsersFile read = UsersFile.read(file);
        return new Users(Map.copyOf(read.users()), read.roles(), options.get(Options.REQUIRE_USER));
    }

    /** Whether it is not said who they are. */
    boolean areEverybody() {
        return proofs == null;
    }

    /** Whether who gives no name may connect. */
    boolean admitNobodyInParticular() {
        return !nameRequired;
    }

    /** Names of those whose passwords stand in the file as they are. */
    List<String> plain() {
        return proofs == null
                ? List.of()
                : proofs.keySet().stream()
                        .filter(name -> proofs.get(name) instanceof Proof.Plain)
                        .sorted()
                        .toList();
    }

    /** Whether who shows a certificate of that name is the user of that name. */
    boolean admitByCertificate(String name) {
        return proofs != null && proofs.get(name) instanceof Proof.ByCertificate;
    }

    /** Whether a user may connect by a password. Takes the same time whether he may, has another password, or is unknown. */
    boolean admit(String name, String password) {
        if (proofs == null) {
            return true;
        }
        Proof proof = proofs.get(name);
        String given = password == null ? "" : password;
        PasswordHash.spend(given, iterations - (proof == null ? 0 : proof.iterations()));
        return proof != null && proof.isBy(given);
    }

    /**
     * What somebody may do.
     *
     * @param name null for nobody in particular
     * @return null for everything
     */
    Rights rights(String name) {
        return roles.isEmpty() ? null : new Rights(roles, name);
    }
}
