package org.leasemq.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.BrowseRequest;
import org.leasemq.engine.Client;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.Owner;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.options.ConnectionUrl;

/** What an operator does with programs, transactions and moves. */
class ProgramsTest extends BrowserFixture {
    @Test
    void aProgramIsShownWithItsSessionsAndLeasesOneByOneAndItsSessionIsEnded() {
        create("orders");
        send("orders", "one", "two");
        ConnectionUrl url =
                ConnectionUrl.parse("leasemq:tcp://127.0.0.1:" + server.uri().getPort() + "?reconnect-timeout=5s");
        try (EngineHandle elsewhere = EmbeddedEngines.ofThisProcess().open(url.place(), url.options())) {
            Client client = Client.open(elsewhere.engine(), "Warehouse"); // ended by the operator
            Owner packing = client.openOwner("packing");
            Owner counting = client.openOwner("counting");
            ReceiveRequest two = ReceiveRequest.from("orders").upTo(2).waiting(Duration.ZERO);
            elsewhere.engine().receive(two.ownedBy(packing)).await();
            Completion<List<Delivery>> waiting = elsewhere
                    .engine()
                    .receive(ReceiveRequest.from("orders")
                            .waiting(Duration.ofMinutes(1))
                            .ownedBy(counting));
            go("programs");
            assertThat(row("orders (1)")).isVisible();
            row("orders (1)").locator("a").click();
            assertThat(row("packing")).hasCount(3);
            assertThat(row("counting")).containsText("orders");
            assertForEverybody();
            button("Release message " + number("one")).click();
            assertThat(page.getByRole(AriaRole.DIALOG)).containsText("may still be at work on it");
            inDialog("Release").click();
            assertEquals("one", waiting.await().get(0).message().body().asText());
            assertThat(row("packing")).hasCount(2);
            button("End session").click();
            assertThat(page.getByRole(AriaRole.DIALOG)).containsText("as if its process had died");
            inDialog("End session").click();
            assertThat(page.getByText("No program is connected by Jakarta Messaging."))
                    .isVisible();
            assertEquals(2, available("orders"));
            assertThrows(
                    EngineException.class,
                    () -> elsewhere.engine().receive(two.ownedBy(packing)).await());
        }
    }

    private long number(String body) {
        return engine.browse(new BrowseRequest("orders", null, -1, 0, 10)).await().items().stream()
                .filter(item -> item.message().body().asText().equals(body))
                .findFirst()
                .orElseThrow()
                .sequenceNumber();
    }

    @Test
    void aTransactionIsRolledBackByHandAndWhatItReceivedComesAgain() {
        create("orders");
        create("sent");
        send("orders", "received");
        Delivery received = engine.receive(ReceiveRequest.from("orders").waiting(Duration.ZERO))
                .await()
                .get(0);
        Message message = Message.of(Body.text("x"));
        engine.prepare(
                        "branch 2",
                        new UnitOfWork(
                                List.of(new UnitOfWork.Send(Target.queue("sent"), message)),
                                List.of(received.receipt())))
                .await();
        go("transactions");
        button("Roll back").click();
        assertThat(page.getByText("What it sent is destroyed, and what it received comes again."))
                .isVisible();
        assertForEverybody();
        inDialog("Roll back").click();
        assertThat(row("branch 2")).containsText("rolled back by hand");
        assertEquals(0, available("sent"));
        assertEquals(1, available("orders"));
        go("done");
        assertThat(row("decide transaction")).containsText("branch 2, roll back");
    }

    @Test
    void aMoveIsStopped() {
        create("orders");
        create("others");
        for (int i = 0; i < 300; i++) {
            engine.send("orders", Collections.nCopies(1000, Message.of(Body.text("many"))))
                    .await();
        }
        go("queue/orders");
        button("Move all").click();
        page.getByLabel("To which queue").fill("others");
        inDialog("Move").click();
        button("Stop moving out of orders").click();
        assertThat(row("orders")).containsText("stopped");
        assertForEverybody();
        assertEquals(300_000, available("orders") + available("others"));
        assertThat(button("Stop moving out of orders")).hasCount(0);
    }
}
