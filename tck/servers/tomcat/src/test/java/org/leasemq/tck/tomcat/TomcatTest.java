package org.leasemq.tck.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSContext;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.jms.LeaseMQConnectionFactory;

/** LeaseMQ is in Tomcat's lib, which here is the class path of the test, or in an application's WEB-INF/lib. */
class TomcatTest {
    private static final int RELOADS = 3;
    private static final int COLLECTIONS = 10;

    @TempDir
    private Path base;

    private final HttpClient http = HttpClient.newHttpClient();
    private Tomcat tomcat;

    @BeforeEach
    void start() throws LifecycleException {
        tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.setAddDefaultWebXmlToWebapp(false); // it wants JSP
        tomcat.enableNaming();
        tomcat.getHost();
        tomcat.start();
    }

    @AfterEach
    void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    /** With LeaseMQ in the server's lib, and what context.xml says. */
    private Context shared(String name) throws IOException {
        WebApplication application = new WebApplication(base.resolve("apps").resolve(name));
        application.addClasses(OrdersServlet.class);
        application.addContextXml(Path.of("src", "test", "server", "context.xml"));
        return tomcat.addWebapp("/" + name, application.directory().toString());
    }

    /** With LeaseMQ in WEB-INF/lib. */
    private Context own() throws Exception {
        WebApplication application = new WebApplication(base.resolve("apps").resolve("own"));
        application.addClasses(OwnOrdersServlet.class, Queues.class);
        application.addLibraries();
        return tomcat.addWebapp("/own", application.directory().toString());
    }

    private String call(Context application, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), () -> application.getName() + ": " + response.body());
        return response.body();
    }

    private HttpRequest.Builder request(Context application, String query) {
        return HttpRequest.newBuilder(URI.create(
                "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + application.getPath() + "/" + query));
    }

    private void send(Context application, String order) throws IOException, InterruptedException {
        call(application, request(application, "?order=" + order).POST(BodyPublishers.noBody()));
    }

    private String receive(Context application) throws IOException, InterruptedException {
        return call(application, request(application, ""));
    }

    @Test
    void applicationsShareTheQueuesThatTheirContextsName() throws Exception {
        Context shop = shared("shop");
        Context kitchen = shared("kitchen");
        send(shop, "tea");
        assertEquals("tea", receive(kitchen));
        assertEquals("null", receive(shop));
    }

    @Test
    void theEngineIsClosedWithTheLastApplicationThatUsesIt() throws Exception {
        Context shop = shared("shop");
        Context kitchen = shared("kitchen");
        send(shop, "tea");
        send(kitchen, "cake");
        shop.stop();
        assertEquals(1, EmbeddedEngines.ofThisProcess().places().size());
        kitchen.stop();
        assertEquals(List.of(), EmbeddedEngines.ofThisProcess().places());
    }

    @Test
    void anApplicationThatIsReloadedFindsItsMessagesAndLeavesNothing() throws Exception {
        reload(shared("shop"));
        assertEquals(List.of(), EmbeddedEngines.ofThisProcess().places());
    }

    @Test
    void anApplicationWithItsOwnLibraryIsReloadedAndLeavesNothing() throws Exception {
        Context own = own();
        ClassLoader loader = own.getLoader().getClassLoader();
        assertSame(
                loader,
                loader.loadClass(LeaseMQConnectionFactory.class.getName()).getClassLoader());
        reload(own);
        String url = "leasemq:derby:" + base.resolve("data").resolve("leasemq");
        try (LeaseMQConnectionFactory elsewhere = new LeaseMQConnectionFactory(url);
                JMSContext context = elsewhere.createContext()) {
            assertFalse(context.createBrowser(context.createQueue("orders"))
                    .getEnumeration()
                    .hasMoreElements());
        }
    }

    private void reload(Context application) throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < RELOADS; i++) {
            loaders.add(new WeakReference<>(application.getLoader().getClassLoader()));
            send(application, "order" + i);
            application.reload();
            assertEquals("order" + i, receive(application));
        }
        application.stop();
        assertTrue(left(loaders) <= 1, () -> "of " + RELOADS + " class loaders more than the last one are left");
    }

    private static long left(List<WeakReference<ClassLoader>> loaders) {
        long left = loaders.size();
        for (int i = 0; i < COLLECTIONS && left > 0; i++) {
            System.gc();
            left = loaders.stream().filter(loader -> !loader.refersTo(null)).count();
        }
        return left;
    }
}
