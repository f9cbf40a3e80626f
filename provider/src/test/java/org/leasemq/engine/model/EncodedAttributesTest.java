package org.leasemq.engine.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.BufferUnderflowException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncodedAttributesTest {
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();

    EncodedAttributesTest() {
        attributes.put("größe", Attribute.of("Number", "7"));
        attributes.put("", Attribute.string(""));
        attributes.put("bytes", Attribute.binary(new byte[] {0, -1, 127}));
    }

    @Test
    void attributesComeBackInTheirOrder() {
        Map<String, Attribute> read = EncodedAttributes.decode(EncodedAttributes.encode(attributes));
        assertEquals(List.copyOf(attributes.keySet()), List.copyOf(read.keySet()));
        assertEquals(3, read.size());
        assertEquals("Number", read.get("größe").type());
        assertEquals("7", read.get("größe").asText());
        assertArrayEquals(new byte[] {0, -1, 127}, read.get("bytes").value());
        assertTrue(read.containsKey(""));
        assertNull(read.get("Größe"));
        assertThrows(UnsupportedOperationException.class, () -> read.put("more", Attribute.string("x")));
        assertThrows(UnsupportedOperationException.class, () -> read.remove(""));
    }

    /** As they are in databases, from the first version on. */
    @Test
    void theBytesAreNameTypeAndValueWithTheirLengths() {
        byte[] expected = {0, 0, 0, 1, 'n', 0, 0, 0, 6, 'N', 'u', 'm', 'b', 'e', 'r', 0, 0, 0, 2, '4', '2'};
        assertArrayEquals(expected, EncodedAttributes.encode(Map.of("n", Attribute.of("Number", "42"))));
        assertEquals(0, EncodedAttributes.encode(Map.of()).length);
        assertEquals(Map.of(), EncodedAttributes.decode(new byte[0]));
    }

    @Test
    void whatIsOnlyPassedOnIsNotRead() {
        byte[] senseless = {1, 2, 3};
        Map<String, Attribute> read = EncodedAttributes.decode(senseless);
        assertSame(senseless, EncodedAttributes.encode(read));
        assertThrows(BufferUnderflowException.class, read::size);
    }
}
