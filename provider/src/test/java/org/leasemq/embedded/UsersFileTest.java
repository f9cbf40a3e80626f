package org.leasemq.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leasemq.options.InvalidOptionException;

class UsersFileTest {
    @TempDir
    private Path directory;

    private Map<String, String> read(String text, Charset charset) throws IOException {
        return UsersFile.read(
                Files.writeString(directory.resolve("users"), text, charset).toString());
    }

    @Test
    void namesAndPasswordsAreTakenAsTheyAreWritten() throws IOException {
        assertEquals(
                Map.of("alice", "p=w d", "a b", "\\u0041\\", "c:d", "x:y", "dörte", "größe", "!e", "#1"),
                read("# who\nalice=p=w d\r\n\na b=\\u0041\\\nc:d=x:y\ndörte=größe\n!e=#1", UTF_8));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
        assertEquals(Map.of("alice", "secret"), read("\uFEFFalice=secret\n", UTF_8));
        assertEquals(Map.of(), read("\uFEFF", UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "alice|no equals sign",
                "alice secret|no equals sign",
                "alice:secret|no equals sign",
                " # comment|no equals sign",
                "=secret|no name",
                "alice=|no password",
                "alice =secret|a space before or after the name",
                " alice=secret|a space before or after the name",
                "alice= secret|a space before or after the password",
                "alice=secret\u00A0|a space before or after the password",
                "\uFEFFalice=secret|a space before or after the name",
                "al\tice=secret|a control character",
                "alice=sec\rret|a control character",
                "bob=other|names user 'bob' again"
            })
    void whatCouldBeMeantInTwoWaysIsRefusedWithItsLine(String line, String why) {
        String refusal = assertThrows(
                        InvalidOptionException.class, () -> read("bob=builder\n\n" + line + "\ncarol=c\n", UTF_8))
                .getMessage();
        assertTrue(refusal.startsWith("Line 3 of the users file " + directory), refusal);
        assertTrue(refusal.contains(why), refusal);
        assertFalse(refusal.contains("secret") || refusal.contains("other"), refusal);
    }

    @Test
    void bytesThatAreNoTextAreRefusedWithTheirLine() {
        String refusal = assertThrows(
                        InvalidOptionException.class, () -> read("bob=builder\ndörte=secret\n", ISO_8859_1))
                .getMessage();
        assertTrue(refusal.startsWith("Line 2 ") && refusal.contains("UTF-8"), refusal);
    }

    @Test
    void aFileThatIsNotThereIsRefusedWithItsName() {
        String missing = directory.resolve("missing").toString();
        String refusal = assertThrows(InvalidOptionException.class, () -> UsersFile.read(missing))
                .getMessage();
        assertTrue(refusal.contains(missing), refusal);
    }
}
