package org.leasemq.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    private static final byte[] SALT = "0123456789abcdef".getBytes(US_ASCII);

    @ParameterizedTest
    @ValueSource(strings = {"secret", "", "größe", "p=w d", "\uD83D\uDE00"})
    void aHashIsOfItsPasswordAndOfNoOtherHoweverItIsWritten(String password) {
        PasswordHash hash = PasswordHash.of(password, SALT, 1000);
        PasswordHash read = PasswordHash.parse(hash.toString());
        assertEquals(hash.toString(), read.toString());
        assertTrue(read.isOf(password));
        assertFalse(read.isOf(password + "x"));
        assertFalse(read.isOf("Secret"));
    }

    /** As others compute it: hashlib.pbkdf2_hmac("sha512", b"secret", b"0123456789abcdef", 1000). */
    @Test
    void itIsTheFunctionThatItsNameSays() {
        String[] parts = PasswordHash.of("secret", SALT, 1000).toString().split("\\$", -1);
        assertEquals("pbkdf2-sha512", parts[1]);
        assertEquals("i=1000", parts[2]);
        assertEquals(
                "be016f53bcd62038030148bb77c6b2b7e71f4623d655559fbfc89046c199699be25b3b123605985c41393e6bc8fd510b32c3a611ba8bcf43cab9e3cd8ce938d4",
                HexFormat.of().formatHex(Base64.getDecoder().decode(parts[4])));
    }

    @Test
    void saltsMakeHashesDiffer() {
        byte[] other = SALT.clone();
        other[0]++;
        assertNotEquals(
                PasswordHash.of("secret", SALT, 1000).toString(),
                PasswordHash.of("secret", other, 1000).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$pbkdf2-sha512$",
                "$pbkdf2-sha512$i=1000",
                "$pbkdf2-sha512$i=1000$c2FsdHNhbHQ$aGFzaA",
                "$pbkdf2-sha512$i=1$c2FsdHNhbHQ$aGFzaA",
                "$pbkdf2-sha512$i=99999999999$c2FsdHNhbHQ$aGFzaA",
                "$pbkdf2-sha512$i=1000$a$aGFzaA",
                "$pbkdf2-sha512$i=1000$%%%%$aGFzaA"
            })
    void whatIsNoHashIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse(text));
    }
}
