package org.leasemq.engine.local.memory;

import java.util.Map;
import org.leasemq.engine.FilterLanguage;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.EncodedAttributes;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Subscription;

/**
 * What things take of the heap, in bytes, with all that hangs on them: objects, their places in arrays, trees and maps. Rather
 * too much than too little; a test fills a heap and compares.
 */
public final class Footprint {
    /** With so large a heap references have eight bytes rather than four. */
    private static final long WIDE = 32L << 30;

    private static final boolean IS_WIDE = Runtime.getRuntime().maxMemory() >= WIDE;

    /** A message in a queue, without its content: its entry, what is known of its content, its place in the order. */
    public static final int ENTRY = scaled(184);
    /** A page of the index. */
    public static final int PAGE = scaled(384);
    /** What happens later. */
    public static final int TIMER = scaled(72);
    /** A lease with its timer and its place among those of its owner. */
    public static final int LEASE = scaled(120);

    /** A session or a transaction branch, with what keeps it elsewhere in the process. */
    public static final int OWNER = scaled(1000);
    /** What a selection remembers of a message that passed its filter. */
    public static final int PICK = scaled(160);
    /** What it remembers of one that it has to look at once more. */
    public static final int LATE = scaled(48);

    /** A client elsewhere, for which answers are remembered. */
    public static final int ANSWERED_CLIENT = scaled(320);

    private static final int CLIENT = scaled(800);
    private static final int ANSWER = scaled(144);
    private static final int GROUP = scaled(480);
    private static final int TENANT = scaled(320);
    private static final int DEDUPLICATION = scaled(128);
    private static final int QUEUE = scaled(1400);
    private static final int SUBSCRIPTION = scaled(560);
    private static final int FILTER = scaled(400);
    private static final int MESSAGE = scaled(168);
    private static final int ATTRIBUTE = scaled(176);
    private static final int STRING = scaled(56);

    /** The collector gives arrays of more than half a region whole regions. */
    private static final long REGION = Math.max(
            1L << 20,
            Math.min(32L << 20, Long.highestOneBit(Runtime.getRuntime().maxMemory() / 2048)));

    private Footprint() {}

    private static int scaled(int bytes) {
        return IS_WIDE ? bytes * 8 / 5 : bytes;
    }

    public static long of(String text) {
        return text == null ? 0 : STRING + (long) text.length() * (isLatin(text) ? 1 : 2);
    }

    private static boolean isLatin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return false;
            }
        }
        return true;
    }

    /** Of an array of bytes. */
    static long ofBytes(long length) {
        long size = length + 16;
        return size <= REGION / 2 ? size : (size + REGION - 1) / REGION * REGION;
    }

    /** Of an entry, whatever state it is in. */
    public static long ofEntry(boolean expires) {
        return ENTRY + (expires ? TIMER : 0);
    }

    /** Of what lasts of a message besides its content, at most. */
    public static long mostOf(Message message) {
        long group = message.groupId() == null ? 0 : GROUP + of(message.groupId());
        long id = message.groupId() == null && message.deduplicationId() == null ? 0 : DEDUPLICATION;
        return ENTRY + TIMER + group + id + of(message.groupId()) + of(message.deduplicationId());
    }

    /** Of a message that a branch will send, besides its entry and its content. */
    public static long ofPending(Message message) {
        return MESSAGE + of(message.groupId()) + of(message.deduplicationId());
    }

    public static long ofBranch(String id) {
        return QUEUE + 4 * of(id);
    }

    /** Of somebody who uses the engine, without the names that he has claimed. */
    public static long ofClient(String description) {
        return CLIENT + of(description);
    }

    /** Of a name that somebody has claimed. */
    public static long ofName(String name) {
        return ANSWER + of(name);
    }

    public static long ofGroup(String id) {
        return GROUP + of(id);
    }

    public static long ofTenant(String id) {
        return TENANT + of(id);
    }

    /** Of an answer to a client elsewhere that is remembered. */
    public static long ofAnswer(long length) {
        return ANSWER + ofBytes(length);
    }

    public static long ofDeduplication(String key) {
        return DEDUPLICATION + of(key);
    }

    public static long of(QueueAttributes attributes, String name) {
        long bytes = QUEUE + 2 * of(name) + of(attributes.deduplicatedTopic());
        for (Map.Entry<String, String> label : attributes.labels().entrySet()) {
            bytes += of(label.getKey()) + of(label.getValue());
        }
        for (Subscription subscription : attributes.subscriptions()) {
            bytes += SUBSCRIPTION + of(subscription.topic()) + 2 * of(subscription.label());
            bytes += subscription.filter() == null
                    ? 0
                    : ofFilter(subscription.filter().text());
        }
        return bytes;
    }

    /** With what it means. */
    private static long ofFilter(String text) {
        return FILTER + of(text) + text.length() * (long) scaled(FilterLanguage.MOST_BYTES_PER_CHARACTER);
    }

    /** Of a content that is kept in memory. */
    public static int of(Message message) {
        long bytes = MESSAGE + of(message.groupId()) + of(message.deduplicationId());
        for (Map.Entry<String, Attribute> attribute : message.attributes().entrySet()) {
            bytes += ATTRIBUTE + of(attribute.getKey()) + attribute.getValue().value().length;
        }
        return content(bytes + ofBytes(message.body().bytes().length));
    }

    /** The same, of what comes from the store, about: its attributes are not read for it. */
    public static int ofStored(Message stored) {
        long attributes = EncodedAttributes.encode(stored.attributes()).length;
        return content(MESSAGE
                + of(stored.groupId())
                + of(stored.deduplicationId())
                + (attributes == 0 ? 0 : ATTRIBUTE + attributes * 4)
                + ofBytes(stored.body().bytes().length));
    }

    private static int content(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }
}
