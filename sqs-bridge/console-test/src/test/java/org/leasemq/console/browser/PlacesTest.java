package org.leasemq.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.microsoft.playwright.Download;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.sqs.server.Nginx;
import org.leasemq.sqs.server.ServerSettings;

/** The console where the server is not by itself. */
class PlacesTest extends BrowserFixture {
    @TempDir
    private Path folder;

    @Override
    ServerSettings settings() {
        ServerSettings settings = super.settings();
        return settings.withWeb(settings.web().withTrustedProxies(List.of("127.0.0.1")));
    }

    @Test
    void behindAProxyItIsUsedAsElsewhereAndToldWhatChanges() throws Exception {
        create("orders");
        try (Nginx nginx = Nginx.start(
                folder, "", Path.of("../../docs/sqs/operation.md"), server.uri().getPort())) {
            base = "http://127.0.0.1:" + nginx.port() + "/sqs";
            go("queues");
            assertThat(row("orders")).isVisible();
            send("orders", "a", "b");
            assertThat(row("orders").locator("td").first()).hasText("2");
            go("queue/orders");
            button("Send a message").click();
            page.getByLabel("Body").fill("by way of nginx");
            inDialog("Send").click();
            assertThat(row("by way of nginx")).isVisible();
            button("Export").click();
            Download download = page.waitForDownload(() -> inDialog("Export").click());
            assertThat(page.getByText("are saved.")).isVisible();
            assertNull(download.failure());
            page.navigate("about:blank"); // what it is told ends before nginx does
            addresses.remove("about:blank");
        }
    }

    @Test
    void inAnApplicationItShowsWhatTheApplicationDoes() {
        try (JMSContext application = new LeaseMQConnectionFactory(place).createContext()) {
            application.createProducer().send(application.createQueue("orders"), "from the application");
            JMSConsumer consumer = application.createConsumer(application.createQueue("orders"), "colour = 'red'");
            go("queue/orders");
            assertThat(row("from the application")).isVisible();
            go("programs");
            assertThat(row("in the server").first()).isVisible();
            assertForEverybody();
            consumer.close();
        }
    }
}
