package org.leasemq.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.leasemq.engine.model.QueueAttributes;

/** What every engine has to do. Each implementation runs this suite on each of its stores; the subjects stand in files of their own. */
public abstract class EngineExercise
        implements SendingExercise,
                LeaseExercise,
                OwnerExercise,
                WaitingExercise,
                GroupExercise,
                DeduplicationExercise,
                DeadLetterExercise,
                ExpiryExercise,
                UnitOfWorkExercise,
                QueueExercise,
                ClientExercise,
                ByHandExercise,
                AnswerExercise {
    private LeaseEngine engine;

    /** Opens an engine on data that is empty the first time and what was left afterwards. */
    protected abstract LeaseEngine open();

    /** Ends the engine as kill -9 would. */
    protected abstract void crash(LeaseEngine victim);

    /** Whether anything is left when the engine has ended. */
    protected boolean survives() {
        return true;
    }

    @BeforeEach
    void openEngine() {
        engine = open();
        engine.createQueue(QUEUE, QueueAttributes.standardQueue()).await();
        engine.createQueue(FIFO, QueueAttributes.fifoQueue()).await();
    }

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    @Override
    public final LeaseEngine engine() {
        return engine;
    }

    /** Where what the engine answers is remembered. */
    @Override
    public AnswerMemory answers() {
        return engine;
    }

    @Override
    public final void restart() {
        assumeTrue(survives(), "this store does not outlive its engine");
        engine.close();
        engine = open();
    }

    @Override
    public final void crashAndRestart() {
        assumeTrue(survives(), "this store does not outlive its engine");
        crash(engine);
        engine = open();
    }
}
