package org.leasemq.sqs.server.metric;

import java.util.List;
import org.leasemq.sqs.client.ConnectedClients;

/** Shows programs in JMX. */
record ClientRows(ConnectedClients clients) implements ClientsMXBean {
    @Override
    public int getSessions() {
        return clients.counts().get(0);
    }

    @Override
    public int getConnected() {
        return clients.counts().get(1);
    }

    @Override
    public List<ClientRow> getClients() {
        return clients.all().stream().map(ClientRow::new).toList();
    }

    @Override
    public boolean end(String id) {
        return clients.end(id);
    }
}
