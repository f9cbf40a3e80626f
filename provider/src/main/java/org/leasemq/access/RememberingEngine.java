package org.leasemq.access;

import java.util.UUID;
import org.leasemq.engine.AnswerMemory;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.NumberedCall;

/** A guarded engine that remembers what it has answered to clients elsewhere. */
final class RememberingEngine extends GuardedEngine implements AnswerMemory {
    private final AnswerMemory memory;
    private final Guard guard;

    RememberingEngine(LeaseEngine engine, AnswerMemory memory, Guard guard) {
        super(engine, guard);
        this.memory = memory;
        this.guard = guard;
    }

    @Override
    public LeaseEngine remembering(NumberedCall call) {
        guard.requireClient(call.client());
        return new GuardedEngine(memory.remembering(call), guard);
    }

    @Override
    public byte[] answer(UUID client, long number) {
        guard.requireClient(client);
        return memory.answer(client, number);
    }

    @Override
    public void know(UUID client, long below) {
        guard.requireClient(client);
        memory.know(client, below);
    }
}
