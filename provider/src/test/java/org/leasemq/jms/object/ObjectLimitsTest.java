package org.leasemq.jms.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.leasemq.options.OptionValues;

/** Objects that somebody has sent to do harm, and those that are merely large. */
class ObjectLimitsTest {

    private static byte[] serialized(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Serializable read(byte[] bytes, Map<String, String> options) throws JMSException {
        return ObjectReader.within(OptionValues.parse(options)).read(bytes, "ID:1");
    }

    private static void assertRefused(byte[] bytes, Map<String, String> options, String... words) {
        String refusal = assertThrows(MessageFormatException.class, () -> read(bytes, options))
                .getMessage();
        for (String word : words) {
            assertTrue(refusal.contains(word), refusal);
        }
    }

    private static Object setsInSets() {
        HashSet<Object> root = new HashSet<>();
        HashSet<Object> one = root;
        HashSet<Object> other = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            HashSet<Object> innerOne = new HashSet<>(List.of("x"));
            HashSet<Object> innerOther = new HashSet<>();
            one.addAll(Arrays.asList(innerOne, innerOther));
            other.addAll(Arrays.asList(innerOne, innerOther));
            one = innerOne;
            other = innerOther;
        }
        return root;
    }

    /** All with one hash code, since two names have one. */
    private static List<Object> listsThatHashAlike(int bits) {
        List<Object> lists = new ArrayList<>();
        for (int i = 0; i < 1 << bits; i++) {
            int chosen = i;
            lists.add(new ArrayList<>(IntStream.range(0, bits)
                    .mapToObj(bit -> (chosen >> bit & 1) == 0 ? "Aa" : "BB")
                    .toList()));
        }
        return lists;
    }

    @Test
    void manyObjectsThatAHashTableTakesForAlikeAreRefused() throws Exception {
        byte[] bytes = serialized(listsThatHashAlike(11));
        assertRefused(bytes, Map.of(), "references", "object-reference-limit");
    }

    @Test
    void equalObjectsAndSomeThatHashAlikeAreNoMatter() throws Exception {
        List<Object> rows = new ArrayList<>(Collections.nCopies(50_000, List.of("a", "b")));
        rows.addAll(listsThatHashAlike(6));
        HashSet<Object> pairs = new HashSet<>();
        for (int i = 0; i < 40_000; i++) {
            pairs.add(List.of(i / 200, i % 200));
        }
        rows.add(pairs);
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        rows.add(itself);
        assertEquals(50_066, ((List<?>) read(serialized(rows), Map.of())).size());
    }

    private static Object entriesInEntries() {
        Object entry = "x";
        for (int i = 0; i < 100; i++) {
            entry = new SimpleEntry<>(entry, entry);
        }
        return entry;
    }

    private static Object listsOfFewManyTimes() {
        Object list = "x";
        for (int i = 0; i < 6; i++) {
            list = new ArrayList<>(Collections.nCopies(150, list));
        }
        return list;
    }

    private static Object arraysInArrays() {
        Object array = "x";
        for (int i = 0; i < 60; i++) {
            array = new Object[] {array, array, array};
        }
        return array;
    }

    @Test
    void whatIsReachedByTooManyWaysIsRefusedBeforeAnybodyGoesThemAll() throws IOException {
        for (Object bomb : new Object[] {setsInSets(), entriesInEntries(), listsOfFewManyTimes(), arraysInArrays()}) {
            assertRefused(serialized(bomb), Map.of(), "ID:1", "object-reference-limit", "10000000");
        }
        assertRefused(serialized(setsInSets()), Map.of(), "java.util.HashSet");
    }

    @Test
    void arraysThatCannotBeInSoFewBytesAreRefusedBeforeTheyAreMade() throws IOException {
        byte[] array = serialized(new Object[0]);
        ByteBuffer.wrap(array).putInt(array.length - 4, Integer.MAX_VALUE - 2);
        assertRefused(array, Map.of(), "2147483645 elements", "java.lang.Object[]", "object-array-limit");
        assertRefused(array, Map.of("object-array-limit", "2147483647"), "2147483645 elements", "cannot hold");
        ByteBuffer.wrap(array).putInt(array.length - 4, 1 << 20);
        assertRefused(array, Map.of(), "1048576 elements", "cannot hold");
    }

    @Test
    void manyArraysThatAreLargeOnlyTogetherAreRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            Object[] nested = new Object[1];
            for (int i = 0; i < 500; i++) {
                nested = new Object[] {nested};
            }
            out.writeObject(nested);
        }
        byte[] nested = bytes.toByteArray();
        byte[] one = {0, 0, 0, 1};
        for (int i = 0; i + 4 < nested.length; i++) {
            if (Arrays.equals(nested, i, i + 4, one, 0, 4)) {
                nested[i + 2] = 32; // says that it has 8,193 elements
            }
        }
        assertRefused(nested, Map.of(), "cannot hold");
    }

    @Test
    void whatIsNestedTooDeeplyIsRefusedWithItsClassAndTheOption() throws Exception {
        Object list = "x";
        for (int i = 0; i < 250; i++) {
            list = new ArrayList<>(Collections.singleton(list));
        }
        byte[] bytes = serialized(list);
        Map<String, String> shallow = Map.of("object-depth-limit", "200");
        assertRefused(bytes, shallow, "deeper than 200", "java.util.ArrayList", "object-depth-limit");
        read(bytes, Map.of());
    }

    @Test
    void whatIsTooLargeIsRefusedWithTheOption() throws Exception {
        byte[] bytes = serialized("x".repeat(2_000));
        assertRefused(bytes, Map.of("object-size-limit", "1KB"), bytes.length + " bytes", "object-size-limit");
        assertEquals("x".repeat(2_000), read(bytes, Map.of("object-size-limit", "3KB")));
    }

    @Test
    void aClassThatIsNotTrustedIsNamed() throws Exception {
        byte[] bytes = serialized(new ArrayList<>(List.of(new AtomicInteger(7))));
        assertRefused(bytes, Map.of(), "java.util.concurrent.atomic.AtomicInteger", "trusted-packages");
        assertRefused(bytes, Map.of("trusted-packages", "java.util.concurrent"), "AtomicInteger");
        read(bytes, Map.of("trusted-packages", "java.util.concurrent.*"));
        read(bytes, Map.of("trusted-packages", "java.util.concurrent.atomic"));
        read(bytes, Map.of("trusted-packages", "*"));
    }

    @Test
    void aPackageWithAnAsteriskIsItselfAndAllBelow() {
        TrustedPackages trusted = new TrustedPackages(List.of("java.util.concurrent.*"));
        assertTrue(trusted.trusts(java.util.concurrent.ConcurrentHashMap.class));
        assertTrue(trusted.trusts(AtomicInteger[][].class));
        assertFalse(trusted.trusts(java.util.regex.Pattern.class));
    }

    @Test
    void whatIsMerelyLargeIsRead() throws Exception {
        ArrayList<Object> rows = new ArrayList<>();
        String shared = "shared";
        for (int i = 0; i < 20_000; i++) {
            rows.add(new TreeMap<>(Map.of("number", i, "text", shared, "tags", new ArrayList<>(List.of(shared, "b")))));
        }
        Map<Integer, Object> map = new HashMap<>();
        IntStream.range(0, 20_000).forEach(i -> map.put(i, null));
        Map<Object, Object> all = new LinkedHashMap<>(Map.of("rows", rows, "map", map));
        all.put("bytes", List.of(1, 2));
        Serializable read = read(serialized(all), Map.of());
        assertEquals(all, read);
        byte[] picture = new byte[5_000_000];
        assertEquals(picture.length, ((byte[]) read(serialized(picture), Map.of())).length);
        assertEquals(0, ((HashMap<?, ?>) read(serialized(new HashMap<>(0, 0.25f)), Map.of())).size());
    }
}
