package org.leasemq.store.derby.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DerbyVersionTest {
    private static final String ORIGIN = "file:/server/javadb/lib/derby.jar";

    private final Logger logger = Logger.getLogger(DerbyVersion.class.getName());
    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setLevel(null);
    }

    @Test
    void theBuildUsesTheVersionThatTheLibraryExpects() {
        DerbyEngine.boot();
        assertEquals(DerbyVersion.BUILT_WITH, DerbyEngine.version());
        assertEquals(List.of(), logged);
    }

    @Test
    void anOlderOneIsWarnedOfWithBothVersionsAndItsOrigin() {
        new DerbyVersion(10, 15).check(ORIGIN);
        String text = only(Level.WARNING);
        assertTrue(text.startsWith("Derby 10.15 is used, from " + ORIGIN + ","), text);
        assertTrue(text.contains("built and tested with Derby 10.16."), text);
    }

    @Test
    void aNewerOneIsMentioned() {
        new DerbyVersion(10, 17).check(ORIGIN);
        only(Level.INFO);
    }

    private String only(Level level) {
        assertEquals(List.of(level), logged.stream().map(LogRecord::getLevel).toList());
        return logged.get(0).getMessage();
    }
}
