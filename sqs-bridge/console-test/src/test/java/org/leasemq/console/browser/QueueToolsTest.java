package org.leasemq.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.Client;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.Owner;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;

/** What an operator does with a queue besides its single messages. */
class QueueToolsTest extends BrowserFixture {
    @TempDir
    private Path folder;

    private void sendToGroup(String queue, String group, String... bodies) {
        for (String body : bodies) {
            Message message = Message.of(Body.text(body)).ofTenant(group).withDeduplicationId(group + body);
            engine.send(queue, List.of(message)).await().get(0).get();
        }
    }

    private Map<String, String> labels(String queue) {
        return engine.findQueue(queue).await().orElseThrow().attributes().labels();
    }

    @Test
    void groupsShowWhatBlocksThemAndLeadToTheirMessages() {
        create("orders.fifo");
        sendToGroup("orders.fifo", "customer 17", "first", "second", "third");
        sendToGroup("orders.fifo", "customer 4", "other");
        try (Client client = Client.open(engine, "Warehouse, process 4802 on depot")) {
            Owner owner = client.openOwner("Warehouse, process 4802 on depot");
            engine.receive(ReceiveRequest.from("orders.fifo").ownedBy(owner).waiting(Duration.ZERO))
                    .await();
            go("queue/orders.fifo/groups");
            assertThat(page.getByText("2 groups, 1 blocked.")).isVisible();
            assertThat(row("customer 17")).containsText("blocked");
            assertThat(row("customer 17")).containsText("held by Warehouse, process 4802 on depot");
            assertThat(row("customer 4")).containsText("free");
            assertForEverybody();
            picture("console-groups");
            page.getByLabel("Search groups").fill("er 4");
            assertThat(row("customer 17")).hasCount(0);
            page.getByLabel("Search groups").fill("nobody");
            assertThat(page.getByText("No group is called so.")).isVisible();
            page.getByLabel("Search groups").fill("");
            row("customer 17").locator("a").click();
            assertThat(row("second")).containsText("blocked");
            assertThat(row("other")).hasCount(0);
            assertThat(label("Group")).hasValue("customer 17");
            assertForEverybody();
            row("second").getByRole(AriaRole.CHECKBOX).check();
            button("Delete picked").click();
            inDialog("Delete").click();
            assertThat(row("second")).hasCount(0);
            assertThat(row("third")).isVisible();
        }
    }

    @Test
    void tagsAndThePolicyAreChangedAndRefusedInWords() {
        create("orders");
        go("queue/orders/attributes");
        button("Tags").click();
        button("One more").click();
        label("Tag 1").fill("team");
        label("Value of tag 1").fill("payments");
        button("One more").click();
        assertForEverybody();
        inDialog("Set tags").click();
        assertThat(page.getByText("Tag keys must be between 1 and 128 characters in length."))
                .isVisible();
        label("Tag 2").fill("team");
        inDialog("Set tags").click();
        assertThat(page.getByText("There are two tags named team.")).isVisible();
        button("Remove tag 2").click();
        inDialog("Set tags").click();
        assertThat(page.getByText("Tag team")).isVisible();
        assertEquals(Map.of("tag.team", "payments"), labels("orders"));
        button("Policy").click();
        label("Policy").fill("{\"Colour\":1}");
        inDialog("Set policy").click();
        assertThat(page.getByText("A policy has no member Colour.")).isVisible();
        assertForEverybody();
        label("Policy")
                .fill(
                        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}}");
        inDialog("Set policy").click();
        assertThat(page.locator("dd code")).containsText("sqs:SendMessage");
        assertTrue(labels("orders").get("sqs.Policy").contains("sqs:SendMessage"));
    }

    @Test
    void aQueueIsExportedAndImportedElsewhere() throws IOException {
        create("orders");
        create("copy");
        send("orders", "one ü", "two", "three");
        go("queue/orders");
        button("Export").click();
        assertForEverybody();
        Download download = page.waitForDownload(() -> inDialog("Export").click());
        assertEquals("orders.jsonl", download.suggestedFilename());
        Path file = folder.resolve("orders.jsonl");
        download.saveAs(file);
        assertEquals(3, Files.readAllLines(file).size());
        inDialog("Close").click();
        go("queue/copy");
        button("Import").click();
        label("File").setInputFiles(file);
        inDialog("Import").click();
        assertThat(page.getByText("3 messages sent.")).isVisible();
        assertForEverybody();
        inDialog("Close").click();
        assertThat(row("one ü")).isVisible();
        assertEquals(3, available("copy"));
        assertEquals(3, available("orders"));
    }

    @Test
    void aTornFileIsRefusedBeforeAnythingIsSentAndAWrongLineIsNamed() throws IOException {
        create("copy");
        String line = "{\"Body\":\"x\"}\n";
        Path torn = Files.writeString(folder.resolve("torn.jsonl"), line.repeat(1200) + "{\"Body\":\"x");
        Path wrong = Files.writeString(
                folder.resolve("wrong.jsonl"), line.repeat(700) + "{\"Body\":\"x\",\"Priority\":99}\n" + line);
        go("queue/copy");
        button("Import").click();
        label("File").setInputFiles(torn);
        inDialog("Import").click();
        assertThat(page.getByText("Nothing was sent. Line 1201 of the file cannot be read"))
                .isVisible();
        assertEquals(0, available("copy"));
        label("File").setInputFiles(wrong);
        inDialog("Import").click();
        assertThat(page.getByText("Line 701 was not sent:")).isVisible();
        assertThat(page.getByText("700 messages were sent.")).isVisible();
        label("Begin with line").fill("702");
        inDialog("Import").click();
        assertThat(page.getByText("1 messages sent.")).isVisible();
        assertEquals(701, available("copy"));
    }

    /** Within the page nobody is asked: what is under way ends, and is known the next time. */
    @Test
    void whoGoesElsewhereInThePageDuringAnImportIsToldAfterwardsWhereToGoOn() throws IOException {
        create("copy");
        Path file = Files.writeString(folder.resolve("some.jsonl"), "{\"Body\":\"x\"}\n".repeat(1200));
        List<Route> batches = new ArrayList<>();
        page.route("**/import-messages", route -> {
            batches.add(route);
            if (batches.size() == 1) {
                route.resume();
            }
        });
        go("queue/copy");
        button("Import").click();
        label("File").setInputFiles(file);
        inDialog("Import").click();
        assertThat(page.getByText("500 lines are taken, of 1,200. If this page is closed now, go on with line 501."))
                .isVisible();
        page.waitForCondition(() -> batches.size() == 2);
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
        assertThat(inDialog("Stop")).isVisible();
        go("queues");
        page.waitForResponse("**/import-messages", batches.get(1)::resume);
        go("queue/copy");
        button("Import").click();
        assertThat(page.getByText("Not all of some.jsonl was sent. Go on with line 1001."))
                .isVisible();
        assertThat(label("Begin with line")).hasValue("1001");
        assertEquals(1000, available("copy"));
    }

    @Test
    void whoLeavesThePageDuringAnImportIsAskedAndToldAfterwardsWhatWasUnderWay() throws IOException {
        create("copy");
        Path file = Files.writeString(folder.resolve("some.jsonl"), "{\"Body\":\"x\"}\n".repeat(1200));
        AtomicInteger batches = new AtomicInteger();
        page.route("**/import-messages", route -> {
            if (batches.incrementAndGet() == 1) {
                route.resume();
            } // the next one is under way for ever
        });
        List<String> asked = new ArrayList<>();
        page.onDialog(dialog -> {
            asked.add(dialog.type());
            dialog.accept();
        });
        go("queue/copy");
        button("Import").click();
        label("File").setInputFiles(file);
        inDialog("Import").click();
        assertThat(page.getByText("500 lines are taken, of 1,200. If this page is closed now, go on with line 501."))
                .isVisible();
        assertForEverybody();
        page.reload();
        assertEquals(List.of("beforeunload"), asked);
        page.unroute("**/import-messages");
        button("Import").click();
        assertThat(page.getByText("some.jsonl was sent. Lines 501 to 1000 were under way."))
                .isVisible();
        assertThat(label("Begin with line")).hasValue("501");
        assertForEverybody();
        label("File").setInputFiles(file);
        inDialog("Import").click();
        assertThat(page.getByText("700 messages sent.")).isVisible();
        assertEquals(1200, available("copy"));
        page.reload();
        assertEquals(1, asked.size());
        button("Import").click();
        assertThat(label("Begin with line")).hasValue("1");
    }

    @Test
    void largeLinesAreSentByThemselvesAndThoseThatAreTooLargeRefused() throws IOException {
        create("copy");
        String large = "{\"Body\":\"" + "\u00fc".repeat(900_000) + "\"}\n";
        String small = "{\"Body\":\"x\"}\n";
        Path some = Files.writeString(folder.resolve("large.jsonl"), small + large + large + small);
        Path huge = Files.writeString(
                folder.resolve("huge.jsonl"), small + "{\"Body\":\"" + "x".repeat(2_000_000) + "\"}\n");
        go("queue/copy");
        button("Import").click();
        label("File").setInputFiles(some);
        inDialog("Import").click();
        assertThat(page.getByText("4 messages sent.")).isVisible();
        label("File").setInputFiles(huge);
        inDialog("Import").click();
        assertThat(page.getByText("Nothing was sent. Line 2 of the file cannot be read: it is larger"))
                .isVisible();
        assertEquals(4, available("copy"));
    }

    @Test
    void aBinaryBodyIsCorrectedAsHexOrReplacedByAFile() throws IOException {
        create("images");
        engine.send("images", List.of(Message.of(Body.binary(new byte[] {0, 1, (byte) 0xFE, 'a'}))))
                .await();
        go("queue/images");
        row("of binary").locator("a").click();
        assertThat(page.locator("pre")).containsText("00 01 fe 61");
        inDialog("Correct a copy").click();
        assertThat(body()).hasValue("00 01 fe 61");
        assertForEverybody();
        body().fill("00 01 f");
        inDialog("Send").click();
        assertThat(page.getByText("Half a byte is missing")).isVisible();
        page.getByLabel("Priority").fill("7");
        body().fill("00 zz");
        inDialog("Send").click();
        assertThat(page.getByText("'z' is no digit of hex.")).isVisible();
        assertThat(page.getByLabel("Priority")).hasValue("7");
        body().fill("00 02\nFF");
        inDialog("Send").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        row("of binary").nth(1).locator("a").click();
        inDialog("Correct a copy").click();
        page.getByLabel("Content as").selectOption("file");
        label("File").setInputFiles(Files.write(folder.resolve("image"), new byte[] {7, 8}));
        inDialog("Send").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        List<Delivery> received = engine.receive(
                        ReceiveRequest.from("images").upTo(10).waiting(Duration.ZERO))
                .await();
        List<List<Byte>> bodies = received.stream()
                .map(one -> one.message().body().bytes())
                .map(QueueToolsTest::list)
                .toList();
        assertEquals(
                List.of(
                        list(new byte[] {0, 2, (byte) 0xFF}), // of a higher priority
                        list(new byte[] {0, 1, (byte) 0xFE, 'a'}),
                        list(new byte[] {7, 8})),
                bodies);
        assertTrue(received.stream().noneMatch(one -> one.message().body().isText()));
    }

    private Locator body() {
        return page.locator("textarea[name=body]");
    }

    private static List<Byte> list(byte[] bytes) {
        List<Byte> list = new ArrayList<>();
        for (byte one : bytes) {
            list.add(one);
        }
        return list;
    }

    @Test
    void inALargeQueueADelayedMessageIsReleasedAndFreshOnesAreDeletedAndMoved() {
        create("orders");
        create("other", QueueAttributes.standardQueue());
        engine.send("orders", List.of(Message.of(Body.text("late")).delayedBy(Duration.ofHours(1))))
                .await();
        for (int i = 0; i < 110; i++) {
            engine.send("orders", Collections.nCopies(1000, Message.of(Body.text("many"))))
                    .await();
        }
        send("orders", "needle", "pin");
        go("queue/orders");
        page.getByLabel("State").selectOption("DELAYED");
        row("late").locator("a").click();
        inDialog("Release").click();
        inDialog("Release").click();
        assertThat(page.getByText("No message is like that here.")).isVisible();
        page.getByLabel("State").selectOption("");
        page.getByLabel("Begin behind message").fill("110001");
        button("Go").click();
        row("needle").getByRole(AriaRole.CHECKBOX).check();
        button("Delete picked").click();
        inDialog("Delete").click();
        assertThat(row("needle")).hasCount(0);
        row("pin").getByRole(AriaRole.CHECKBOX).check();
        button("Move picked").click();
        page.getByLabel("To which queue").fill("other");
        inDialog("Move").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertEquals(1, available("other"));
        assertEquals(110_001, available("orders"));
        assertEquals(0, engine.statistics("orders").await().delayed());
    }
}
