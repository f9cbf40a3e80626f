package org.leasemq.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogsTest {
    private final Logger target = Logger.getLogger(LogsTest.class.getName());
    private final System.Logger log = Logs.of(LogsTest.class);
    private final List<LogRecord> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            line.getSourceClassName(); // which is looked for on the stack of whoever asks first
            lines.add(line);
            if (line.getMessage().contains("unwelcome")) {
                throw new AssertionError("a handler that fails");
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        target.setUseParentHandlers(false);
        target.addHandler(handler);
    }

    @AfterEach
    void release() {
        target.removeHandler(handler);
        target.setUseParentHandlers(true);
    }

    @Test
    void whoWantsToLogWithoutMemoryIsNotPassedOver() {
        List<String> heard = new ArrayList<>();
        Handler full = new Handler() {
            @Override
            public void publish(LogRecord line) {
                throw new OutOfMemoryError("thrown by a test");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        target.addHandler(full);
        Logs.whenOutOfMemory(() -> heard.add("action"));
        try {
            log.log(Level.WARNING, "text", new IllegalStateException("words"));
            log.log(Level.WARNING, "{0}", "text");
        } finally {
            Logs.whenOutOfMemory(() -> {});
            target.removeHandler(full);
        }
        assertEquals(List.of("action", "action"), heard);
    }

    @Test
    void whatCanBePrintedIsLoggedAsItIs() {
        Exception thrown = new IllegalStateException("words");
        log.log(Level.WARNING, "text", thrown);
        assertSame(thrown, lines.get(0).getThrown());
        assertEquals("text", lines.get(0).getMessage());
    }

    @Test
    void aLineNamesWhoLogged() {
        log.log(Level.WARNING, "text");
        log.log(Level.WARNING, "text", new IllegalStateException());
        for (LogRecord line : lines) {
            assertEquals(LogsTest.class.getName(), line.getSourceClassName());
            assertEquals("aLineNamesWhoLogged", line.getSourceMethodName());
        }
        assertEquals(2, lines.size());
    }

    @ParameterizedTest
    @EnumSource(Unprintable.class)
    void whatCannotBePrintedIsNamedWithItsStackTrace(Unprintable kind) {
        Throwable thrown = kind.make();
        log.log(Level.WARNING, "text", thrown);
        StringWriter printed = new StringWriter();
        lines.get(0).getThrown().printStackTrace(new PrintWriter(printed));
        assertTrue(printed.toString().startsWith(thrown.getClass().getName()), printed::toString);
        assertTrue(printed.toString().contains("at " + Unprintable.class.getName()), printed::toString);
    }

    @ParameterizedTest
    @EnumSource(Unprintable.class)
    void textsOfThrowablesCanAlwaysBeHad(Unprintable kind) {
        Throwable thrown = kind.make();
        assertTrue(Thrown.text(thrown).startsWith(thrown.getClass().getName()), () -> Thrown.text(thrown));
        assertTrue(
                Thrown.message(thrown).startsWith(thrown.getClass().getName()) || kind == Unprintable.CAUSED,
                () -> Thrown.message(thrown));
    }

    @Test
    void whatAHandlerThrowsReachesNobody() {
        log.log(Level.WARNING, "unwelcome");
        log.log(Level.WARNING, "unwelcome", new IllegalStateException());
        log.log(Level.WARNING, () -> "unwelcome");
        assertEquals(3, lines.size());
    }

    @Test
    void norWhatAFilterThrows() {
        target.setFilter(line -> {
            throw new AssertionError("a filter that fails");
        });
        log.log(Level.WARNING, "text");
        log.log(Level.WARNING, "text", new IllegalStateException());
        target.setFilter(null);
        assertEquals(0, lines.size());
    }
}
