package org.leasemq.engine.model;

import java.util.Objects;

/**
 * Something the engine refuses or cannot do. The message says what happened, to which queue or message, and what can be
 * done. Closed set, so that each face can map it completely.
 */
public abstract sealed class EngineException extends RuntimeException
        permits EngineException.NoSuchQueue,
                EngineException.QueueSetAside,
                EngineException.QueueExists,
                EngineException.QueueChanged,
                EngineException.InvalidAttribute,
                EngineException.InvalidMessage,
                EngineException.MessageTooLarge,
                EngineException.LeaseEnded,
                EngineException.InvalidFilter,
                EngineException.NoSuchBranch,
                EngineException.BranchExists,
                EngineException.BranchBusy,
                EngineException.BranchDecided,
                EngineException.NoRoom,
                EngineException.NoThread,
                EngineException.StoreFailed,
                EngineException.Failed,
                EngineException.Unknown,
                EngineException.Closed,
                AccessDenied,
                SubscriptionInUse {
    private static final long serialVersionUID = 1L;

    /** What kind of thing is wrong: one for each class and named as that is, so that faces can switch over all of them. */
    public enum Kind {
        NO_SUCH_QUEUE,
        QUEUE_SET_ASIDE,
        QUEUE_EXISTS,
        QUEUE_CHANGED,
        INVALID_ATTRIBUTE,
        INVALID_MESSAGE,
        MESSAGE_TOO_LARGE,
        LEASE_ENDED,
        INVALID_FILTER,
        NO_SUCH_BRANCH,
        BRANCH_EXISTS,
        BRANCH_BUSY,
        BRANCH_DECIDED,
        SUBSCRIPTION_IN_USE,
        NO_ROOM,
        NO_THREAD,
        STORE_FAILED,
        FAILED,
        UNKNOWN,
        CLOSED,
        ACCESS_DENIED
    }

    private final Kind kind;
    private final String detail;

    EngineException(Kind kind, String message, Throwable cause) {
        this(kind, message, cause, null);
    }

    EngineException(Kind kind, String message, Throwable cause, String detail) {
        super(message, cause);
        this.kind = kind;
        this.detail = detail;
    }

    public final Kind kind() {
        return kind;
    }

    /** What there is to know besides kind and message, so that it can be {@linkplain ToldError told} elsewhere; mostly null. */
    public final String detail() {
        return detail;
    }

    /** There is no queue of that name. */
    public static final class NoSuchQueue extends EngineException {
        private static final long serialVersionUID = 1L;

        NoSuchQueue(String message, String queue, Void told) {
            super(Kind.NO_SUCH_QUEUE, message, null, Objects.requireNonNull(queue));
        }

        public NoSuchQueue(String queue) {
            super(
                    Kind.NO_SUCH_QUEUE,
                    "There is no queue named '" + queue + "'. Create it first, or check the spelling.",
                    null,
                    queue);
        }

        /**
         * That of a queue which people have no name for.
         *
         * @param message says which one is meant
         */
        public static NoSuchQueue because(String queue, String message) {
            return new NoSuchQueue(message, queue, null);
        }

        /** The name that no queue has. */
        public String queue() {
            return detail();
        }
    }

    /**
     * The queue is there, and so are its messages, but its definition could not be read when the engine was opened. Nobody
     * sends to it or receives from it until its attributes are set again, or it is deleted.
     */
    public static final class QueueSetAside extends EngineException {
        private static final long serialVersionUID = 1L;

        QueueSetAside(String message) {
            super(Kind.QUEUE_SET_ASIDE, message, null);
        }

        public QueueSetAside(String queue, String faults) {
            super(
                    Kind.QUEUE_SET_ASIDE,
                    "Queue '" + queue + "' is set aside, since its definition cannot be read: " + faults
                            + ". Its messages are kept. Set its attributes again, or delete it.",
                    null);
        }
    }

    /** A queue of that name exists with other attributes. */
    public static final class QueueExists extends EngineException {
        private static final long serialVersionUID = 1L;

        QueueExists(String message, String attribute, Void told) {
            super(Kind.QUEUE_EXISTS, message, null, attribute);
        }

        public QueueExists(String queue, String attribute) {
            super(
                    Kind.QUEUE_EXISTS,
                    "Queue '" + queue + "' exists with another value of " + attribute
                            + ". Create it with the same attributes, or change its attributes.",
                    null,
                    attribute);
        }

        /** The attribute that differs. */
        public String attribute() {
            return detail();
        }
    }

    /** The attributes of a queue have been changed since it was found. */
    public static final class QueueChanged extends EngineException {
        private static final long serialVersionUID = 1L;

        QueueChanged(String message, Void told) {
            super(Kind.QUEUE_CHANGED, message, null);
        }

        public QueueChanged(String queue) {
            super(
                    Kind.QUEUE_CHANGED,
                    "The attributes of queue '" + queue
                            + "' have been changed by somebody else. Look at them again, and repeat what was to be done.",
                    null);
        }
    }

    /** A queue name or the value of an attribute is impossible. */
    public static final class InvalidAttribute extends EngineException {
        private static final long serialVersionUID = 1L;

        public InvalidAttribute(String message) {
            super(Kind.INVALID_ATTRIBUTE, message, null);
        }
    }

    /** A message cannot be sent as it is. */
    public static final class InvalidMessage extends EngineException {
        private static final long serialVersionUID = 1L;

        public InvalidMessage(String message) {
            super(Kind.INVALID_MESSAGE, message, null);
        }
    }

    /** A message is larger than its queue takes. */
    public static final class MessageTooLarge extends EngineException {
        private static final long serialVersionUID = 1L;

        MessageTooLarge(String message) {
            super(Kind.MESSAGE_TOO_LARGE, message, null);
        }

        public MessageTooLarge(String queue, long size, long limit) {
            super(
                    Kind.MESSAGE_TOO_LARGE,
                    "Message of " + size + " bytes for queue '" + queue + "', which takes at most " + limit
                            + " bytes. Send it in parts, or raise the queue's maximum message size.",
                    null);
        }
    }

    /** A lease has ended, or never was: its message is no longer the caller's to delete or to keep. */
    public static final class LeaseEnded extends EngineException {
        private static final long serialVersionUID = 1L;

        private final boolean messageGone;

        public LeaseEnded(String message) {
            this(message, false);
        }

        public LeaseEnded(String message, boolean messageGone) {
            super(Kind.LEASE_ENDED, message, null, Boolean.toString(messageGone));
            this.messageGone = messageGone;
        }

        /** Whether the message is no longer in the queue, as far as is known. */
        public boolean isMessageGone() {
            return messageGone;
        }
    }

    /** A filter makes no sense. */
    public static final class InvalidFilter extends EngineException {
        private static final long serialVersionUID = 1L;

        public InvalidFilter(String message) {
            super(Kind.INVALID_FILTER, message, null);
        }
    }

    /** There is no prepared branch of that name. */
    public static final class NoSuchBranch extends EngineException {
        private static final long serialVersionUID = 1L;

        NoSuchBranch(String message, Void told) {
            super(Kind.NO_SUCH_BRANCH, message, null);
        }

        public NoSuchBranch(String branch) {
            super(
                    Kind.NO_SUCH_BRANCH,
                    "There is no prepared transaction branch '" + branch + "': it was never prepared, or is over.",
                    null);
        }
    }

    /** A branch of that name has been prepared already. */
    public static final class BranchExists extends EngineException {
        private static final long serialVersionUID = 1L;

        BranchExists(String message, Void told) {
            super(Kind.BRANCH_EXISTS, message, null);
        }

        public BranchExists(String branch) {
            super(
                    Kind.BRANCH_EXISTS,
                    "Transaction branch '" + branch + "' has been prepared already. Take another name.",
                    null);
        }
    }

    /** Somebody else is preparing or deciding a branch at this moment. */
    public static final class BranchBusy extends EngineException {
        private static final long serialVersionUID = 1L;

        BranchBusy(String message, Void told) {
            super(Kind.BRANCH_BUSY, message, null);
        }

        public BranchBusy(String branch) {
            super(
                    Kind.BRANCH_BUSY,
                    "Transaction branch '" + branch + "' is being prepared or decided at this moment. Ask again when "
                            + "that is over: it may fail.",
                    null);
        }
    }

    /** A branch has been decided by somebody who is not its coordinator. */
    public static final class BranchDecided extends EngineException {
        private static final long serialVersionUID = 1L;
        private final boolean committed;

        BranchDecided(String message, boolean committed, Void told) {
            super(Kind.BRANCH_DECIDED, message, null, Boolean.toString(committed));
            this.committed = committed;
        }

        public BranchDecided(String branch, boolean committed) {
            super(
                    Kind.BRANCH_DECIDED,
                    "Transaction branch '" + branch + "' was " + (committed ? "committed" : "rolled back")
                            + " by hand before. Take note of that, and have it forgotten.",
                    null,
                    Boolean.toString(committed));
            this.committed = committed;
        }

        /** What was decided. */
        public boolean committed() {
            return committed;
        }
    }

    /** There is no room for more messages; what is there can still be received and deleted. */
    public static final class NoRoom extends EngineException {
        private static final long serialVersionUID = 1L;

        private final boolean passing;

        public NoRoom(String message, Throwable cause) {
            this(message, cause, false);
        }

        /** @param passing whether nothing has to be done about it: see {@link #isPassing} */
        public NoRoom(String message, Throwable cause, boolean passing) {
            super(Kind.NO_ROOM, message, cause, Boolean.toString(passing));
            this.passing = passing;
        }

        /**
         * That memory is used up.
         *
         * @param what for what there is no room
         * @param memory what is known of the memory
         * @param passing see {@link #isPassing}
         * @param help what can be done if it is not passing
         */
        public static NoRoom of(String what, String memory, boolean passing, String help) {
            return new NoRoom(
                    what + ": memory is " + (passing ? "taken by what is under way. " : "used up. ") + memory + ". "
                            + (passing ? "Try again in a moment, or give the process more memory." : help),
                    null,
                    passing);
        }

        /** Whether only what passes by itself is in the way, such as answers being written: it may work in a moment. */
        public boolean isPassing() {
            return passing;
        }
    }

    /** There is no thread for what would need one of its own. Nothing of the operation has happened. */
    public static final class NoThread extends EngineException {
        private static final long serialVersionUID = 1L;

        public NoThread(String message, Throwable cause) {
            super(Kind.NO_THREAD, message, cause);
        }
    }

    /** The store failed. Nothing of the operation has happened. */
    public static final class StoreFailed extends EngineException {
        private static final long serialVersionUID = 1L;

        public StoreFailed(String message, Throwable cause) {
            super(Kind.STORE_FAILED, message, cause);
        }
    }

    /**
     * Something unexpected happened to the engine in the middle of a change, so that what it has in memory cannot be trusted
     * any more: it does nothing from now on. What was durable is safe in the store. Whether the operation has happened is
     * known once the engine has been closed and opened again.
     */
    public static final class Failed extends EngineException {
        private static final long serialVersionUID = 1L;

        public Failed(String message, Throwable cause) {
            super(Kind.FAILED, message, cause);
        }
    }

    /**
     * Nobody knows whether the operation has happened: the engine is elsewhere, and could not be asked again for as long as it was
     * waited for.
     */
    public static final class Unknown extends EngineException {
        private static final long serialVersionUID = 1L;

        public Unknown(String message, Throwable cause) {
            super(Kind.UNKNOWN, message, cause);
        }
    }

    /** The engine, or the owner, has been closed. */
    public static final class Closed extends EngineException {
        private static final long serialVersionUID = 1L;

        public Closed(String message) {
            super(Kind.CLOSED, message, null);
        }
    }
}
