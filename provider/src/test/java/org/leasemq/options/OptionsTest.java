package org.leasemq.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.options.ConnectionUrl.Directory;
import org.leasemq.options.ConnectionUrl.Memory;

class OptionsTest {

    private static String refusal(String url) {
        return assertThrows(InvalidOptionException.class, () -> ConnectionUrl.parse(url))
                .getMessage();
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "30s,PT30S", "2m,PT2M", "12h,PT12H", "PT30S,PT30S", "0,PT0S", "1 s,PT1S", "90S,PT1M30S"
    })
    void durationsAreWrittenInManyWays(String text, Duration expected) {
        assertEquals(expected, Options.VISIBILITY_TIMEOUT.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "30 apples", "-1s", "13h", "P", "999999999999999d", "s", "1.5s"})
    void impossibleDurationsAreRefusedWithWhatIsExpected(String text) {
        String message = assertThrows(InvalidOptionException.class, () -> Options.VISIBILITY_TIMEOUT.parse(text))
                .getMessage();
        assertEquals(
                "Option 'visibility-timeout' cannot be '" + text
                        + "': expected a duration such as 500ms, 30s, 2m, 12h, 4d or PT30S, in whole milliseconds, from 0s to 12h.",
                message);
    }

    @ParameterizedTest
    @CsvSource({
        "64MB,67108864",
        "1GiB,1073741824",
        "2m,2097152",
        "1048576,1048576",
        "1024 kB,1048576",
        "2097152b,2097152"
    })
    void sizesAreWrittenInManyWays(String text, long expected) {
        assertEquals(expected, Options.MEMORY_BUDGET.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1023KB", "64 apples", "-1", "99999999999999999TB", "1.5GB"})
    void impossibleSizesAreRefused(String text) {
        assertThrows(InvalidOptionException.class, () -> Options.MEMORY_BUDGET.parse(text));
    }

    @Test
    void aDurationFinerThanAMillisecondIsRefusedRatherThanCut() {
        for (Duration odd : List.of(Duration.ofNanos(1), Duration.ofNanos(1_500_000), Duration.ofSeconds(1, 1))) {
            String message = assertThrows(InvalidOptionException.class, () -> Options.DELAY.check(odd))
                    .getMessage();
            assertTrue(message.contains("'delay'") && message.contains(odd.toString()), message);
            assertThrows(InvalidOptionException.class, () -> Options.DELAY.parse(odd.toString()));
        }
        assertEquals(Duration.ofMillis(1_500), Options.DELAY.check(Duration.ofMillis(1_500)));
        assertEquals(Duration.ofMillis(1_500), Options.DELAY.parse("PT1.5S"));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE / 1_000, 100_000, -1})
    void aDurationOutOfRangeIsRefusedHoweverLongItIs(long seconds) {
        String message = assertThrows(
                        InvalidOptionException.class, () -> Options.LEASE_LIMIT.check(Duration.ofSeconds(seconds)))
                .getMessage();
        assertTrue(message.startsWith("Option 'lease-limit' cannot be"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"٣", "１", "3.0", "0x3", "1_0", "99999999999999999999", ""})
    void numbersAreWrittenInDigitsFromZeroToNine(String text) {
        assertThrows(InvalidOptionException.class, () -> Options.MAX_RECEIVE_COUNT.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*.foo", "com..x", "a b", ".a", "a.", "a.*.b", "**", "com.acme.**", "1a", "a/b", "good,com..x"})
    void aNameThatNoPackageCanHaveIsRefused(String text) {
        String message = assertThrows(InvalidOptionException.class, () -> Options.TRUSTED_PACKAGES.parse(text))
                .getMessage();
        assertTrue(message.contains("'trusted-packages'") && message.contains("package names"), message);
        assertThrows(InvalidOptionException.class, () -> Options.TRUSTED_PACKAGES.check(List.of(text)));
    }

    @Test
    void packagesAreTakenAsTheyAreNamed() {
        List<String> names = List.of("a", "com.acme", "com.acme.*", "*", "größe.$x._1");
        assertEquals(names, Options.TRUSTED_PACKAGES.check(names));
        assertEquals(names, Options.TRUSTED_PACKAGES.parse(String.join(" , ", names)));
        assertEquals(List.of(), Options.TRUSTED_PACKAGES.parse(""));
        for (List<String> odd : List.of(Arrays.asList("a", null), List.of("a,b"), List.of(""))) {
            assertThrows(InvalidOptionException.class, () -> Options.TRUSTED_PACKAGES.check(odd));
        }
    }

    @Test
    void aUsersFileHasAName() {
        String message = assertThrows(InvalidOptionException.class, () -> Options.USERS_FILE.parse(" "))
                .getMessage();
        assertEquals("Option 'users-file' cannot be ' ': expected a file, or 'none'.", message);
    }

    @Test
    void wordsStandForTheAbsenceOfALimit() {
        assertNull(Options.RETENTION.parse("forever"));
        assertNull(Options.MEMORY_BUDGET.parse("auto"));
        assertNull(Options.LEASE_LIMIT.parse("none"));
        assertNull(Options.CLIENT_ID.parse("none"));
    }

    @Test
    void booleansNumbersAndChoicesAreChecked() {
        assertTrue(Options.CREATE.parse("TRUE"));
        assertThrows(InvalidOptionException.class, () -> Options.CREATE.parse("yes"));
        assertEquals(3, Options.MAX_RECEIVE_COUNT.parse("3"));
        assertThrows(InvalidOptionException.class, () -> Options.MAX_RECEIVE_COUNT.parse("1001"));
        assertThrows(InvalidOptionException.class, () -> Options.MAX_RECEIVE_COUNT.parse("three"));
        assertEquals(
                "message-group",
                Options.DEDUPLICATION_SCOPE.type().format(Options.DEDUPLICATION_SCOPE.parse("message-group")));
        assertThrows(InvalidOptionException.class, () -> Options.DEDUPLICATION_SCOPE.parse("universe"));
        assertEquals(List.of("a.b", "c"), Options.TRUSTED_PACKAGES.parse("a.b, c,"));
    }

    @Test
    void everyDefaultCanBeWrittenAndReadBack() {
        Options.all().forEach(OptionsTest::roundTrip);
    }

    private static <T> void roundTrip(Option<T> option) {
        assertEquals(option.defaultValue(), option.check(option.defaultValue()), option.name());
        assertTrue(option.name().matches("[a-z]+(-[a-z]+)*"), option.name());
        assertTrue(option.summary().endsWith("."), option.name());
    }

    @Test
    void anUnknownOptionIsRefusedWithTheNearestKnownName() {
        assertEquals(
                "There is no option 'visibilty-timout'. Did you mean 'visibility-timeout'?",
                refusal("leasemq:mem:x?visibilty-timout=3s"));
        assertTrue(refusal("leasemq:mem:x?Delay=3s").endsWith("Did you mean 'delay'?"));
    }

    @Test
    void anOptionWithAnotherNameAltogetherIsRefusedWithoutAGuess() {
        for (String name :
                List.of("brokerURL", "x", "copyMessageOnSend", "jms.useAsyncSend", "wibble", "z".repeat(10_000))) {
            assertEquals(
                    "There is no option '" + name + "'. Those there are stand in docs/configuration.md.",
                    refusal("leasemq:mem:x?" + name + "=3s"));
        }
        assertTrue(refusal("leasemq:mem:x?maxReceiveCount=3").endsWith("Did you mean 'max-receive-count'?"));
        assertTrue(refusal("leasemq:mem:x?usr=3").endsWith("Did you mean 'user'?"));
    }

    @Test
    void optionsOfTheEngineAreRefusedInQueueNames() {
        String message = assertThrows(InvalidOptionException.class, () -> QueueSpec.parse("q?memory-budget=1GB"))
                .getMessage();
        assertTrue(message.contains("memory-budget") && message.contains("connection URL"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{queue}", "{queue}.fifo", "dead?delay=1s", "a\nb", "\uD83D"})
    void whatCannotBeADeadLetterQueueIsRefusedAtTheOption(String name) {
        String message = assertThrows(InvalidOptionException.class, () -> Options.DEAD_LETTER_QUEUE.parse(name))
                .getMessage();
        assertTrue(message.startsWith("Option 'dead-letter-queue' cannot be"), message);
        assertTrue(message.contains("another queue than the source"), message);
    }

    @Test
    void urlsNameADirectoryOrAPlaceInMemory() {
        ConnectionUrl url = ConnectionUrl.parse("leasemq:derby:/var/lib/orders?visibility-timeout=30s&create=false");
        assertEquals(new Directory(Path.of("/var/lib/orders")), url.place());
        assertEquals(Duration.ofSeconds(30), url.options().get(Options.VISIBILITY_TIMEOUT));
        assertFalse(url.options().get(Options.CREATE));
        assertEquals(
                new Directory(Path.of("data/queues")),
                ConnectionUrl.parse("leasemq:derby:data/queues").place());
        assertEquals(
                new Directory(Path.of("/my data?/100%+")),
                ConnectionUrl.parse("leasemq:derby:/my%20data%3F/100%25+").place());
        assertEquals(
                new Memory("test"), ConnectionUrl.parse(" leasemq:mem:test? ").place());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tcp://localhost:61616",
                "leasemq:",
                "leasemq:derby",
                "leasemq:derby:",
                "leasemq:derby://host/orders",
                "leasemq:mem:",
                "leasemq:mem:a/b",
                "leasemq:oracle:x",
                "leasemq:mem:x?delay",
                "leasemq:mem:x?=1s",
                "leasemq:mem:x?delay=1s&",
                "leasemq:derby:/a%2",
                "leasemq:derby:/a%00b"
            })
    void malformedUrlsAreRefusedWithTheFormThatIsExpected(String url) {
        String message = refusal(url);
        assertTrue(message.contains("Write "), message);
        assertTrue(message.contains(url) && message.endsWith("."), message);
    }

    @Test
    void anOptionGivenTwiceIsRefused() {
        assertTrue(refusal("leasemq:mem:x?delay=1s&delay=2s").contains("'delay' twice"));
    }

    @Test
    void laterValuesOverrideEarlierOnesAndTheRestStays() {
        OptionValues first = OptionValues.parse(Map.of("delay", "1s", "create", "false"));
        OptionValues both = first.overriddenBy(OptionValues.parse(Map.of("delay", "2s")));
        assertEquals("2s", both.text(Options.DELAY));
        assertFalse(both.get(Options.CREATE));
        assertTrue(both.isGiven(Options.CREATE));
        assertFalse(both.isGiven(Options.RETENTION));
        assertEquals("forever", both.text(Options.RETENTION));
    }
}
