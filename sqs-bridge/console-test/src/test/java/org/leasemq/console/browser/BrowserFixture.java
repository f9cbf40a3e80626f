package org.leasemq.console.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** A browser that looks at the console of a server with queues in memory. What it should not do is a failure. */
abstract class BrowserFixture {
    private static final double PATIENCE = 15_000;
    private static final Path BROWSER = Path.of(System.getProperty("console.browser", "/usr/bin/chromium"));
    private static Playwright playwright;
    private static Browser browser;

    final List<String> complaints = new ArrayList<>();
    final List<String> addresses = new ArrayList<>();
    final String place = "leasemq:mem:" + UUID.randomUUID();
    private EngineHandle handle;
    SqsServer server;
    /** Where browsers find it, without a slash at the end. */
    String base;

    LeaseEngine engine;
    BrowserContext context;
    Page page;

    @BeforeAll
    static void launch() {
        assumeTrue(
                Files.isExecutable(BROWSER) || Boolean.getBoolean("console.browser.required"),
                () -> "There is no " + BROWSER + ", so the console is not tried in a browser.");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(java.util.Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(BROWSER)
                        .setArgs(List.of("--no-sandbox", "--disable-background-networking")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    @AfterAll
    static void quit() {
        if (playwright != null) {
            playwright.close();
        }
    }

    /** Where the engine of the server is. */
    EmbeddedEngines engines() {
        return EmbeddedEngines.ofThisProcess();
    }

    ServerSettings settings() {
        return ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt(place);
    }

    @BeforeEach
    void open() {
        EmbeddedEngines engines = engines();
        server = SqsServer.start(settings(), engines);
        base = server.uri().toString();
        ConnectionUrl url = ConnectionUrl.parse(place);
        handle = engines.open(url.place(), url.options());
        engine = handle.engine();
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(1200, 800)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin"));
        context.setDefaultTimeout(PATIENCE);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of 4")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> addresses.add(request.url()));
    }

    @AfterEach
    void close() {
        if (context == null) {
            return;
        }
        context.close();
        handle.close();
        server.close();
        assertEquals(List.of(), complaints);
        String own = base + "/";
        assertEquals(
                List.of(),
                addresses.stream()
                        .filter(address -> !address.startsWith(own) && !address.startsWith("data:"))
                        .toList());
    }

    void go(String view) {
        page.navigate(base + "/#/" + view);
    }

    void create(String queue) {
        create(queue, queue.endsWith(".fifo") ? QueueAttributes.fifoQueue() : QueueAttributes.standardQueue());
    }

    void create(String queue, QueueAttributes attributes) {
        engine.createQueue(queue, attributes).await();
    }

    void send(String queue, String... bodies) {
        for (String body : bodies) {
            engine.send(queue, List.of(Message.of(Body.text(body))))
                    .await()
                    .get(0)
                    .get();
        }
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator inDialog(String name) {
        return page.getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator row(String text) {
        return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(text));
    }

    Locator label(String name) {
        return page.getByLabel(name, new Page.GetByLabelOptions().setExact(true));
    }

    long available(String queue) {
        return engine.statistics(queue).await().available();
    }

    /** Nothing keeps people from using it who see, hear or move in other ways; light and dark. */
    void assertForEverybody() {
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            AxeResults results = new AxeBuilder(page).setLegacyMode(true).analyze();
            assertEquals(List.of(), found(scheme, results.getViolations()));
            // of text of the colour of its background axe leaves to people whether it is to be seen
            assertEquals(
                    List.of(),
                    found(scheme, results.getIncomplete()).stream()
                            .filter(found -> found.contains("messageKey=equalRatio"))
                            .toList());
        }
    }

    private static List<String> found(ColorScheme scheme, List<Rule> rules) {
        return rules.stream()
                .map(rule -> scheme + ": " + rule.getId() + ": " + rule.getNodes())
                .toList();
    }

    /** Made only when asked for. */
    void picture(String name) {
        if (Boolean.getBoolean("pictures")) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("../../docs/pictures", name + ".png")));
        }
    }
}
