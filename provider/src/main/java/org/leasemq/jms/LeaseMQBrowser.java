package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.Browser;
import org.leasemq.engine.model.EngineException;
import org.leasemq.jms.destination.QueueDestination;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.jms.error.RuntimeErrors;
import org.leasemq.jms.message.LeaseMQMessage;
import org.leasemq.jms.session.Live;
import org.leasemq.jms.session.SessionCore;
import org.leasemq.jms.session.SessionPart;
import org.leasemq.log.Logs;
import org.leasemq.selector.Selector;

/** Looks at the messages of a queue that could be received now, without taking them. */
final class LeaseMQBrowser implements QueueBrowser, SessionPart {
    private static final System.Logger LOG = Logs.of(LeaseMQBrowser.class);
    private static final int AT_ONCE = 32;
    /** How many enumerations it has that are not read to the end. */
    private static final int MOST_OPEN = 8;

    private final SessionCore session;
    private final Live<QueueDestination> queue;
    private final Selector selector;
    /** Enumerations that are not read to the end, oldest first. */
    private final ConcurrentLinkedQueue<Messages> open = new ConcurrentLinkedQueue<>();

    /** @param selector null for all messages */
    LeaseMQBrowser(SessionCore session, QueueDestination queue, Selector selector) throws JMSException {
        this.session = session;
        this.selector = selector;
        this.queue = new Live<>("The browser", queue);
        session.opened(this);
    }

    private QueueDestination queue() throws JMSException {
        return queue.get();
    }

    @Override
    public Queue getQueue() throws JMSException {
        return queue();
    }

    @Override
    public String getMessageSelector() throws JMSException {
        queue();
        return selector == null ? null : selector.toString();
    }

    /**
     * The messages as they are now, in delivery order; some may be gone when their turn comes. Of those that are not read to
     * the end the oldest ends when there are too many, and says so.
     */
    @Override
    public Enumeration<Message> getEnumeration() throws JMSException {
        QueueDestination browsed = queue();
        try {
            Browser browser = Browser.of(session.connection().engine(), browsed.getQueueName());
            Messages messages = new Messages(browser, browsed);
            open.add(messages);
            Messages oldest = open.size() > MOST_OPEN ? open.poll() : null;
            if (oldest != null) {
                oldest.giveWay();
            }
            if (queue.peek() == null) {
                browser.close(); // as the browser was, meanwhile
            }
            return messages;
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    @Override
    public void close() {
        if (queue.close() != null) {
            session.closed(this);
            open.forEach(messages -> messages.browser.close());
            open.clear();
        }
    }

    private final class Messages implements Enumeration<Message> {
        private final Browser browser;
        private final QueueDestination browsed;
        private final ArrayDeque<Message> next = new ArrayDeque<>();
        private int atOnce = 1;
        private boolean ended;
        private boolean gaveWay;

        Messages(Browser browser, QueueDestination browsed) {
            this.browser = browser;
            this.browsed = browsed;
        }

        /** To newer ones. */
        void giveWay() {
            gaveWay = true;
            next.clear();
            browser.close();
        }

        @Override
        public boolean hasMoreElements() {
            if (gaveWay) {
                throw new IllegalStateException("This enumeration has ended before its end, since the browser has "
                        + MOST_OPEN + " newer ones that are not read to theirs. Read each to its end, or use a browser"
                        + " for each.");
            }
            while (next.isEmpty() && !ended && queue.peek() != null) {
                fetch();
            }
            return !next.isEmpty();
        }

        @Override
        public Message nextElement() {
            if (!hasMoreElements()) {
                throw new NoSuchElementException("The browser has shown all messages.");
            }
            return next.remove();
        }

        private void fetch() {
            List<BrowseItem> items = items();
            atOnce = Math.min(AT_ONCE, 2 * atOnce);
            if (items.isEmpty()) {
                ended = true;
                open.remove(this);
                browser.close();
            }
            for (BrowseItem item : items) {
                if (item.state() == BrowseItem.State.AVAILABLE && (selector == null || selector.test(item.message()))) {
                    show(item);
                }
            }
        }

        /** An enumeration cannot throw what the other calls throw. */
        private List<BrowseItem> items() {
            try {
                return browser.next(atOnce);
            } catch (EngineException e) {
                throw RuntimeErrors.of(JmsErrors.of(e));
            }
        }

        private void show(BrowseItem item) {
            try {
                int count = item.receiveCount() + 1;
                next.add(session.connection()
                        .incoming()
                        .decode(item.message(), count, browsed, LeaseMQMessage.Acknowledgeable.NOTHING));
            } catch (JMSException | RuntimeException e) {
                LOG.log(Level.WARNING, "Message " + item.message().id() + " cannot be shown: " + e.getMessage(), e);
            }
        }
    }
}
