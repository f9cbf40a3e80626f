package org.leasemq.ra;

import jakarta.resource.spi.ActivationSpec;
import java.io.Serializable;

/**
 * Names that other providers' adapters have for what {@link LeaseMQActivationSpec} sets, so that beans written for them deploy
 * unchanged.
 */
public abstract class OtherNames implements ActivationSpec, Serializable {
    private static final long serialVersionUID = 1L;

    public abstract Boolean getUseJndi();

    public abstract void setUseJndi(Boolean value);

    public abstract String getClientId();

    public abstract void setClientId(String value);

    public abstract String getUserName();

    public abstract void setUserName(String value);

    public abstract Integer getMaxSessions();

    public abstract void setMaxSessions(Integer value);

    public abstract Boolean getShareSubscriptions();

    public abstract void setShareSubscriptions(Boolean value);

    public abstract Integer getMaxReceiveCount();

    public abstract void setMaxReceiveCount(Integer value);

    public abstract String getRedeliveryDelay();

    public abstract void setRedeliveryDelay(String value);

    /** As {@code useJndi}. */
    public Boolean getUseJNDI() {
        return getUseJndi();
    }

    public void setUseJNDI(Boolean value) {
        setUseJndi(value);
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
    public Integer getMaxSession() {
        return getMaxSessions();
    }

    public void setMaxSession(Integer value) {
        setMaxSessions(value);
    }

    /** As {@code maxSessions}. */
    public Integer getEndpointPoolMaxSize() {
        return getMaxSessions();
    }

    public void setEndpointPoolMaxSize(Integer value) {
        setMaxSessions(value);
    }

    /** As {@code maxSessions}. */
    public Integer getMaxConcurrency() {
        return getMaxSessions();
    }

    public void setMaxConcurrency(Integer value) {
        setMaxSessions(value);
    }

    /** As {@code shareSubscriptions}. */
    public Boolean getUseSharedSubscription() {
        return getShareSubscriptions();
    }

    public void setUseSharedSubscription(Boolean value) {
        setShareSubscriptions(value);
    }

    /** {@code Cluster} is as {@code shareSubscriptions}, {@code Instance} as the opposite. */
    public String getSubscriptionScope() {
        return Boolean.TRUE.equals(getShareSubscriptions()) ? "Cluster" : "Instance";
    }

    public void setSubscriptionScope(String value) {
        setShareSubscriptions("cluster".equalsIgnoreCase(value));
    }

    /** How often a message is delivered again before it goes to the dead-letter queue: one less than {@code maxReceiveCount}. */
    public Integer getMaximumRedeliveries() {
        Integer count = getMaxReceiveCount();
        return count == null || count == 0 ? null : Integer.valueOf(count - 1);
    }

    public void setMaximumRedeliveries(Integer value) {
        setMaxReceiveCount(value == null ? null : Integer.valueOf(value < 0 ? 0 : value + 1));
    }

    /** As {@code maximumRedeliveries}. */
    public Integer getEndpointExceptionRedeliveryAttempts() {
        return getMaximumRedeliveries();
    }

    public void setEndpointExceptionRedeliveryAttempts(Integer value) {
        setMaximumRedeliveries(value);
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
