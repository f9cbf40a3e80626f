package org.leasemq.ra.inbound;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.transaction.xa.XAResource;
import org.leasemq.jms.server.ServerDelivery;
import org.leasemq.jms.server.ServerTransaction;
import org.leasemq.log.Logs;

/**
 * Brings messages to one bean at a time. While there are none it has no thread; then it is work of the server's until there are
 * none again. Each message is consumed in a transaction of its own if the bean's method asks for one (Jakarta Connectors 2.1,
 * 13.5.5).
 */
final class BeanWork {
    /** What beans listen with. */
    static final Method ON_MESSAGE = onMessage();

    private static final System.Logger LOG = Logs.of(BeanWork.class);
    /** So long it is waited when a bean cannot be had, or a queue is gone. */
    private static final long PAUSE_MILLIS = 1000;
    /** After so many messages others get the thread. */
    private static final int TURN = 100;

    private final Activation activation;
    private final int number;
    private final CountDownLatch ended = new CountDownLatch(1);
    /** Whether it waits for a message, or to be tried again: then it can end at once. */
    private final AtomicBoolean idle = new AtomicBoolean();
    /** Null as long as there has been no connection. */
    private volatile BeanConnection.Part part;
    /** The transaction's, by another name; null as long as it has none. */
    private XAResource named;

    /** @param number which part of connections is its own */
    BeanWork(Activation activation, int number) {
        this.activation = activation;
        this.number = number;
    }

    private static Method onMessage() {
        try {
            return MessageListener.class.getMethod("onMessage", Message.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("MessageListener has no onMessage", e);
        }
    }

    /** Once, if nobody has stopped it. */
    void begin() {
        BeanConnection connection = activation.connections().present();
        if (connection == null) {
            tryLater();
        } else {
            part = connection.part(number);
            waitForMessage();
        }
    }

    private void waitForMessage() {
        idle.set(true);
        try {
            part.delivery().request(this::arrived);
        } catch (Throwable e) { // whatever it is, it is tried again
            LOG.log(Level.WARNING, "Messages from " + activation + " cannot be waited for, which is tried again", e);
            tryLater();
        }
        if (activation.isStopping()) {
            endIdle();
        }
    }

    /** On a thread of the engine. */
    private void arrived() {
        if (!idle.compareAndSet(true, false)) {
            return; // it has ended meanwhile; what has come is given back when it is discarded
        }
        if (activation.isStopping()) {
            ended.countDown();
        } else {
            activation.threads().run(this::run, this::rejected);
        }
    }

    /** On a thread of the server. */
    private void run() {
        JMSException failure = part.delivery().failure();
        boolean well = failure == null;
        if (!well) {
            Level level =
                    activation.connections().isThere() ? Level.WARNING : Level.DEBUG; // it is told once that it is lost
            LOG.log(level, "No messages come from " + activation + ", which is tried again", failure);
        }
        try {
            well = well && handAll();
        } catch (Throwable e) { // whatever it is, it is tried again
            LOG.log(Level.WARNING, "A bean for " + activation + " cannot be had, which is tried again", e);
            well = false;
        } finally {
            goOn(well);
        }
    }

    private void goOn(boolean well) {
        boolean better = well;
        try {
            giveBack();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A message from " + activation + " cannot be given back", e);
            better = false;
        }
        if (better && !activation.isStopping()) {
            waitForMessage();
        } else {
            tryLater();
        }
    }

    private void giveBack() {
        BeanConnection.Part present = part;
        if (present != null && activation.connections().isThere()) {
            present.delivery().giveBack();
        }
    }

    /** Never, if no message is to come any more. */
    private void tryLater() {
        idle.set(true);
        if (activation.isStopping()) {
            endIdle();
        } else {
            activation.threads().later(PAUSE_MILLIS, this::retry);
        }
    }

    private void endIdle() {
        if (idle.compareAndSet(true, false)) {
            ended.countDown();
        }
    }

    private void retry() {
        if (idle.compareAndSet(true, false)) { // it has not ended meanwhile
            activation.threads().run(this::resume, this::rejected);
        }
    }

    /** On a thread of the server. */
    private void resume() {
        BeanConnection connection = activation.connections().renewed();
        if (connection == null) {
            tryLater();
            return;
        }
        use(connection.part(number));
        try {
            connection.restore();
        } catch (JMSException | RuntimeException | Error e) { // whatever it is, it is tried again
            LOG.log(Level.DEBUG, "Not yet", e);
        }
        waitForMessage();
    }

    private void use(BeanConnection.Part next) {
        BeanConnection.Part before = part;
        if (before != next) {
            part = next;
            named = null;
            if (before != null) {
                before.close();
            }
        }
    }

    /** Hands over what is there and what comes meanwhile; false if that is not possible at the moment. */
    private boolean handAll() {
        ServerDelivery delivery = part.delivery();
        if (!delivery.isReady()) {
            return true;
        }
        MessageEndpoint bean;
        try {
            bean = activation.createEndpoint(part.transaction() == null ? null : resource());
        } catch (UnavailableException e) {
            LOG.log(Level.DEBUG, "There is no bean for " + activation + " yet", e);
            return false;
        }
        try {
            for (int turn = 0; turn < TURN && delivery.isReady() && !activation.isStopping(); turn++) {
                hand(bean);
                if (turn < TURN - 1 && !activation.isStopping()) {
                    delivery.take();
                }
            }
            return true;
        } catch (ResourceException | NoSuchMethodException | JMSException e) {
            LOG.log(Level.WARNING, "A message from " + activation + " cannot be handed to its bean; it comes again", e);
            return false;
        } finally {
            bean.release();
        }
    }

    private XAResource resource() {
        ServerTransaction transaction = part.transaction();
        if (named == null) {
            XAResource given = activation.resource(transaction);
            named = given == transaction.resource() ? null : given;
            return given;
        }
        return named;
    }

    private void hand(MessageEndpoint bean) throws ResourceException, NoSuchMethodException {
        ServerTransaction transaction = part.transaction();
        if (transaction == null) {
            part.delivery().deliver((MessageListener) bean);
            return;
        }
        try {
            bean.beforeDelivery(ON_MESSAGE);
            deliver(bean);
        } finally {
            if (transaction.abandon()) {
                LOG.log(
                        Level.WARNING,
                        "The server left a transaction of a bean for " + activation
                                + " open, which has been rolled back");
            }
        }
    }

    /** A message that is in no transaction would be gone whatever becomes of what the bean does with it. */
    private void deliver(MessageEndpoint bean) throws ResourceException {
        try {
            if (!part.transaction().isWorking()) {
                throw new ResourceException("The server has not put the bean's messages into the bean's transaction.");
            }
            part.delivery().deliver((MessageListener) bean);
        } finally {
            after(bean);
        }
    }

    /** The server decides; if it could not commit the message comes again, and what went wrong is in its log. */
    private void after(MessageEndpoint bean) {
        try {
            bean.afterDelivery();
        } catch (Throwable e) { // whatever it is, what was thrown before it is not to be lost
            LOG.log(Level.WARNING, "The transaction of a bean for " + activation + " was not committed", e);
        }
    }

    /** The server does not run it. */
    void rejected(Throwable reason) {
        LOG.log(
                Level.WARNING,
                "The server has no thread for a bean for " + activation + ", which is tried again",
                reason);
        goOn(false);
    }

    /** No message is taken from now on. The activation is stopping. */
    void stop() {
        BeanConnection.Part present = part;
        if (present != null) {
            present.delivery().stop();
        }
        endIdle();
    }

    /** Waits until no bean is running any more; whether that is so in time. */
    boolean awaitEnd(Deadline deadline) {
        return deadline.await(ended);
    }

    /** Gives back what there is. It has not waited for messages, or has ended, or has been given up. */
    void discard() {
        BeanConnection.Part present = part;
        if (present != null) {
            present.close();
        }
    }
}
