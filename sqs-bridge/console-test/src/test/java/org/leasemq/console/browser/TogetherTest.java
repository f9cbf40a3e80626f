package org.leasemq.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Client;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.Owner;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.RedrivePolicy;

/** An operator while others do things with the same queue. */
class TogetherTest extends BrowserFixture {
    private QueueAttributes attributes(String queue) {
        return engine.findQueue(queue).await().orElseThrow().attributes();
    }

    /** What another operator does. */
    private void change(String queue, UnaryOperator<QueueAttributes> change) {
        QueueInfo found = engine.findQueue(queue).await().orElseThrow();
        engine.setAttributes(found, change.apply(found.attributes())).await();
    }

    /** The page has seen what changed since a dialog was opened. */
    private void awaitRefreshed(String text) {
        assertThat(page.locator("dl.values")).containsText(text);
    }

    @Test
    void attributesThatOthersChangeMeanwhileAreNotOverwritten() {
        create("orders", QueueAttributes.standardQueue().withVisibilityTimeout(Duration.ofMillis(1500)));
        go("queue/orders/attributes");
        button("Change attributes").click();
        page.getByLabel("Messages are delayed (seconds)").fill("5");
        change("orders", before -> before.withReceiveWait(Duration.ofSeconds(9)).withDelay(Duration.ofSeconds(3)));
        send("orders", "news");
        awaitRefreshed("9 s");
        inDialog("Change").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Somebody else has changed this queue");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Messages are delayed: was 0 s, is 3 s");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("A receive waits: was 0 s, is 9 s");
        assertThat(page.getByLabel("Messages are delayed (seconds)")).hasValue("5");
        assertThat(page.getByLabel("A receive waits (seconds)")).hasValue("9");
        assertForEverybody();
        assertEquals(Duration.ofSeconds(3), attributes("orders").delay());
        inDialog("Change").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertEquals(Duration.ofSeconds(5), attributes("orders").delay());
        assertEquals(Duration.ofSeconds(9), attributes("orders").receiveWait());
        assertEquals(Duration.ofMillis(1500), attributes("orders").visibilityTimeout());
    }

    @Test
    void whatADialogDoesNotShowIsNoConflict() {
        create("orders");
        go("queue/orders/attributes");
        button("Change attributes").click();
        page.getByLabel("A lease lasts (seconds)").fill("0.25");
        change("orders", before -> before.withLabels(Map.of("tag.team", "payments")));
        inDialog("Change").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertEquals(Duration.ofMillis(250), attributes("orders").visibilityTimeout());
        assertEquals(Map.of("tag.team", "payments"), attributes("orders").labels());
    }

    @Test
    void tagsAndPoliciesOfOthersAreSeenBeforeTheyAreReplaced() {
        create("orders", QueueAttributes.standardQueue().withLabels(Map.of("tag.team", "pay", "tag.old", "x")));
        go("queue/orders/attributes");
        button("Tags").click();
        label("Value of tag " + (label("Tag 1").inputValue().equals("team") ? 1 : 2))
                .fill("payments");
        change("orders", before -> before.withLabels(Map.of("tag.team", "pay", "tag.stage", "test")));
        send("orders", "news");
        awaitRefreshed("Tag stage");
        inDialog("Set tags").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Tag stage: was nothing, is test");
        assertForEverybody();
        inDialog("Set tags").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertEquals(
                Map.of("tag.team", "payments", "tag.stage", "test"),
                attributes("orders").labels());
        button("Policy").click();
        label("Policy").fill("{\"Id\":\"mine\"}");
        change("orders", before -> before.withLabels(Map.of("sqs.Policy", "{\"Id\":\"theirs\"}")));
        send("orders", "more");
        awaitRefreshed("theirs");
        inDialog("Set policy").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("is {\"Id\":\"theirs\"}");
        assertThat(label("Policy")).hasValue("{\"Id\":\"mine\"}");
        assertTrue(attributes("orders").labels().get("sqs.Policy").contains("theirs"));
    }

    @Test
    void messagesOfSeveralSourcesGoBackEachToItsOwn() {
        create("dead");
        for (String source : List.of("billing", "orders")) {
            create(source, QueueAttributes.standardQueue().withRedrive(new RedrivePolicy("dead", 1)));
            send(source, "of " + source);
            for (int i = 0; i < 2; i++) {
                engine.receive(ReceiveRequest.from(source)
                                .waiting(Duration.ZERO)
                                .visibleAfter(Duration.ZERO))
                        .await();
            }
        }
        go("queue/dead");
        page.getByLabel("Pick all of this page").check();
        assertThat(page.getByText("2 picked.")).isVisible();
        button("Move picked").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("1 from billing, 1 from orders.");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("each goes back to where it came from");
        assertThat(page.getByLabel("To which queue")).hasValue("");
        assertForEverybody();
        inDialog("Cancel").click();
        row("of billing").getByRole(AriaRole.CHECKBOX).uncheck();
        button("Move picked").click();
        assertThat(page.getByLabel("To which queue")).hasValue("orders");
        inDialog("Cancel").click();
        page.getByLabel("Pick all of this page").check();
        button("Move picked").click();
        inDialog("Move").click();
        assertThat(page.getByText("2 moved.")).isVisible();
        assertEquals(1, available("billing"));
        assertEquals(1, available("orders"));
    }

    @Test
    void rowsFollowTheQueueAndPicksAndTheFocusStay() {
        create("orders");
        for (int i = 0; i < 60; i++) {
            send("orders", "message " + i + ".");
        }
        try (Client client = Client.open(engine, "Warehouse")) {
            Owner owner = client.openOwner("Warehouse");
            go("queue/orders");
            button("Next").click();
            assertThat(row("message 50.")).isVisible();
            row("message 52.").getByRole(AriaRole.CHECKBOX).check();
            row("message 51.").getByRole(AriaRole.CHECKBOX).check();
            row("message 52.").locator("a").focus();
            List<Delivery> received = engine.receive(ReceiveRequest.from("orders")
                            .upTo(52)
                            .ownedBy(owner)
                            .waiting(Duration.ZERO))
                    .await();
            assertThat(row("message 51.")).containsText("Warehouse");
            assertThat(page.getByText("1 picked. 1 that was picked is gone or changed since"))
                    .isVisible();
            assertThat(row("message 52.").locator("a")).isFocused();
            assertThat(row("message 52.").getByRole(AriaRole.CHECKBOX)).isChecked();
            assertThat(row("message 51.").getByRole(AriaRole.CHECKBOX)).not().isChecked();
            send("orders", "later");
            assertThat(row("later")).isVisible();
            row("message 51.").locator("a").focus();
            engine.delete("orders", List.of(received.get(51).receipt())).await();
            assertThat(row("message 51.")).hasCount(0);
            assertTrue((Boolean) page.evaluate("document.activeElement !== document.body"), "the focus is lost");
            assertForEverybody();
        }
    }

    @Test
    void whatWasReceivedWhileTheDialogWasOpenIsToldByName() {
        create("orders");
        send("orders", "first", "second", "third");
        try (Client client = Client.open(engine, "Warehouse")) {
            Owner owner = client.openOwner("Warehouse");
            go("queue/orders");
            page.getByLabel("Pick all of this page").check();
            button("Delete picked").click();
            String id = engine.receive(
                            ReceiveRequest.from("orders").ownedBy(owner).waiting(Duration.ZERO))
                    .await()
                    .get(0)
                    .message()
                    .id()
                    .toString();
            inDialog("Delete").click();
            assertThat(page.getByText("2 deleted. Message " + id + " was received by Warehouse in the meantime."))
                    .isFocused();
            assertThat(page.locator("tbody tr")).hasCount(1);
            row("first").locator("a").click();
            inDialog("Delete").click();
            inDialog("Delete").click();
            assertThat(page.getByText("1 deleted.")).isVisible();
            assertThat(page.getByText("The queue is empty.")).isVisible();
        }
    }

    @Test
    void aMessageThatIsLookedAtIsToldToBeGone() {
        create("orders");
        send("orders", "first");
        go("queue/orders");
        row("first").locator("a").click();
        assertThat(page.locator("pre")).hasText("first");
        engine.purge("orders").await();
        assertThat(page.getByText("It is not in the list any more")).isVisible();
        inDialog("Correct a copy").click();
        inDialog("Send").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The message is not there any more");
    }

    @Test
    void whatIsNotCorrectedInACopyIsAsItWas() {
        create("orders");
        create("other.fifo");
        engine.send(
                        "orders",
                        List.of(
                                Message.of(Body.text("one\r\ntwo\r\n")).ofTenant("g"),
                                Message.of(Body.text("x".repeat(300_000)))))
                .await();
        go("queue/orders");
        row("one").locator("a").click();
        inDialog("Correct a copy").click();
        assertThat(page.getByLabel("The group is in order")).not().isChecked();
        assertForEverybody();
        inDialog("Send").click();
        assertThat(page.getByText("The copy was sent.")).isVisible();
        row("one").first().locator("a").click();
        inDialog("Correct a copy").click();
        page.locator("textarea[name=body]").fill("one\n2\n");
        page.getByLabel("To which queue").fill("other.fifo");
        assertThat(page.getByLabel("Deduplication id (empty: a new one)")).isVisible();
        inDialog("Send").click();
        assertThat(page.getByText("The copy was sent.")).isVisible();
        row("xxx").locator("a").click();
        inDialog("Correct a copy").click();
        assertThat(page.getByLabel("Content as")).hasValue("same");
        inDialog("Send").click();
        assertThat(row("xxx")).hasCount(2);
        assertEquals(
                List.of("one\r\ntwo\r\n", "x".repeat(300_000), "one\r\ntwo\r\n", "x".repeat(300_000)),
                bodies("orders"));
        assertEquals(List.of("one\r\n2\r\n"), bodies("other.fifo"));
    }

    private List<String> bodies(String queue) {
        return engine.receive(ReceiveRequest.from(queue).upTo(10).waiting(Duration.ZERO)).await().stream()
                .map(one -> one.message().body().asText())
                .toList();
    }
}
