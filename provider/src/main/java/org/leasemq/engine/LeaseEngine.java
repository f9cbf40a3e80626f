package org.leasemq.engine;

import java.util.UUID;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.memory.MemoryShare;

/**
 * A queue engine in which every delivery is a lease.
 *
 * <p><b>Threads.</b> All methods may be called by any thread. No method waits for messages, and none for the disk but {@link #read},
 * {@link #browse} and a {@link #receive} with a selection, which may read contents back on the caller's thread: each checks its
 * arguments, takes its place in the order of events, and returns a {@link Completion} that tells the outcome once it is
 * durable. What nobody awaits goes on all the same.
 *
 * <p><b>Errors.</b> What is wrong with the call as a whole is an {@link EngineException}, thrown at once or delivered by
 * the completion; what is wrong with one element of a batch is its {@link Outcome}. Either way nothing has changed.
 *
 * <p><b>Durability.</b> A completed send of a persistent message survives the process. Nothing is delivered before it is
 * durable. A receive count is durable before the message is handed over, unless the store fails: what is there is then
 * delivered all the same, and counted in memory until the store works again or the engine closes.
 *
 * <p>The engine belongs to who opened it, and is closed by nobody else.
 */
public interface LeaseEngine extends QueuePort, MessagePort, BranchPort, ClientPort, AnswerMemory, AutoCloseable {

    /**
     * Whether the engine does its work. Cheap while it does: only when the store refused what it was last asked to write,
     * another write is tried.
     *
     * @return completes if things can be stored, and fails with the reason if they cannot
     * @throws EngineException.Failed if the engine has failed for good
     */
    Completion<Void> checkHealth();

    /** As {@link AnswerMemory} tells. An engine that is asked over a network remembers nothing here: its server does. */
    @Override
    default LeaseEngine remembering(NumberedCall call) {
        return this;
    }

    @Override
    default byte[] answer(UUID client, long number) {
        return null;
    }

    @Override
    default void know(UUID client, long below) {}

    /** What counts the memory that this engine, and those who ask it, take in this process. */
    MemoryShare memory();

    /** Bytes of memory that a message takes while it is kept in this process to be sent, and then in its queue, at most. */
    long footprint(Message message);

    /**
     * Closes the engine in good order: waiting receives end without messages, owners are closed, what was accepted becomes
     * durable.
     */
    @Override
    void close();
}
