package org.leasemq.engine.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.leasemq.engine.Completion;
import org.leasemq.engine.local.commit.Operation;
import org.leasemq.engine.local.commit.RememberedCall;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.local.operation.Verdicts;
import org.leasemq.engine.local.operation.Work;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.UnitOfWork;

/** What the parts of the engine have in common that callers come to. */
abstract class LocalPort {
    final Kernel kernel;
    /** The call of a client elsewhere, whose answer is remembered; null where nobody in particular asks. */
    final RememberedCall call;

    LocalPort(Kernel kernel, RememberedCall call) {
        this.kernel = kernel;
        this.call = call;
    }

    final <T> T locked(Supplier<T> action) {
        return kernel.locked(action);
    }

    /** Has messages accepted, once all filters of subscriptions have been asked that it depends on. */
    final <T> T accepted(List<UnitOfWork.Send> sends, Function<Verdicts, T> accept) {
        Verdicts verdicts = new Verdicts(kernel, sends);
        T result = null;
        while (result == null) {
            verdicts.ask();
            result = locked(() -> verdicts.areComplete() ? accept.apply(verdicts) : null);
        }
        return result;
    }

    /** Accepts all of a unit of work, or nothing. */
    static final List<Sent> admit(UnitOfWork unit, Work<?> work, Verdicts verdicts) {
        List<Sent> sent = new ArrayList<>(unit.sends().size());
        try {
            unit.deletes().forEach(work.deletes()::admitHeld);
            for (UnitOfWork.Send send : unit.sends()) {
                sent.add(work.admit(send.to(), send.message(), verdicts));
            }
        } catch (RuntimeException e) {
            work.undo();
            throw e;
        }
        return sent;
    }

    /** What is missing is refused before anything begins. */
    static final void requireAll(Object... arguments) {
        for (Object argument : arguments) {
            Objects.requireNonNull(argument);
        }
    }

    final <T> Operation<T> submit(Operation<T> operation) {
        operation.remember(call);
        kernel.commit().submit(operation);
        return operation;
    }

    final <T> Operation<T> begin(Work<T> work, T result) {
        work.remember(call);
        work.begin(result);
        kernel.dispatch();
        return work;
    }

    static final <A, B> List<Outcome<B>> each(List<A> elements, Function<A, B> action) {
        List<Outcome<B>> outcomes = new ArrayList<>(elements.size());
        for (A element : elements) {
            try {
                outcomes.add(new Outcome.Done<>(action.apply(element)));
            } catch (EngineException e) {
                outcomes.add(new Outcome.Refused<>(e));
            }
        }
        return outcomes;
    }

    /** What can be told at once. */
    final <T> Completion<T> told(Supplier<T> question) {
        return Completion.done(locked(() -> {
            kernel.checkOpen();
            return question.get();
        }));
    }

    /** Lets leases go, whose messages others may get at once. There is nothing to let go of once the engine has ended. */
    final Completion<Void> handedOut(Runnable action) {
        return Completion.done(locked(() -> {
            if (kernel.lock().failure() == null) {
                action.run();
                kernel.dispatch();
            }
            return null;
        }));
    }
}
