package org.leasemq.engine.local.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Walks through a list in which entries come and go. */
class CursorsTest {
    private final EntryList<Entry> entries = new EntryList<>();
    private final List<Entry> all = new ArrayList<>();

    private Entry add(long position, int level) {
        Entry entry = new Entry(null, position, new Content(position, 0, false), level, 0, 0);
        entries.add(entry);
        all.add(entry);
        all.sort((one, other) -> one.standsBefore(other) ? -1 : 1);
        return entry;
    }

    private void remove(Entry entry) {
        entries.remove(entry);
        all.remove(entry);
    }

    /** A walk that looks for its place anew at every step, and so needs nobody to tell it what goes. */
    private final class Model {
        private final Cursors<Entry>.Cursor cursor = entries.walk();
        private Entry next = all.isEmpty() ? null : all.get(0);

        private void leaves(Entry entry) {
            next = entry == next ? behind(entry) : next;
        }

        private Entry behind(Entry entry) {
            int index = all.indexOf(entry) + 1;
            return index == all.size() ? null : all.get(index);
        }

        private void step() {
            assertEquals(next, cursor.next());
            next = next == null ? null : behind(next);
        }
    }

    @Test
    void cursorsStandWhereTheyWouldIfTheyLookedForTheirPlace() {
        SplittableRandom random = new SplittableRandom(1);
        List<Model> models = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            switch (random.nextInt(8)) {
                case 0, 1 -> add(i, random.nextInt(3));
                case 2, 3 -> {
                    if (!all.isEmpty()) {
                        Entry entry = all.get(random.nextInt(Math.min(all.size(), 5)));
                        models.forEach(model -> model.leaves(entry));
                        remove(entry);
                    }
                }
                case 4 -> models.add(new Model());
                case 5 -> {
                    if (models.size() > 20) {
                        models.remove(random.nextInt(models.size())).cursor.close();
                    }
                }
                default -> {
                    if (!models.isEmpty()) {
                        models.get(random.nextInt(models.size())).step();
                    }
                }
            }
            models.forEach(model -> assertEquals(model.next, model.cursor.peek()));
        }
    }

    @Test
    void manyWhoStandSomewhereCostThoseWhoComeAndGoNothing() {
        int many = 200_000;
        List<Cursors<Entry>.Cursor> cursors = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            add(i);
        }
        for (int i = 0; i < many; i++) {
            cursors.add(entries.walk());
        }
        for (int i = 0; i < many - 1; i++) {
            entries.remove(entries.first(4));
        }
        cursors.forEach(cursor -> assertEquals(many - 1, cursor.peek().position));
        cursors.forEach(cursor -> cursor.close());
        entries.remove(entries.first(4));
        cursors.forEach(cursor -> assertNull(cursor.peek()));
    }

    private void add(long position) {
        Entry entry = new Entry(null, position, new Content(position, 0, false), 4, 0, 0);
        entries.add(entry);
    }

    @Test
    void aClosedCursorStandsNowhereWhateverItIsTold() {
        Entry first = add(1, 4);
        Cursors<Entry>.Cursor cursor = entries.walk();
        cursor.close();
        cursor.goTo(4);
        cursor.goBehind(first);
        assertNull(cursor.next());
        remove(first);
    }
}
