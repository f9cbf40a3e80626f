package org.leasemq.tck.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application comes and goes, and is asked over HTTP. The server's module names it {@link #NAME}, and does not manage it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(
        value = 5,
        unit = TimeUnit.MINUTES) // four deployments: a slow machine needs a minute for them, a hung server for ever
public abstract class RedeploymentTests {
    protected static final String NAME = "redeployed";

    private static final int MESSAGES = 200;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ArquillianResource
    private Deployer deployer;

    /** Where the server listens. */
    protected abstract URI server();

    @Test
    void noMessageIsLostAndNoneDoubledWhileBeansStopAndStart() throws IOException, InterruptedException {
        deployer.deploy(NAME);
        get("send=forwarded&count=" + MESSAGES);
        deployer.undeploy(NAME);
        deployer.deploy(NAME);
        List<Integer> arrived = get("receive=arrived&count=" + MESSAGES)
                .lines()
                .map(Integer::valueOf)
                .sorted()
                .toList();
        deployer.undeploy(NAME);
        assertEquals(IntStream.range(0, MESSAGES).boxed().toList(), arrived);
    }

    private String get(String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server().resolve("/beans/queue?" + query))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response.body());
        return response.body();
    }
}
