package org.leasemq.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
                                    [role readers]
                                    members = reader
                                    browse = queue:orders*
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
}
