package org.leasemq.sqs.server.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Owner;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.options.ConnectionUrl;

/** A process that receives a message, says so, and deletes it when it is told to. */
final class StoppedClient {
    private StoppedClient() {}

    public static void main(String[] arguments) throws IOException {
        ConnectionUrl url = ConnectionUrl.parse(arguments[0]);
        try (EngineHandle handle = EmbeddedEngines.ofThisProcess().open(url.place(), url.options())) {
            LeaseEngine engine = handle.engine();
            Owner owner = handle.client().openOwner("a session");
            List<Delivery> got = engine.receive(
                            ReceiveRequest.from(arguments[1]).ownedBy(owner))
                    .await();
            say("has " + got.get(0).message().body().asText());
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            List<Receipt> receipts = got.stream().map(Delivery::receipt).toList();
            try {
                engine.commit(new UnitOfWork(List.of(), receipts)).await();
                say("deleted");
            } catch (EngineException e) {
                say(e.kind().name());
            }
        }
    }

    private static void say(String what) {
        System.out.println(what);
        System.out.flush();
    }
}
