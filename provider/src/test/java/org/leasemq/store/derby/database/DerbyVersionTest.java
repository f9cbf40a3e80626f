package org.leasemq.store.derby.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.leasemq.log.CapturedLog;

class DerbyVersionTest {
    private static final String ORIGIN = "file:/server/javadb/lib/derby.jar";

    private final CapturedLog log = new CapturedLog(DerbyVersion.class.getName());

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void theBuildUsesTheVersionThatTheLibraryExpects() {
        DerbyEngine.boot();
        assertEquals(DerbyVersion.BUILT_WITH, DerbyEngine.version());
        assertEquals(List.of(), log.lines());
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
        assertEquals(
                List.of(level), log.records().stream().map(LogRecord::getLevel).toList());
        return log.records().get(0).getMessage();
    }
}
