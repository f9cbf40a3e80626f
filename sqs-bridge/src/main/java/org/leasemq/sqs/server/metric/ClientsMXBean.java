package org.leasemq.sqs.server.metric;

import java.util.List;

/** What JMX shows of programs that use the queues with Jakarta Messaging, as {@code org.leasemq:type=Clients}. */
public interface ClientsMXBean {
    /** Programs elsewhere that have a session. */
    int getSessions();

    /** Those of them that are connected at the moment. */
    int getConnected();

    /** All programs, also those in the process of the server. */
    List<ClientRow> getClients();

    /**
     * Ends the session of a program elsewhere, which is told.
     *
     * @param id its id, or how that begins, if no other does so
     * @return whether there was one
     */
    boolean end(String id);
}
