package org.leasemq.options;

import java.time.Duration;
import java.util.List;
import org.leasemq.engine.model.QueueAttributes.DeduplicationScope;

/** A setter for every option. Each refuses what its option cannot be, by an {@link InvalidOptionException}. */
public abstract class OptionSetters {

    /** Sets an option. */
    protected abstract <T> void set(Option<T> option, T value);

    public final void setCreate(boolean value) {
        set(Options.CREATE, value);
    }

    public final void setMemoryBudget(Long value) {
        set(Options.MEMORY_BUDGET, value);
    }

    public final void setMemoryLimit(Long value) {
        set(Options.MEMORY_LIMIT, value);
    }

    public final void setSubscriberMemory(Long value) {
        set(Options.SUBSCRIBER_MEMORY, value);
    }

    public final void setDiskReserve(Long value) {
        set(Options.DISK_RESERVE, value);
    }

    public final void setDeduplicationInterval(Duration value) {
        set(Options.DEDUPLICATION_INTERVAL, value);
    }

    public final void setBackgroundDelay(Duration value) {
        set(Options.BACKGROUND_DELAY, value);
    }

    public final void setUsersFile(String value) {
        set(Options.USERS_FILE, value);
    }

    public final void setRequireUser(boolean value) {
        set(Options.REQUIRE_USER, value);
    }

    public final void setCloseOnExit(boolean value) {
        set(Options.CLOSE_ON_EXIT, value);
    }

    public final void setConnectTimeout(Duration value) {
        set(Options.CONNECT_TIMEOUT, value);
    }

    public final void setSessionTimeout(Duration value) {
        set(Options.SESSION_TIMEOUT, value);
    }

    public final void setReconnectTimeout(Duration value) {
        set(Options.RECONNECT_TIMEOUT, value);
    }

    public final void setPrefetch(int value) {
        set(Options.PREFETCH, value);
    }

    public final void setKeyStore(String value) {
        set(Options.KEY_STORE, value);
    }

    public final void setKeyStorePassword(String value) {
        set(Options.KEY_STORE_PASSWORD, value);
    }

    public final void setTrustStore(String value) {
        set(Options.TRUST_STORE, value);
    }

    public final void setTrustStorePassword(String value) {
        set(Options.TRUST_STORE_PASSWORD, value);
    }

    public final void setDatabaseUser(String value) {
        set(Options.DATABASE_USER, value);
    }

    public final void setDatabasePassword(String value) {
        set(Options.DATABASE_PASSWORD, value);
    }

    public final void setDatabaseProperties(String value) {
        set(Options.DATABASE_PROPERTIES, value);
    }

    public final void setTerm(Duration value) {
        set(Options.TERM, value);
    }

    public final void setTakeoverTimeout(Duration value) {
        set(Options.TAKEOVER_TIMEOUT, value);
    }

    public final void setUser(String value) {
        set(Options.USER, value);
    }

    public final void setPassword(String value) {
        set(Options.PASSWORD, value);
    }

    public final void setClientId(String value) {
        set(Options.CLIENT_ID, value);
    }

    public final void setAutoCreateQueues(boolean value) {
        set(Options.AUTO_CREATE_QUEUES, value);
    }

    public final void setBlockingAcknowledge(boolean value) {
        set(Options.BLOCKING_ACKNOWLEDGE, value);
    }

    public final void setLeaseLimit(Duration value) {
        set(Options.LEASE_LIMIT, value);
    }

    public final void setRedeliveryDelay(Duration value) {
        set(Options.REDELIVERY_DELAY, value);
    }

    public final void setTrustedPackages(List<String> value) {
        set(Options.TRUSTED_PACKAGES, value);
    }

    public final void setObjectDepthLimit(int value) {
        set(Options.OBJECT_DEPTH_LIMIT, value);
    }

    public final void setObjectReferenceLimit(int value) {
        set(Options.OBJECT_REFERENCE_LIMIT, value);
    }

    public final void setObjectArrayLimit(int value) {
        set(Options.OBJECT_ARRAY_LIMIT, value);
    }

    public final void setObjectSizeLimit(Long value) {
        set(Options.OBJECT_SIZE_LIMIT, value);
    }

    public final void setVisibilityTimeout(Duration value) {
        set(Options.VISIBILITY_TIMEOUT, value);
    }

    public final void setDelay(Duration value) {
        set(Options.DELAY, value);
    }

    public final void setRetention(Duration value) {
        set(Options.RETENTION, value);
    }

    public final void setReceiveWait(Duration value) {
        set(Options.RECEIVE_WAIT, value);
    }

    public final void setMaximumMessageSize(Long value) {
        set(Options.MAXIMUM_MESSAGE_SIZE, value);
    }

    public final void setMaxReceiveCount(int value) {
        set(Options.MAX_RECEIVE_COUNT, value);
    }

    public final void setDeadLetterQueue(String value) {
        set(Options.DEAD_LETTER_QUEUE, value);
    }

    public final void setContentBasedDeduplication(boolean value) {
        set(Options.CONTENT_BASED_DEDUPLICATION, value);
    }

    public final void setDeduplicationScope(DeduplicationScope value) {
        set(Options.DEDUPLICATION_SCOPE, value);
    }
}
