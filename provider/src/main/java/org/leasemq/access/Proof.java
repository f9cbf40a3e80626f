package org.leasemq.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/** How a user proves who he is. */
sealed interface Proof {
    /** What stands in the place of a password for those who come with a certificate. */
    String CERTIFICATE = "$certificate";

    /** What a line of a users file says behind the name. */
    static Proof parse(String text) {
        if (text.equals(CERTIFICATE)) {
            return new ByCertificate();
        }
        return text.startsWith(PasswordHash.SCHEME) ? new Hashed(PasswordHash.parse(text)) : new Plain(text);
    }

    /** Whether that is the password. Takes the time of {@link #iterations}. */
    boolean isBy(String password);

    /** For how many iterations it takes time. */
    int iterations();

    /** What it is, for people. */
    String words();

    /** By a password that is kept as its hash. */
    record Hashed(PasswordHash hash) implements Proof {
        @Override
        public boolean isBy(String password) {
            return hash.isOf(password);
        }

        @Override
        public int iterations() {
            return hash.iterations();
        }

        @Override
        public String words() {
            return "password";
        }
    }

    /** By a password that stands in the file as it is. */
    record Plain(String password) implements Proof {
        /** In the same time whatever differs. */
        @Override
        public boolean isBy(String other) {
            return MessageDigest.isEqual(password.getBytes(UTF_8), other.getBytes(UTF_8));
        }

        @Override
        public int iterations() {
            return 0;
        }

        @Override
        public String words() {
            return "password that stands in the file as it is";
        }

        @Override
        public String toString() {
            return "Plain[]";
        }
    }

    /** By a certificate with his name: no password is his. */
    record ByCertificate() implements Proof {
        @Override
        public boolean isBy(String password) {
            return false;
        }

        @Override
        public int iterations() {
            return 0;
        }

        @Override
        public String words() {
            return "certificate";
        }
    }
}
