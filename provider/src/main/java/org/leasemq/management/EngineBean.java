package org.leasemq.management;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.memory.MemoryAccount;

/** Shows an engine. */
record EngineBean(String place, String version, LeaseEngine engine, MemoryAccount account) implements EngineMXBean {
    @Override
    public String getPlace() {
        return place;
    }

    @Override
    public String getVersion() {
        return version;
    }

    @Override
    public int getQueues() {
        return queues().size();
    }

    private List<QueueInfo> queues() {
        try {
            return engine.queues();
        } catch (EngineException e) {
            throw new IllegalStateException(e.getMessage());
        }
    }

    @Override
    public long getMessages() {
        return queues().stream().mapToLong(this::messages).sum();
    }

    private long messages(QueueInfo queue) {
        try {
            QueueStatistics counts = engine.statistics(queue.name()).await();
            return counts.available() + counts.inFlight() + counts.delayed();
        } catch (EngineException.NoSuchQueue e) {
            return 0; // deleted meanwhile
        }
    }

    @Override
    public long getMemoryUsed() {
        return account.used();
    }

    @Override
    public long getMemoryLimit() {
        return account.limit();
    }

    @Override
    public Map<String, Long> getMemoryByUse() {
        Map<String, Long> uses = new TreeMap<>();
        account.uses().forEach((use, bytes) -> uses.put(use.name().toLowerCase(Locale.ROOT), bytes));
        return uses;
    }

    @Override
    public String getHealth() {
        try {
            engine.checkHealth().await();
            return "UP";
        } catch (EngineException e) {
            return "DOWN: " + e.getMessage();
        }
    }

    @Override
    public Map<String, String> getQueuesSetAside() {
        return Told.by(engine::setAside);
    }

    @Override
    public List<TransactionRow> getTransactionsInDoubt() {
        return Told.by(engine::branches).stream().map(TransactionRow::new).toList();
    }

    @Override
    public void commitTransaction(String id) {
        Told.by(() -> engine.decide(id, true));
    }

    @Override
    public void rollBackTransaction(String id) {
        Told.by(() -> engine.decide(id, false));
    }

    @Override
    public void forgetTransaction(String id) {
        Told.by(() -> engine.forget(id));
    }
}
