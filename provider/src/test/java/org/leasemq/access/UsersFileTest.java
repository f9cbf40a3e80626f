package org.leasemq.access;

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
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leasemq.options.InvalidOptionException;

class UsersFileTest {
    @TempDir
    private Path directory;

    private UsersFile file(String text, Charset charset) throws IOException {
        return UsersFile.read(
                Files.writeString(directory.resolve("users"), text, charset).toString());
    }

    private Map<String, String> read(String text, Charset charset) throws IOException {
        return file(text, charset).users().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> ((Proof.Plain) entry.getValue()).password()));
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

    private static final String ROLES = """
            alice=secret
            shop=$certificate

            # what for
            [role clerks]
            members = alice, shop
            send = queue:orders.*, topic:prices
            receive=queue:orders.*

            [role operators]
            members = *
            manage = *
            """;

    @Test
    void rolesSayWhoMayDoWhatWithWhichNames() throws IOException {
        UsersFile file = file(ROLES, UTF_8);
        assertEquals(Set.of("alice", "shop"), file.users().keySet());
        Rights alice = new Rights(file.roles(), "alice");
        assertTrue(alice.have(Right.SEND, Destination.queue("orders.new")));
        assertTrue(alice.have(Right.SEND, Destination.topic("prices")));
        assertTrue(alice.have(Right.MANAGE, Destination.topic("whatever")));
        assertFalse(alice.have(Right.SEND, Destination.queue("prices")));
        assertFalse(alice.have(Right.SEND, Destination.topic("orders.new")));
        assertFalse(alice.have(Right.RECEIVE, Destination.topic("prices")));
        Rights nobody = new Rights(file.roles(), null);
        assertFalse(nobody.have(Right.SEND, Destination.topic("prices")));
        assertTrue(nobody.haveOfEverything(Right.MANAGE));
        assertFalse(nobody.haveOfEverything(Right.BROWSE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[roles]|13|is no heading of a role",
                "[role ]|13|no name of a role",
                "[role clerks]|13|begins role 'clerks' again",
                "[role new]|13|has no members",
                "bob=secret|13|'bob', which is no right",
                "Send = *|13|'Send', which is no right",
                "manage = queue:x|13|says 'manage' of role 'operators' again",
                "members = alice|13|says 'members' of role 'operators' again",
                "send|13|no equals sign",
                "send = |13|nothing behind the equals sign, or between commas",
                "send = queue:a,,queue:b|13|nothing behind the equals sign, or between commas",
                "send = orders|13|the pattern 'orders', which says neither queue: nor topic:",
                "send = queues:orders|13|says neither queue: nor topic:",
                "send = queue:|13|has no name behind the colon"
            })
    void rolesThatCouldBeMeantInTwoWaysAreRefusedWithTheirLine(String line, int number, String why) {
        String refusal = assertThrows(InvalidOptionException.class, () -> file(ROLES + line + "\n", UTF_8))
                .getMessage();
        assertTrue(refusal.startsWith("Line " + number + " of the users file " + directory), refusal);
        assertTrue(refusal.contains(why), refusal);
    }

    @Test
    void membersThatAreNoUsersAreRefused() {
        String refusal = assertThrows(
                        InvalidOptionException.class, () -> file(ROLES.replace("alice, shop", "alice, shopp"), UTF_8))
                .getMessage();
        assertTrue(refusal.startsWith("Line 6 ") && refusal.contains("no users of this file: shopp"), refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "queue:orders.*,orders.new,true",
        "queue:orders.*,orders.,true",
        "queue:orders.*,orders,false",
        "queue:*,orders,true",
        "queue:*.fifo,orders.fifo,true",
        "queue:*.fifo,orders.fifo.x,false",
        "queue:a*b*c,abc,true",
        "queue:a*b*c,aXbYbZc,true",
        "queue:a*b*c,aXbYbZ,false",
        "queue:**,x,true",
        "queue:orders,Orders,false",
        "queue:*,durable:app:sub,false",
        "queue:durable:*,durable:app:sub,false",
        "queue:*,temporary:x,false",
        "*,durable:app:sub,true",
        "topic:*,orders,false"
    })
    void anAsteriskStandsForAnyCharactersButForNothingHidden(String pattern, String queue, boolean matches) {
        assertEquals(matches, NamePattern.parse(pattern).matches(Destination.queue(queue)));
    }

    @Test
    void aHashThatIsNoneIsRefusedWithItsLine() {
        String refusal = assertThrows(
                        InvalidOptionException.class, () -> read("bob=builder\nalice=$pbkdf2-sha512$i=5$x$y\n", UTF_8))
                .getMessage();
        assertTrue(refusal.startsWith("Line 2 ") && refusal.contains("leasemq password"), refusal);
        assertFalse(refusal.contains("$x$y"), refusal);
    }
}
