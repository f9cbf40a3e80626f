package org.leasemq.selector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.EngineException;

/** What a selector may cost for a message. */
class SelectorCostTest {

    private static String alternatives(String one, int count) {
        return String.join(" OR ", Collections.nCopies(count, one));
    }

    private static void isRefused(String selector, String why) {
        EngineException.InvalidFilter refused =
                assertThrows(EngineException.InvalidFilter.class, () -> Selector.parse(selector));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void propertiesAreNamedSoOftenAtMost() {
        String most = alternatives("a = 'b'", Selector.MOST_NAMES);
        assertEquals(most, Selector.parse(most).toString());
        isRefused(most + " OR a = 'b'", "more than 1024 times");
        isRefused(most + " OR b IS NULL", "more than 1024 times");
    }

    @Test
    void patternsSearchForSoMuchAtMost() {
        String most = alternatives("a LIKE '%b%'", Selector.MOST_SEARCHES);
        assertEquals(most, Selector.parse(most).toString());
        isRefused(most + " OR a NOT LIKE '%b%'", "more than 128 pieces");
        isRefused(alternatives("a LIKE '%" + "b".repeat(65) + "%'", 65), "more than 128 pieces");
        isRefused("a LIKE '" + "%b".repeat(130) + "%'", "more than 128 pieces");
        isRefused(alternatives("a LIKE '%!%%' ESCAPE '!'", 129), "more than 128 pieces");
    }

    @Test
    void patternsWhosePiecesHaveTheirPlaceSearchForNothing() {
        for (String pattern : new String[] {"b%", "%b", "b%c", "%", "_b_", "b%%c"}) {
            Selector.parse(alternatives("a LIKE '" + pattern + "'", Selector.MOST_NAMES));
        }
    }
}
