package org.leasemq.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;

/** What nobody would expect in a queue, or in the place of a page. */
class OddTest extends BrowserFixture {
    private void look(String body) {
        create("odd");
        send("odd", body);
        go("queue/odd");
        page.locator("tbody a").first().click();
        assertThat(page.locator("pre")).isVisible();
    }

    private void assertShownAs(String format, String text) {
        assertThat(page.getByRole(AriaRole.DIALOG).getByLabel("Body")).hasValue(format);
        assertEquals(text, page.locator("pre").textContent());
    }

    @Test
    void jsonIsIndentedAndElseAsItIs() {
        look(
                "{\"b\":12345678901234567890,\"2\":1.0,\"1\":-0.10e+5,\"b\":[],\"__proto__\":{ },\"t\":\"a\\\"]{,\\\\\",\"l\":[1,[true]]}");
        assertShownAs("JSON", """
                {
                  "b": 12345678901234567890,
                  "2": 1.0,
                  "1": -0.10e+5,
                  "b": [],
                  "__proto__": {},
                  "t": "a\\"]{,\\\\",
                  "l": [
                    1,
                    [
                      true
                    ]
                  ]
                }""");
        assertForEverybody();
    }

    @Test
    void jsonThatIsDeeperThanAnybodyReadsIsText() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        look(deep);
        assertShownAs("text", deep);
    }

    @Test
    void xmlIsIndentedAndWhatIsNoneIsText() {
        look("<?xml version=\"1.0\"?><a x=\"1\"><!-- <b> --><b>text</b><c/><d><e></e></d></a>");
        assertShownAs("XML", """
                <?xml version="1.0"?>
                <a x="1">
                  <!-- <b> -->
                  <b>text</b>
                  <c/>
                  <d>
                    <e></e>
                  </d>
                </a>""");
    }

    @Test
    void xmlThatNeverEndsIsText() {
        String deep = "<a>".repeat(80_000);
        look(deep);
        assertShownAs("text", deep);
        inDialog("Close").click();
        engine.send("odd", List.of(Message.of(Body.text("</a></b><c")).withPriority(9)))
                .await();
        row("</b>").locator("a").click();
        assertShownAs("text", "</a></b><c");
    }

    @Test
    void placesThatCannotBeMeantSayThatNothingIsThere() {
        for (String place : List.of("queue/%", "queue/%zz", "program/%zz", "queue/", "queue", "nothing", "%")) {
            go(place);
            assertThat(page.getByRole(AriaRole.NAVIGATION).first()).containsText("Transactions");
            assertThat(page.locator("h1")).isVisible();
        }
        go("queue/%");
        assertThat(page.getByText("There is no queue named '%'")).isVisible();
        create("orders");
        go("queue/orders/nothing");
        assertThat(page.getByText("The queue is empty.")).isVisible();
        assertForEverybody();
    }

    @Test
    void namesMayBeAny() {
        List<String> names =
                List.of("__proto__", "constructor", "a/b", "100%", "%41", "#x?y=1&z", "ö 漢 😀", "toString");
        names.forEach(this::create);
        for (String name : names) {
            send(name, "1", "2", "3");
        }
        go("queues");
        for (String name : names) {
            assertThat(page.getByRole(AriaRole.ROW)
                            .filter(new com.microsoft.playwright.Locator.FilterOptions()
                                    .setHas(page.getByText(
                                            name, new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))))
                            .locator("td")
                            .first())
                    .hasText("3");
        }
        for (String name : names) {
            page.getByText(name, new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))
                    .click();
            assertThat(heading(name)).isVisible();
            assertThat(page.locator("tbody tr")).hasCount(3);
            page.getByRole(AriaRole.TAB).last().click();
            assertThat(page.getByText("standard queue")).isVisible();
            go("queues");
        }
    }

    @Test
    void aViewThatFailsLeavesTheOthers() {
        page.route(
                "**/console/api/topics",
                route -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                        .setStatus(200)
                        .setBody("{\"topics\":7}")));
        go("topics");
        assertThat(heading("This view failed")).isVisible();
        page.getByRole(AriaRole.NAVIGATION).first().getByText("Programs").click();
        assertThat(heading("Programs")).isVisible();
    }

    @Test
    void longBodiesSayHowMuchIsNotShownAndNoCharacterIsCutInHalf() {
        look("x" + "\uD83D\uDE00".repeat(20_000));
        assertThat(page.locator("tbody a").first()).hasText("x" + "\uD83D\uDE00".repeat(79));
        page.getByRole(AriaRole.DIALOG).getByLabel("Body").selectOption("hex");
        assertThat(page.locator("pre")).containsText("00fff0");
        assertThat(page.locator("pre")).containsText("\u2026 and 14465 bytes more");
    }

    @Test
    void aPageOfQueuesThatIsNotThereAnyMoreIsTheFirst() {
        for (int i = 0; i < 60; i++) {
            create("queue" + i);
        }
        page.clock().install();
        go("queues");
        button("Next").click();
        assertThat(page.getByText("51 to 60 of 60")).isVisible();
        for (int i = 0; i < 30; i++) {
            engine.deleteQueue(engine.findQueue("queue" + i).await().orElseThrow())
                    .await();
        }
        page.clock().runFor(16_000); // when it is asked for again
        assertThat(page.getByText("1 to 30 of 30")).isVisible();
    }

    /** However long that takes: who left it would not be told how it ended. */
    @Test
    void aDialogWhoseRequestIsUnderWayStaysUntilThatIsAnswered() {
        create("orders");
        send("orders", "one");
        List<Route> asked = new ArrayList<>();
        page.route("**/purge-queue", asked::add);
        go("queue/orders");
        button("Purge").click();
        inDialog("Purge").click();
        page.waitForCondition(() -> asked.size() == 1);
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
        assertThat(inDialog("Cancel")).isDisabled();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        asked.get(0).resume();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(page.getByText("The queue is empty.")).isVisible();
    }
}
