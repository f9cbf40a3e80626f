package org.leasemq.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Client;
import org.leasemq.engine.Owner;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;

/** What an operator does with the console. */
class ConsoleTest extends BrowserFixture {
    @Test
    void theFirstViewIsSmallAndToldOnlyWhatItShows() {
        for (int i = 0; i < 200; i++) {
            create("queue" + i);
        }
        AtomicLong bytes = new AtomicLong();
        page.onResponse(response -> bytes.addAndGet(size(response)));
        go("queues");
        assertThat(row("queue0")).isVisible();
        assertThat(page.getByText("1 to 50 of 200")).isVisible();
        page.reload();
        assertThat(row("queue0")).isVisible();
        assertTrue(bytes.get() < 300_000, bytes + " bytes");
    }

    private static long size(Response response) {
        if (response.url().endsWith("/live")) {
            return 0;
        }
        return response.request().sizes().responseBodySize;
    }

    @Test
    void anEmptyServerSaysWhatToDoAndAQueueIsMade() {
        go("queues");
        assertThat(page.getByText("There is no queue yet.")).isVisible();
        assertForEverybody();
        button("New queue").click();
        assertForEverybody();
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("orders");
        inDialog("Create").click();
        assertThat(heading("orders")).isVisible();
        assertThat(page.getByText("The queue is empty.")).isVisible();
        assertForEverybody();
    }

    @Test
    void queuesAreSearchedSortedAndFollowedAsTheyChange() {
        create("orders");
        create("invoices");
        send("orders", "a", "b", "c");
        go("queues");
        assertThat(row("orders").locator("td").first()).hasText("3");
        button("Available").click();
        assertThat(page.locator("tbody tr").first()).containsText("orders");
        send("invoices", "1", "2", "3", "4", "5");
        assertThat(row("invoices").locator("td").first()).hasText("5");
        assertForEverybody();
        page.getByLabel("Search").fill("INV");
        assertThat(row("orders")).hasCount(0);
        assertThat(row("invoices")).isVisible();
        page.getByLabel("Search").fill("nothing is called so");
        assertThat(page.getByText("No queue is like that.")).isVisible();
    }

    @Test
    void aMessageIsSentLookedAtMovedAndDeleted() {
        create("orders");
        create("others");
        go("queue/orders");
        button("Send a message").click();
        assertForEverybody();
        page.getByLabel("Body").fill("{\"name\":\"<b>Ann</b>\",\"n\":1}");
        inDialog("Send").click();
        assertThat(row("Ann")).isVisible();
        row("Ann").locator("a").click();
        assertThat(page.locator("pre")).containsText("\"name\": \"<b>Ann</b>\"");
        assertForEverybody();
        page.getByRole(AriaRole.DIALOG).getByLabel("Body").selectOption("hex");
        assertThat(page.locator("pre")).containsText("7b 22 6e 61 6d 65");
        inDialog("Correct a copy").click();
        page.getByLabel("Body").fill("corrected");
        inDialog("Send").click();
        assertThat(row("corrected")).isVisible();
        row("corrected").getByRole(AriaRole.CHECKBOX).check();
        button("Move picked").click();
        page.getByLabel("To which queue").fill("others");
        inDialog("Move").click();
        assertThat(row("corrected")).hasCount(0);
        assertEquals(1, available("others"));
        row("Ann").getByRole(AriaRole.CHECKBOX).check();
        button("Delete picked").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("This destroys");
        inDialog("Delete").click();
        assertThat(page.getByText("The queue is empty.")).isVisible();
        assertEquals(0, available("orders"));
    }

    @Test
    void whatNeedsAttentionIsFirst() {
        for (String name :
                List.of("billing", "invoices", "mails", "orders-dead", "parcels", "returns.fifo", "shelves")) {
            create(name);
        }
        create("orders", QueueAttributes.standardQueue().withRedrive(new RedrivePolicy("orders-dead", 1)));
        send("orders", "{\"order\":4711,\"items\":[\"tea\",\"milk\"]}", "{\"order\":4712,\"items\":[\"coffee\"]}");
        for (int i = 0; i < 2; i++) {
            engine.receive(ReceiveRequest.from("orders")
                            .upTo(10)
                            .waiting(Duration.ZERO)
                            .visibleAfter(Duration.ZERO))
                    .await();
        }
        for (int i = 0; i < 20; i++) {
            send("orders", "{\"order\":" + (4800 + i) + ",\"items\":[\"tea\"]}");
        }
        send("mails", "<mail><to>ann@example.com</to><text>Your order is on its way.</text></mail>", "b", "c");
        try (Client client = Client.open(engine, "Warehouse, process 4802 on depot")) {
            Owner owner = client.openOwner("Warehouse, process 4802 on depot");
            engine.receive(ReceiveRequest.from("orders").upTo(2).ownedBy(owner).waiting(Duration.ZERO))
                    .await();
            go("queues");
            assertThat(page.getByText("orders-dead has 2 dead letters.")).isVisible();
            assertThat(row("returns.fifo")).isVisible();
            assertForEverybody();
            picture("console-queues");
            go("queue/orders");
            assertThat(row("4800")).containsText("Warehouse, process 4802 on depot");
            assertForEverybody();
            picture("console-queue");
            go("queue/orders-dead");
            row("4711").locator("a").click();
            assertThat(page.locator("pre")).containsText("\"order\": 4711");
            picture("console-message");
            inDialog("Correct a copy").click();
            assertThat(page.getByLabel("To which queue")).hasValue("orders");
            page.getByLabel("Body").fill("corrected");
            inDialog("Send").click();
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
            assertEquals(19, available("orders"));
        }
    }

    @Test
    void markupIsShownAsWhatItIs() {
        create("<img src=x onerror=alert(1)>");
        send("<img src=x onerror=alert(1)>", "<script>alert(2)</script>");
        page.onDialog(dialog -> {
            complaints.add(dialog.message());
            dialog.dismiss();
        });
        go("queues");
        page.getByText("<img src=x onerror=alert(1)>").first().click();
        assertThat(row("<script>alert(2)</script>")).isVisible();
        row("<script>").locator("a").click();
        assertThat(page.locator("pre")).containsText("<script>alert(2)</script>");
        assertEquals(0, page.locator("img").count());
    }

    @Test
    void whoHoldsAMessageAndWhatBlocksAGroupIsToldAndItIsReleased() {
        create("orders.fifo");
        engine.send(
                        "orders.fifo",
                        List.of(
                                Message.of(Body.text("first")).ofTenant("g").withDeduplicationId("1"),
                                Message.of(Body.text("second")).ofTenant("g").withDeduplicationId("2")))
                .await();
        try (Client client = Client.open(engine, "warehouse 7")) {
            Owner owner = client.openOwner("warehouse 7");
            engine.receive(ReceiveRequest.from("orders.fifo").ownedBy(owner).waiting(Duration.ZERO))
                    .await();
            go("queue/orders.fifo");
            assertThat(row("first")).containsText("in flight");
            assertThat(row("first")).containsText("warehouse 7");
            assertThat(row("second")).containsText("blocked");
            row("second").locator("a").click();
            assertThat(page.getByText("Its group belongs to warehouse 7")).isVisible();
            inDialog("Close").click();
            row("first").locator("a").click();
            inDialog("Release").click();
            inDialog("Release").click();
            assertThat(page.locator("tbody tr").first()).containsText("available");
        }
    }

    @Test
    void deadLettersAreSentBackAndTheProgressSurvivesAReload() {
        create("dead");
        create("orders", QueueAttributes.standardQueue().withRedrive(new RedrivePolicy("dead", 1)));
        send("orders", "a", "b", "c");
        for (int i = 0; i < 2; i++) {
            engine.receive(ReceiveRequest.from("orders")
                            .upTo(10)
                            .waiting(Duration.ZERO)
                            .visibleAfter(Duration.ZERO))
                    .await();
        }
        go("queues");
        page.getByText("dead has 3 dead letters.").click();
        assertThat(heading("dead")).isVisible();
        button("Send dead letters back").click();
        inDialog("Move").click();
        assertThat(heading("Moves")).isVisible();
        assertThat(row("dead")).containsText("3 of 3");
        page.reload();
        assertThat(row("dead")).containsText("done");
        assertForEverybody();
        assertEquals(3, available("orders"));
    }

    @Test
    void attributesAreReadableAndChanged() {
        create("orders");
        create("dead");
        go("queue/orders/attributes");
        assertThat(page.getByText("for ever: until they are deleted")).isVisible();
        assertForEverybody();
        button("Change attributes").click();
        page.getByLabel("Messages are kept for ever").uncheck();
        page.getByLabel("Messages are kept (seconds)").fill("90000");
        page.getByLabel("Dead letters go to").fill("dead");
        assertForEverybody();
        inDialog("Change").click();
        assertThat(page.getByText("1 d 1 h")).isVisible();
        assertThat(page.getByText("after 3 deliveries to")).isVisible();
        assertEquals(
                "dead",
                engine.findQueue("orders")
                        .await()
                        .orElseThrow()
                        .attributes()
                        .redrive()
                        .deadLetterQueue());
    }

    @Test
    void aRetentionThatDestroysMessagesIsSetOnlyWhenThatWasSaid() {
        create("orders");
        send("orders", "a", "b");
        page.waitForCondition(
                () -> engine.statistics("orders").await().oldestAge().toSeconds() > 0);
        go("queue/orders/attributes");
        button("Change attributes").click();
        page.getByLabel("Messages are kept for ever").uncheck();
        page.getByLabel("Messages are kept (seconds)").fill("1");
        inDialog("Change").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("would be destroyed at once, of 2 that are here");
        assertEquals(2, available("orders"));
        inDialog("Change").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        page.waitForCondition(() -> available("orders") == 0);
    }

    @Test
    void whatDestroysNamesItAndAsks() {
        create("orders");
        send("orders", "a", "b");
        go("queue/orders");
        button("Purge").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("This destroys 2 messages of orders");
        page.keyboard().press("Escape");
        assertEquals(2, available("orders"));
        button("Purge").click();
        inDialog("Purge").click();
        assertThat(page.getByText("The queue is empty.")).isVisible();
        button("Delete queue").click();
        assertThat(inDialog("Delete queue")).isDisabled();
        page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.TEXTBOX).fill("orders");
        inDialog("Delete queue").click();
        assertThat(heading("Queues")).isVisible();
        assertTrue(engine.findQueue("orders").await().isEmpty());
        go("done");
        assertThat(row("delete queue")).isVisible();
        assertThat(row("purge queue")).isVisible();
        assertForEverybody();
    }

    @Test
    void figuresAreDrawn() {
        create("orders");
        send("orders", "a");
        go("queue/orders/figures");
        assertThat(page.locator("canvas").first()).isVisible();
        assertForEverybody();
    }

    @Test
    void topicsProgramsAndTransactionsAreShownAndDecided() {
        create("news", QueueAttributes.standardQueue().withSubscriptions(List.of(Subscription.to("stories"))));
        create("orders");
        engine.prepare(
                        "branch 1",
                        new UnitOfWork(
                                List.of(new UnitOfWork.Send(Target.queue("orders"), Message.of(Body.text("x")))),
                                List.of()))
                .await();
        go("topics");
        assertThat(row("stories")).containsText("news");
        assertForEverybody();
        go("programs");
        assertThat(heading("Programs")).isVisible();
        assertForEverybody();
        go("queues");
        page.getByText("1 transaction waits for a decision.").click();
        assertThat(row("branch 1")).containsText("waits for its decision");
        assertForEverybody();
        button("Commit").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("contradict each other");
        inDialog("Commit").click();
        assertThat(row("branch 1")).containsText("committed by hand");
        assertEquals(1, available("orders"));
        button("Forget").click();
        inDialog("Forget").click();
        assertThat(page.getByText("No transaction waits")).isVisible();
    }

    @Test
    void itIsUsedByTheKeyboardAndOnANarrowScreen() {
        create("orders");
        send("orders", "a");
        page.setViewportSize(360, 640);
        go("queues");
        assertThat(row("orders")).isVisible();
        assertTrue((Boolean) page.evaluate("document.documentElement.scrollWidth <= 360"), "wider than the screen");
        row("orders").locator("a").focus();
        page.keyboard().press("Enter");
        assertThat(heading("orders")).isVisible();
        assertTrue((Boolean) page.evaluate("document.documentElement.scrollWidth <= 360"), "wider than the screen");
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Messages"))
                .focus();
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("canvas").first()).isVisible();
        page.keyboard().press("ArrowRight");
        assertThat(page.getByText("standard queue")).isVisible();
        assertThat(page).hasTitle("orders \u2013 LeaseMQ");
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("ArrowLeft");
        row("a").locator("a").focus();
        page.keyboard().press("Enter");
        assertThat(inDialog("Correct a copy")).isVisible();
        inDialog("Correct a copy").focus();
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("To which queue")).isFocused();
        page.keyboard().press("Escape");
        assertThat(inDialog("Correct a copy")).isVisible();
        page.keyboard().press("Escape");
        assertThat(row("a").locator("a")).isFocused();
        button("Purge").focus();
        page.keyboard().press("Enter");
        inDialog("Purge").focus();
        page.keyboard().press("Enter");
        assertThat(page.getByText("The queue is empty.")).isVisible();
        assertThat(button("Purge")).isFocused();
    }

    @Test
    void whatIsAskedForTwiceIsDoneOnceAndWhatFailsCanBeTriedAgain() {
        create("orders");
        go("queue/orders");
        button("Send a message").click();
        page.getByLabel("Body").fill("once");
        page.route(
                "**/send-message",
                route -> route.fulfill(new Route.FulfillOptions().setStatus(409).setBody("{\"error\":\"Not now.\"}")));
        inDialog("Send").click();
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("Not now.");
        page.unroute("**/send-message");
        page.getByRole(AriaRole.DIALOG)
                .locator("form")
                .evaluate("form => { form.requestSubmit(); form.requestSubmit(); }");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(row("once")).hasCount(1);
        assertEquals(1, available("orders"));
    }
}
