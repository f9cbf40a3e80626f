package org.leasemq.sqs.server;

import static org.leasemq.sqs.wire.Shape.NUMBER;

import java.util.List;
import java.util.Map;
import org.leasemq.console.audit.Audit;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.wire.Shape;

/** Lists what was done by whom, the last first. */
final class ListDone implements SimpleAction {
    private final Audit audit;

    /** @param audit null where nothing is kept */
    ListDone(Audit audit) {
        this.audit = audit;
    }

    @Override
    public List<Touch> touches() {
        return List.of(Touch.listed("what was done"));
    }

    @Override
    public Shape.Structure input() {
        return Shape.structure();
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure()
                .with(
                        "Done",
                        Shape.list(
                                "Deed",
                                Shape.texts("At", "User", "Address", "Way", "Action", "Target", "Outcome")
                                        .with("Times", NUMBER)));
    }

    @Override
    public boolean isForQueues() {
        return false;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        call.requireOwnAccount();
        List<Audit.Entry> entries = audit == null ? List.of() : audit.all();
        return Shape.values(
                "Done",
                Shape.orNull(entries.stream()
                        .map(entry -> Shape.values(
                                "At", entry.at().toString(),
                                "User", entry.user(),
                                "Address", entry.from(),
                                "Way", entry.way().word(),
                                "Action", entry.action(),
                                "Target", entry.target(),
                                "Outcome", entry.outcome(),
                                "Times", (long) entry.times()))
                        .toList()));
    }
}
