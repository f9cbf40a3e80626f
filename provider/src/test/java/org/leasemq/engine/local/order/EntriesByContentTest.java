package org.leasemq.engine.local.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntriesByContentTest {
    private final EntriesByContent entries = new EntriesByContent();
    private final Map<Long, List<Entry>> expected = new HashMap<>();
    private final List<Entry> present = new ArrayList<>();
    private final Random random = new Random(1);

    /** It grows, shrinks, and is emptied; contents are dense or far apart, alone or shared by many. */
    @ParameterizedTest
    @ValueSource(longs = {1, 3, 64, 1597, 1L << 32})
    void whatIsThereIsFoundByItsContent(long gap) {
        for (int size : new int[] {1, 3000, 10, 300, 0}) {
            while (present.size() < size) {
                add(random.nextInt(2000) * gap);
            }
            while (present.size() > size) {
                remove(random.nextInt(present.size()));
            }
            for (long id = 0; id < 2000; id++) {
                assertFound(id * gap);
            }
        }
    }

    private void add(long id) {
        Entry entry = new Entry(null, 0, new Content(id, 0, false), 4, 0, 0);
        entries.add(entry);
        present.add(entry);
        expected.computeIfAbsent(id, key -> new ArrayList<>()).add(entry);
        assertFound(id);
    }

    private void remove(int index) {
        Entry entry = present.remove(index);
        entries.remove(entry);
        entries.remove(entry); // it is there no more
        expected.get(entry.content.id).remove(entry);
        assertFound(entry.content.id);
    }

    private void assertFound(long id) {
        List<Entry> wanted = expected.getOrDefault(id, List.of());
        List<Entry> found = entries.get(id);
        assertEquals(wanted.size(), found.size());
        assertEquals(Set.copyOf(wanted), Set.copyOf(found));
    }
}
