package org.leasemq.locale;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.jms.JMSContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.process.JavaProgram;

/** Where numbers are written with other digits, or letters have other capitals, everything is as elsewhere. */
@Timeout(120)
class LocaleTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"ar-EG-u-nu-arab, 0661", "fa-IR, 06F1", "ne-NP, 0967", "tr-TR, 0031"})
    void aDatabaseIsMadeAndUsed(String language, String one) throws IOException, InterruptedException {
        String url = "leasemq:derby:" + directory.resolve("queues");
        assertEquals(
                List.of(
                        "one is written " + Integer.parseInt(one, 16),
                        "text 100000",
                        "number 42",
                        "fraction 1.5",
                        "priority 7",
                        "long 1234567890123",
                        "double 0.1",
                        "count 1",
                        "topic published"),
                run(Locale.forLanguageTag(language), url));
        try (LeaseMQConnectionFactory here = new LeaseMQConnectionFactory(url);
                JMSContext context = here.createContext()) {
            assertEquals(
                    "kept", context.createConsumer(context.createQueue("kept")).receiveBodyNoWait(String.class));
        }
    }

    private static List<String> run(Locale locale, String url) throws IOException, InterruptedException {
        Process process = new JavaProgram(ForeignProgram.class, url)
                .with(
                        "-Duser.language=" + locale.getLanguage(),
                        "-Duser.country=" + locale.getCountry(),
                        "-Duser.extensions=" + (locale.hasExtensions() ? "u-" + locale.getExtension('u') : ""))
                .start();
        List<String> lines = process.inputReader().lines().collect(Collectors.toList());
        process.waitFor();
        return lines;
    }
}
