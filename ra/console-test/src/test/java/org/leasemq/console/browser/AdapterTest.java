package org.leasemq.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.options.AriaRole;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.resource.ResourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.ra.LeaseMQManagedConnectionFactory;
import org.leasemq.ra.LeaseMQResourceAdapter;
import org.leasemq.ra.ServerPool;
import org.leasemq.sqs.server.ServerSettings;

/** The console of the server that an application starts beside the adapter, on the adapter's queues. */
class AdapterTest extends BrowserFixture {
    @TempDir
    private Path folder;

    private final ServerPool pool = new ServerPool(Executors.newCachedThreadPool());
    private final LeaseMQResourceAdapter adapter = new LeaseMQResourceAdapter();

    private String users() {
        return folder.resolve("users").toString();
    }

    @Override
    EmbeddedEngines engines() {
        try {
            Files.writeString(folder.resolve("users"), "admin=secret\nshop=secret of the shop\n");
            adapter.setUrl(place + "?require-user=true&users-file=" + users());
            adapter.setUserName("shop");
            adapter.setPassword("secret of the shop");
            adapter.start(pool);
        } catch (IOException | ResourceException e) {
            throw new AssertionError(e);
        }
        return LeaseMQResourceAdapter.engines();
    }

    @Override
    ServerSettings settings() {
        return super.settings().withUsersFile(users());
    }

    @AfterEach
    void stop() {
        adapter.stop();
        pool.close();
    }

    private ConnectionFactory factory() throws ResourceException {
        LeaseMQManagedConnectionFactory settings = new LeaseMQManagedConnectionFactory();
        settings.setResourceAdapter(adapter);
        return (ConnectionFactory) settings.createConnectionFactory();
    }

    private void login() {
        go("queues");
        page.getByLabel("User").fill("admin");
        page.getByLabel("Password").fill("secret");
        page.getByRole(AriaRole.BUTTON).click();
        assertThat(heading("Queues")).isVisible();
    }

    @Test
    void whatConnectionsOfTheAdapterSendIsLookedAtAndAnsweredUntilTheAdapterStops() throws Exception {
        try (JMSContext shop = factory().createContext();
                JMSConsumer answers = shop.createConsumer(shop.createQueue("answers"))) {
            shop.createProducer().setProperty("customer", 17).send(shop.createQueue("orders"), "an order");
            login();
            assertThat(row("orders").locator("td").first()).hasText("1");
            go("queue/orders");
            row("an order").locator("a").click();
            assertThat(page.getByRole(AriaRole.DIALOG)).containsText("customer");
            assertForEverybody();
            inDialog("Close").click();
            go("programs");
            assertThat(page.getByText("in the server").first()).isVisible();
            go("queue/answers");
            button("Send a message").click();
            page.getByLabel("Body").fill("an answer");
            inDialog("Send").click();
            assertEquals("an answer", answers.receiveBody(String.class, 15_000));
        }
        adapter.stop();
        go("queues");
        assertThat(page.getByRole(AriaRole.ALERT).first()).isVisible();
        assertThat(page.getByRole(AriaRole.NAVIGATION).first()).isVisible();
        assertFalse(complaints.isEmpty());
        complaints.removeIf(text -> text.contains("status of 503"));
    }
}
