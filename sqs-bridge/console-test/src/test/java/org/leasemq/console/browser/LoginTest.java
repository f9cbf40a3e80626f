package org.leasemq.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.sqs.server.ServerSettings;

/** Users in the browser. */
class LoginTest extends BrowserFixture {
    @TempDir
    private Path folder;

    @Override
    ServerSettings settings() {
        try {
            return super.settings()
                    .withUsersFile(
                            Files.writeString(folder.resolve("users"), """
                                    reader=secret
                                    worker=secret
                                    admin=secret
                                    [role readers]
                                    members = reader, worker
                                    browse = queue:orders*
                                    [role workers]
                                    members = worker
                                    receive = queue:orders*
                                    [role admins]
                                    members = admin
                                    send = *
                                    receive = *
                                    browse = *
                                    create = *
                                    manage = *
                                    """).toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aReaderLogsInLooksAndLogsOut() {
        go("queues");
        page.getByLabel("User").fill("reader");
        page.getByLabel("Password").fill("wrong");
        page.getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByText("User or password is wrong.")).isVisible();
        assertForEverybody();
        page.getByLabel("Password").fill("secret");
        page.getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Queues")))
                .isVisible();
        assertEquals("", page.evaluate("document.cookie"));
        page.reload();
        assertThat(page.getByText("Log out")).isVisible();
        page.getByText("Log out").click();
        assertThat(page.getByLabel("Password")).isVisible();
        context.clearCookies();
    }

    private void login(String user) {
        go("queues");
        page.getByLabel("User").fill(user);
        page.getByLabel("Password").fill("secret");
        page.getByRole(AriaRole.BUTTON).click();
        assertThat(heading("Queues")).isVisible();
    }

    @Test
    void nobodyIsOfferedWhatHeMayNot() {
        create("orders");
        send("orders", "first", "second");
        engine.receive(ReceiveRequest.from("orders").waiting(Duration.ZERO)).await();
        login("reader");
        assertThat(row("orders")).isVisible();
        assertThat(button("New queue")).hasCount(0);
        go("queue/orders");
        assertThat(row("second")).isVisible();
        assertEquals(
                List.of("Log out", "Export", "Go", "Look again"),
                page.locator("button:not([role=tab]):not([disabled])").allInnerTexts());
        row("second").locator("a").click();
        assertThat(page.locator("pre")).hasText("second");
        assertEquals(
                List.of("Close"),
                page.getByRole(AriaRole.DIALOG).locator("button").allInnerTexts());
        inDialog("Close").click();
        button("Log out").click();
        login("worker");
        go("queue/orders");
        row("first").getByRole(AriaRole.CHECKBOX).check();
        assertThat(page.getByText("1 picked. What others have received is for those with receive = *."))
                .isVisible();
        assertThat(button("Delete picked")).isDisabled();
        row("first").getByRole(AriaRole.CHECKBOX).uncheck();
        row("second").getByRole(AriaRole.CHECKBOX).check();
        assertThat(button("Delete picked")).isEnabled();
        row("first").locator("a").click();
        assertThat(page.locator("pre")).hasText("first");
        assertEquals(
                List.of("Close"),
                page.getByRole(AriaRole.DIALOG).locator("button").allInnerTexts());
        inDialog("Close").click();
        button("Log out").click();
        login("admin");
        assertThat(button("New queue")).isVisible();
        go("queue/orders");
        row("first").locator("a").click();
        assertThat(page.locator("pre")).hasText("first");
        assertEquals(
                List.of("Close", "Correct a copy", "Release", "Delete"),
                page.getByRole(AriaRole.DIALOG).locator("button").allInnerTexts());
    }
}
