package org.leasemq.sqs.call;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Outcome;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.queue.RequestTexts;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Input;
import org.leasemq.sqs.wire.Shape;

/** What the actions on up to ten entries have in common: each entry succeeds or fails for itself. */
public final class Batch {
    private static final int MOST = 10;

    private static final Shape.Structure ERROR =
            Shape.texts("Id").with("SenderFault", Shape.FLAG).with(Shape.TEXT, "Code", "Message");

    private final Call call;
    /** What clients call errors of entries. */
    private final Function<ErrorCode, String> codes;

    private final List<Input> entries;
    private final List<Map<String, Object>> successful = new ArrayList<>();
    private final List<Map<String, Object>> failed = new ArrayList<>();

    private Batch(Call call, Function<ErrorCode, String> codes, List<Input> entries) {
        this.call = call;
        this.codes = codes;
        this.entries = entries;
    }

    /** The shape of a request for a queue. */
    public static Shape.Structure input(String element, Shape.Structure entry) {
        return Shape.texts("QueueUrl").with("Entries", Shape.list(element, entry.with("Id", Shape.TEXT)));
    }

    /** The shape of an answer where lists have members. */
    public static Shape.Structure memberOutput(Shape.Structure result) {
        return Shape.structure()
                .with("Successful", new Shape.ListOf("member", false, result.with("Id", Shape.TEXT)))
                .with("Failed", new Shape.ListOf("member", false, ERROR));
    }

    /** The shape of an answer. */
    public static Shape.Structure output(String element, Shape.Structure result) {
        Shape.Structure named = Shape.texts("Id");
        for (Map.Entry<String, Shape> member : result.members().entrySet()) {
            named = named.with(member.getKey(), member.getValue());
        }
        return Shape.structure()
                .with("Successful", Shape.list(element, named))
                .with("Failed", Shape.list("BatchResultErrorEntry", ERROR));
    }

    /**
     * The entries of a request.
     *
     * @param element their name in Query, for errors
     * @throws ApiException if there are too many, or their ids cannot be
     */
    public static Batch of(Call call, String element) {
        return of(call, "Entries", element, ErrorCode::legacy);
    }

    /**
     * The entries of a request of the notification service.
     *
     * @param member name of the list
     * @param element name of its elements, for errors
     * @throws ApiException if there are too many, or their ids cannot be
     */
    public static Batch ofTopic(Call call, String member, String element) {
        return of(call, member, element, ErrorCode::ofTopics);
    }

    private static Batch of(Call call, String member, String element, Function<ErrorCode, String> codes) {
        List<Input> entries = call.in().structures(member);
        if (entries.isEmpty()) {
            throw new ApiException(
                    ErrorCode.EMPTY_BATCH_REQUEST, "There should be at least one " + element + " in the request.");
        }
        if (entries.size() > MOST) {
            throw new ApiException(
                    ErrorCode.TOO_MANY_ENTRIES,
                    "Maximum number of entries per request are 10. You have sent " + entries.size() + ".");
        }
        Set<String> ids = new HashSet<>();
        for (Input entry : entries) {
            String id = entry.text("Id");
            if (id == null) {
                throw ApiException.missing(element + ".Id");
            }
            Names.requireEntryId(id);
            if (!ids.add(id)) {
                throw new ApiException(ErrorCode.BATCH_ENTRY_IDS_NOT_DISTINCT, "Id " + id + " repeated.");
            }
        }
        return new Batch(call, codes, entries);
    }

    /** All entries, as they came. */
    public List<Input> entries() {
        return entries;
    }

    /** Makes something of each entry; those that cannot be have failed, and are not in the result. */
    public <T> Map<String, T> each(Function<Input, T> make) {
        Map<String, T> made = new LinkedHashMap<>();
        for (Input entry : entries) {
            String id = entry.text("Id");
            try {
                RequestTexts.require(entry);
                made.put(id, make.apply(entry));
            } catch (ApiException e) {
                fail(id, e);
            }
        }
        return made;
    }

    /** What became of the entries that were tried, in their order. */
    public <T, R> void settle(
            Map<String, T> tried, List<Outcome<R>> outcomes, BiFunction<T, Outcome<R>, Map<String, Object>> result) {
        int index = 0;
        for (Map.Entry<String, T> entry : tried.entrySet()) {
            try {
                succeed(entry.getKey(), result.apply(entry.getValue(), outcomes.get(index)));
            } catch (EngineException e) {
                fail(entry.getKey(), call.refused(e));
            } catch (ApiException e) {
                fail(entry.getKey(), e);
            }
            index++;
        }
    }

    private void succeed(String id, Map<String, Object> result) {
        Map<String, Object> named = Shape.values("Id", id);
        named.putAll(result);
        successful.add(named);
    }

    private void fail(String id, ApiException e) {
        failed.add(Shape.values(
                "Id",
                id,
                "SenderFault",
                !e.code().isServers(),
                "Code",
                codes.apply(e.code()),
                "Message",
                e.getMessage()));
    }

    /** What became of all entries, told even where there are none: clients of topics expect both lists. */
    public Map<String, Object> wholeAnswer() {
        return Shape.values("Successful", successful, "Failed", failed);
    }

    /** What became of all entries. */
    public Map<String, Object> answer() {
        return Shape.values("Successful", Shape.orNull(successful), "Failed", Shape.orNull(failed));
    }
}
