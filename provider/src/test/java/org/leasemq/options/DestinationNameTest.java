package org.leasemq.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationNameTest {
    private static final String LONGEST = "x".repeat(1_000);

    @Test
    void aNameHasAnythingThatCanBeWritten() {
        for (String name : new String[] {"a", " a ", "größe", "a/b:c%", "\uD83D\uDEEB", "\uFFFE", LONGEST}) {
            assertEquals(name, DestinationName.ofTopic(name));
            assertEquals(name, DestinationName.ofQueue(name));
            assertEquals(name, QueueSpec.parse(name).name());
            assertEquals(name, QueueSpec.parse(name + "?delay=1s").name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "x\u0000", "\u0085", "cut\uD83D", "\uDEEBcut", "\uDEEB\uD83D"})
    void theNameOfAQueueHasNoControlCharactersAndNoHalfCharacters(String name) {
        String message = assertThrows(InvalidOptionException.class, () -> QueueSpec.parse(name))
                .getMessage();
        assertTrue(message.startsWith("The name of a queue") && message.contains("U+"), message);
        assertThrows(InvalidOptionException.class, () -> QueueSpec.parse(name + "?delay=1s"));
    }

    @Test
    void theNameOfATopicIsAnythingButHalfCharacters() {
        for (String name : new String[] {"a\nb", "what?", LONGEST + "x"}) {
            assertEquals(name, DestinationName.ofTopic(name));
        }
        String message = assertThrows(InvalidOptionException.class, () -> DestinationName.ofTopic("cut\uD83D"))
                .getMessage();
        assertTrue(message.startsWith("The name of a topic") && message.contains("U+D83D"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u2028"})
    void aNameIsNotBlank(String name) {
        assertThrows(InvalidOptionException.class, () -> DestinationName.ofQueue(name));
        assertThrows(InvalidOptionException.class, () -> DestinationName.ofTopic(name));
    }

    @Test
    void aNameEndsSomewhere() {
        String message = assertThrows(InvalidOptionException.class, () -> QueueSpec.parse(LONGEST + "x"))
                .getMessage();
        assertTrue(message.contains("1 to 1000 characters") && message.contains("1001"), message);
    }
}
