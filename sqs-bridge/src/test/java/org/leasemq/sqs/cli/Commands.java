package org.leasemq.sqs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** Commands, for tests of what is behind them. */
public final class Commands {
    private Commands() {}

    /** What one prints that works. */
    public static String text(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertEquals(0, CommandLineRun.run(out, err, arguments), err::toString);
        return out.toString();
    }

    /** The same, read as a list in JSON. */
    public static List<Map<String, Object>> list(String... arguments) throws IOException {
        return new ObjectMapper().readValue(text(arguments), new TypeReference<>() {});
    }

    /** What one complains of that is refused. */
    public static String refused(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertNotEquals(0, CommandLineRun.run(out, err, arguments), out::toString);
        return err.toString();
    }
}
