package org.leasemq.tck.quarkus;

import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.leasemq.tck.kills.Death;

/** Places orders, shows what became of them, and takes messages from queues. */
@Path("/orders")
public class OrdersResource {
    private static final long WAIT_MILLIS = 50_000;

    @Inject
    ConnectionFactory connections;

    @Inject
    Ledger ledger;

    @Inject
    TransactionManager transactions;

    /** A row and a message in one transaction, in which something fails if that is wanted. */
    @POST
    @Path("{order}")
    @Transactional
    public void place(@PathParam("order") String order) throws RollbackException, SystemException {
        if (order.startsWith("deadly")) {
            transactions.getTransaction().enlistResource(new Death(Death.Point.BEFORE_COMMIT));
        }
        ledger.note("placed", order);
        try (JMSContext context = connections.createContext()) {
            context.createProducer().send(context.createQueue("orders"), order);
        }
        if (order.startsWith("refused")) {
            throw new IllegalArgumentException(order);
        }
    }

    /** The orders that something happened to, a line each. */
    @GET
    @Path("{what}")
    public String all(@PathParam("what") String what) {
        return String.join("\n", ledger.all(what));
    }

    /** Takes the next message of a queue. */
    @DELETE
    @Path("{queue}")
    @Transactional
    public String take(@PathParam("queue") String queue) {
        try (JMSContext context = connections.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            return consumer.receiveBody(String.class, WAIT_MILLIS);
        }
    }
}
