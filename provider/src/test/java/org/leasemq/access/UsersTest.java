package org.leasemq.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.options.OptionValues;

class UsersTest {
    private static final byte[] SALT = new byte[PasswordHash.SALT];

    @TempDir
    private Path directory;

    private Users users(String... lines) throws IOException {
        Path file = Files.write(directory.resolve("users"), List.of(lines));
        return Users.of(OptionValues.parse(Map.of("users-file", file.toString())));
    }

    private static String line(String name, String password, int iterations) {
        return name + "=" + PasswordHash.of(password, SALT, iterations);
    }

    @Test
    void everybodyIsLetInByHisOwnPassword() throws IOException {
        Users users = users(line("alice", "secret", 1000), "bob=plain", "shop=$certificate");
        assertTrue(users.admit("alice", "secret"));
        assertTrue(users.admit("bob", "plain"));
        for (String wrong : new String[] {"plain", "", null, "$certificate"}) {
            assertFalse(users.admit("alice", wrong));
            assertFalse(users.admit("shop", wrong));
            assertFalse(users.admit("mallory", wrong));
        }
        assertEquals(List.of("bob"), users.plain());
    }

    @Test
    void aCertificateStandsOnlyForUsersWhoseLineSaysSo() throws IOException {
        Users users = users(line("alice", "secret", 1000), "bob=plain", "shop=$certificate");
        assertTrue(users.admitByCertificate("shop"));
        for (String other : List.of("alice", "bob", "mallory")) {
            assertFalse(users.admitByCertificate(other));
        }
    }

    private static long cost(Users users, String name, String password) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        users.admit(name, password);
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }

    /**
     * Time of the processor, of which the least of several counts, taking turns: others, and the compiler, disturb it only
     * upwards.
     */
    @Test
    void rightAndWrongPasswordsAndUnknownUsersCostTheSame() throws IOException {
        Users users = users(line("alice", "secret", 100_000), line("old", "secret", 20_000), "bob=plain");
        List<List<String>> tried = List.of(
                List.of("alice", "secret"),
                List.of("alice", "wrong"),
                List.of("old", "secret"),
                List.of("old", "wrong"),
                List.of("bob", "plain"),
                List.of("bob", "wrong"),
                List.of("mallory", "secret"));
        long[] least = new long[tried.size()];
        Arrays.fill(least, Long.MAX_VALUE);
        for (int round = 0; round < 6; round++) {
            for (int i = 0; i < least.length; i++) {
                least[i] = Math.min(
                        least[i], cost(users, tried.get(i).get(0), tried.get(i).get(1)));
            }
        }
        for (int i = 1; i < least.length; i++) {
            double ratio = (double) least[i] / least[0];
            assertTrue(ratio > 0.7 && ratio < 1.4, tried.get(i) + " costs " + ratio + " of what the right one does");
        }
    }
}
