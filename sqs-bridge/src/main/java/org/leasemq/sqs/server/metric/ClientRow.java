package org.leasemq.sqs.server.metric;

import java.util.Date;
import java.util.List;
import org.leasemq.sqs.client.ConnectedClient;

/** A program, as JMX shows it: by getters. Immutable. */
public final class ClientRow {
    private final ConnectedClient client;

    ClientRow(ConnectedClient client) {
        this.client = client;
    }

    /** What it can be ended by. */
    public String getId() {
        return client.id();
    }

    public String getDescription() {
        return client.description();
    }

    public String getState() {
        return client.state();
    }

    public String getAddress() {
        return client.address();
    }

    public String getUser() {
        return client.user();
    }

    public Date getSince() {
        return client.since() == null ? null : Date.from(client.since());
    }

    public List<String> getJmsClientIds() {
        return client.clientIds();
    }

    public int getSessions() {
        return client.sessions();
    }

    public int getConsumers() {
        return client.waiting();
    }

    public int getLeases() {
        return client.leases();
    }
}
