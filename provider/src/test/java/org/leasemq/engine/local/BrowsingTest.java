package org.leasemq.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.Browser;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;

/** Walks through queues in which things go on. */
class BrowsingTest extends EngineFixture {
    private static final Target QUEUE = Target.queue("q");

    @BeforeEach
    void createQueue() {
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
    }

    private static List<String> bodies(Browser browser, int max) {
        return browser.next(max).stream()
                .map(item -> item.message().body().asText())
                .toList();
    }

    private List<String> browse(Consumer<Browser> before) {
        try (Browser browser = Browser.of(engine, "q")) {
            before.accept(browser);
            return bodies(browser, 100);
        }
    }

    @Test
    void whatComesLaterIsNotShownAndWhatGoesIsPassedOver() {
        sendAll(QUEUE, "a", "b", "c", "d");
        Browser browser = Browser.of(engine, "q");
        assertEquals(List.of("a"), bodies(browser, 1));
        take("q", 2).forEach(delivery -> delete("q", List.of(delivery)));
        sendAll(QUEUE, "e");
        send(QUEUE, text("f").withPriority(0));
        assertEquals(List.of("c", "d"), bodies(browser, 100));
        assertEquals(List.of(), bodies(browser, 100));
        browser.close();
        browser.close();
    }

    @Test
    void aWalkGoesOnBehindAPlaceWhetherItsMessageIsThereOrNot() {
        for (int i = 0; i < 9; i++) {
            send(QUEUE, text("m" + i).withPriority(9 - i / 3));
        }
        List<BrowseItem> items = new ArrayList<>();
        try (Browser browser = Browser.of(engine, "q")) {
            items.addAll(browser.next(100));
        }
        String first = items.get(0).place();
        String fifth = items.get(4).place();
        assertEquals(List.of("m5", "m6", "m7", "m8"), browse(browser -> browser.goBehind(fifth)));
        for (int i = 0; i < 5; i++) {
            delete("q", take("q", 1));
        }
        assertEquals(List.of("m5", "m6", "m7", "m8"), browse(browser -> browser.goBehind(fifth)));
        assertEquals(List.of("m5", "m6", "m7", "m8"), browse(browser -> browser.goBehind(first)));
        assertEquals(List.of("m7", "m8"), browse(browser -> {
            browser.goBehind(fifth);
            browser.skip(2);
        }));
        assertEquals(List.of(), browse(browser -> browser.goBehind(items.get(8).place())));
        for (String wrong : List.of("", "x", "10.1", "1.x", "1.", "1.99999999999999999999")) {
            assertThrows(EngineException.InvalidAttribute.class, () -> browse(browser -> browser.goBehind(wrong)));
        }
    }

    @Test
    void skippingCountsOnlyWhatWouldBeShown() {
        sendAll(QUEUE, IntStream.range(0, 3000).mapToObj(i -> "m" + i).toArray(String[]::new));
        delete("q", take("q", 10));
        assertEquals("m1510", browse(browser -> browser.skip(1500)).get(0));
        assertEquals(List.of(), browse(browser -> browser.skip(5000)));
    }
}
