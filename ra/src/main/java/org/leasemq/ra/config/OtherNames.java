package org.leasemq.ra.config;

import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import java.io.Serializable;
import java.util.TreeMap;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;

/**
 * Names that other providers' adapters have for what {@link BeanProperties} sets, so that beans written for them deploy
 * unchanged.
 */
@VisibleTo(Audience.APPLICATIONS)
public abstract class OtherNames implements ActivationSpec, Serializable {
    private static final long serialVersionUID = 1L;
    private static final String CLUSTER = "Cluster";
    private static final String INSTANCE = "Instance";

    /** What is wrong with the values of properties, by the names that they were given under. */
    private final TreeMap<String, String> wrong = new TreeMap<>();

    /** Keeps what is wrong with a property until the whole is validated; null if nothing is. */
    final void note(String property, String problem) {
        if (problem == null) {
            wrong.remove(property);
        } else {
            wrong.put(property, problem);
        }
    }

    /** @throws InvalidPropertyException naming the first property whose value cannot be read */
    final void refuseWhatIsWrong() throws InvalidPropertyException {
        if (!wrong.isEmpty()) {
            String property = wrong.firstKey();
            throw Problems.of(getClass(), property, "Activation property " + property + " " + wrong.get(property));
        }
    }

    /** Reads a number. Servers would drop a text that is none without a word if the property were of that type. */
    final Integer number(String property, String value) {
        String given = Texts.orNull(value);
        try {
            note(property, null);
            return given == null ? null : Integer.valueOf(given);
        } catch (NumberFormatException e) {
            note(property, "is '" + given + "', which is no whole number.");
            return null;
        }
    }

    /** As {@link #number}. */
    final Boolean truth(String property, String value) {
        String given = Texts.orNull(value);
        boolean yes = "true".equalsIgnoreCase(given);
        boolean known = given == null || yes || "false".equalsIgnoreCase(given);
        note(property, known ? null : "is '" + given + "', which is neither true nor false.");
        return given == null || !known ? null : yes;
    }

    static String text(Object value) {
        return value == null ? null : value.toString();
    }

    public abstract String getUseJndi();

    public abstract void setUseJndi(String value);

    public abstract String getClientId();

    public abstract void setClientId(String value);

    public abstract String getUserName();

    public abstract void setUserName(String value);

    public abstract String getMaxSessions();

    public abstract void setMaxSessions(String value);

    public abstract String getShareSubscriptions();

    public abstract void setShareSubscriptions(String value);

    public abstract String getMaxReceiveCount();

    public abstract void setMaxReceiveCount(String value);

    public abstract String getRedeliveryDelay();

    public abstract void setRedeliveryDelay(String value);

    /** As {@code useJndi}. */
    public String getUseJNDI() {
        return getUseJndi();
    }

    public void setUseJNDI(String value) {
        setUseJndi(text(truth("useJNDI", value)));
    }

    /** As {@code clientId}. */
    public String getClientID() {
        return getClientId();
    }

    public void setClientID(String value) {
        setClientId(value);
    }

    /** As {@code userName}. */
    public String getUser() {
        return getUserName();
    }

    public void setUser(String value) {
        setUserName(value);
    }

    /** As {@code maxSessions}. */
    public String getMaxSession() {
        return getMaxSessions();
    }

    public void setMaxSession(String value) {
        setMaxSessions(text(number("maxSession", value)));
    }

    /** As {@code maxSessions}. */
    public String getEndpointPoolMaxSize() {
        return getMaxSessions();
    }

    public void setEndpointPoolMaxSize(String value) {
        setMaxSessions(text(number("endpointPoolMaxSize", value)));
    }

    /** As {@code maxSessions}. */
    public String getMaxConcurrency() {
        return getMaxSessions();
    }

    public void setMaxConcurrency(String value) {
        setMaxSessions(text(number("maxConcurrency", value)));
    }

    /** As {@code shareSubscriptions}. */
    public String getUseSharedSubscription() {
        return getShareSubscriptions();
    }

    public void setUseSharedSubscription(String value) {
        setShareSubscriptions(text(truth("useSharedSubscription", value)));
    }

    /** {@code Cluster} is as {@code shareSubscriptions}, {@code Instance} as the opposite. */
    public String getSubscriptionScope() {
        return "true".equals(getShareSubscriptions()) ? CLUSTER : INSTANCE;
    }

    public void setSubscriptionScope(String value) {
        String given = Texts.orNull(value);
        boolean known = given == null || CLUSTER.equalsIgnoreCase(given) || INSTANCE.equalsIgnoreCase(given);
        note("subscriptionScope", known ? null : "is '" + given + "', which is neither Cluster nor Instance.");
        setShareSubscriptions(given == null || !known ? null : "" + CLUSTER.equalsIgnoreCase(given));
    }

    /** How often a message is delivered again before it goes to the dead-letter queue: one less than {@code maxReceiveCount}. */
    public String getMaximumRedeliveries() {
        String count = getMaxReceiveCount();
        return count == null || count.equals("0") ? null : "" + (Integer.parseInt(count) - 1);
    }

    public void setMaximumRedeliveries(String value) {
        redeliveries("maximumRedeliveries", value);
    }

    private void redeliveries(String property, String value) {
        Integer count = number(property, value);
        setMaxReceiveCount(count == null ? null : "" + Math.max(0, count + 1L));
    }

    /** As {@code maximumRedeliveries}. */
    public String getEndpointExceptionRedeliveryAttempts() {
        return getMaximumRedeliveries();
    }

    public void setEndpointExceptionRedeliveryAttempts(String value) {
        redeliveries("endpointExceptionRedeliveryAttempts", value);
    }

    /** As {@code redeliveryDelay}, in milliseconds. */
    public String getInitialRedeliveryDelay() {
        return getRedeliveryDelay();
    }

    public void setInitialRedeliveryDelay(String value) {
        setRedeliveryDelay(value);
    }

    /** As {@code redeliveryDelay}, in milliseconds. */
    public String getEndpointExceptionRedeliveryInterval() {
        return getRedeliveryDelay();
    }

    public void setEndpointExceptionRedeliveryInterval(String value) {
        setRedeliveryDelay(value);
    }
}
