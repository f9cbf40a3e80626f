package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare.Use;

/** Enumerations of browsers, read to the end or not. */
class EnumerationTest extends JmsTest {
    private static final int MOST_OPEN = 8;

    private long before;

    private static long bytes() {
        return MemoryAccount.ofThisProcess().uses().getOrDefault(Use.BROWSERS, 0L);
    }

    @BeforeEach
    void fill() throws JMSException {
        before = bytes();
        send("q", "a", "b", "c", "d", "e");
    }

    private static List<String> rest(Enumeration<?> enumeration) {
        List<String> texts = new ArrayList<>();
        while (enumeration.hasMoreElements()) {
            texts.add(text((jakarta.jms.Message) enumeration.nextElement()));
        }
        return texts;
    }

    @Test
    void looksWhetherSomethingIsThereTakeNoMoreTheMoreThereWere() throws JMSException {
        try (Session session = auto();
                QueueBrowser browser = session.createBrowser(session.createQueue("q"))) {
            for (int i = 0; i < MOST_OPEN; i++) {
                assertTrue(browser.getEnumeration().hasMoreElements());
            }
            long some = bytes();
            assertTrue(some > before);
            for (int i = 0; i < 1000; i++) {
                assertTrue(browser.getEnumeration().hasMoreElements());
            }
            assertEquals(some, bytes());
        }
        assertEquals(before, bytes());
    }

    @Test
    void someEnumerationsCanBeReadInTurn() throws JMSException {
        try (Session session = auto();
                QueueBrowser browser = session.createBrowser(session.createQueue("q"))) {
            Enumeration<?> one = browser.getEnumeration();
            Enumeration<?> other = browser.getEnumeration();
            one.nextElement();
            assertEquals(List.of("a", "b", "c", "d", "e"), rest(other));
            assertEquals(List.of("b", "c", "d", "e"), rest(one));
            assertEquals(before, bytes());
            assertFalse(one.hasMoreElements());
        }
    }

    @Test
    void anEnumerationThatHadToGiveWayToNewerOnesSaysSo() throws JMSException {
        try (Session session = auto();
                QueueBrowser browser = session.createBrowser(session.createQueue("q"))) {
            Enumeration<?> first = browser.getEnumeration();
            Enumeration<?> second = browser.getEnumeration();
            assertTrue(first.hasMoreElements());
            assertTrue(second.hasMoreElements());
            for (int i = 1; i < MOST_OPEN; i++) {
                assertTrue(browser.getEnumeration().hasMoreElements());
            }
            IllegalStateException ended = assertThrows(IllegalStateException.class, first::hasMoreElements);
            assertTrue(ended.getMessage().contains("8 newer ones"), ended.getMessage());
            assertThrows(IllegalStateException.class, first::nextElement);
            assertEquals(List.of("a", "b", "c", "d", "e"), rest(second));
        }
    }
}
