package org.leasemq.sqs.wire;

/** A request is refused. The message is for the client, in the words of the API where those are known. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** What is refused may be megabytes long, and is part of many messages. */
    private static final int LONGEST = 2_000;

    private final ErrorCode code;

    /** @param message null if its name says all */
    public ApiException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public ApiException(ErrorCode code, String message, Throwable cause) {
        super(shortened(message), cause, false, false);
        this.code = code;
    }

    private static String shortened(String message) {
        if (message == null || message.length() <= LONGEST) {
            return message;
        }
        int half = LONGEST / 2;
        return message.substring(0, half) + "..." + message.substring(message.length() - half);
    }

    public ErrorCode code() {
        return code;
    }

    /** A value that cannot be, in the words of the API. */
    public static ApiException invalid(String parameter, Object value, String reason) {
        return new ApiException(
                ErrorCode.INVALID_PARAMETER_VALUE,
                "Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
    }

    /** Something that has to be there is not. */
    public static ApiException missing(String parameter) {
        return new ApiException(
                ErrorCode.MISSING_PARAMETER, "The request must contain the parameter " + parameter + ".");
    }
}
