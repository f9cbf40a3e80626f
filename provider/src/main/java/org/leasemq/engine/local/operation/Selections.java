package org.leasemq.engine.local.operation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.local.queue.QueueSelection;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.Message;

/** The selections that have not been ended, and receives by them. */
public final class Selections {
    private final Kernel kernel;
    private final Map<UUID, QueueSelection> all = new HashMap<>();

    public Selections(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Called with the lock. */
    public void select(Selection selection, Predicate<Message> condition) {
        QueueState queue = kernel.usableQueue(selection.queue());
        all.computeIfAbsent(selection.id(), id -> queue.select(selection.filter(), condition));
    }

    /** Called with the lock. */
    public void end(UUID selection) {
        QueueSelection ended = all.remove(selection);
        if (ended != null) {
            ended.close();
        }
    }

    /** However fast others send, no more is judged on the caller's thread than was there before. */
    public ReceiveOperation receive(ReceiveRequest request, ClientOwner owner) {
        int left = kernel.locked(
                () -> kernel.usableQueue(request.queue()).entries().size());
        while (true) {
            QueueSelection selection = kernel.locked(() -> find(request.selection()));
            left -= selection == null ? 0 : selection.judgeFor(owner, left);
            boolean anyway = left <= 0;
            ReceiveOperation receive = kernel.locked(() -> begin(request, owner, selection, anyway));
            if (receive != null) {
                return receive;
            }
        }
    }

    /** Null if the selection has been ended or moved since, or more has to be judged and nothing is to begin before that. */
    private ReceiveOperation begin(
            ReceiveRequest request, ClientOwner owner, QueueSelection selection, boolean anyway) {
        QueueState queue = kernel.usableQueue(request.queue());
        if (find(request.selection()) != selection) {
            return null;
        }
        ReceiveOperation receive = new ReceiveOperation(kernel, queue, selection, request, owner);
        boolean begins = true;
        if (selection == null) {
            receive.complete(List.of());
        } else {
            begins = receive.beginsOnWhatIsJudged();
            if (!begins && anyway) {
                receive.begin();
            }
        }
        kernel.dispatch();
        return begins || anyway ? receive : null;
    }

    /** Null if it has been ended. If the queue has been made again since, the new one is selected from. */
    private QueueSelection find(Selection selection) {
        QueueState queue = kernel.usableQueue(selection.queue());
        return all.computeIfPresent(
                selection.id(), (id, present) -> present.queue() == queue ? present : present.movedTo(queue));
    }
}
