package org.leasemq.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ThisProcessTest {
    @Test
    void aProgramIsCalledAsItsFileOrClassAndItsArgumentsAreNotTold() {
        assertEquals("shop.jar", ThisProcess.program("/opt/shop/shop.jar --password secret"));
        assertEquals("shop.jar", ThisProcess.program("C:\\shop\\shop.jar"));
        assertEquals("Main", ThisProcess.program("com.example.shop/com.example.shop.Main secret"));
        assertEquals("Main", ThisProcess.program("com.example.Main"));
        assertEquals("", ThisProcess.program(null));
        assertEquals("", ThisProcess.program(" "));
        assertEquals(60, ThisProcess.program("x".repeat(1000)).length());
    }

    @Test
    void theProcessIsNamed() {
        String description = ThisProcess.description();
        assertTrue(description.contains("process " + ProcessHandle.current().pid()), description);
    }
}
