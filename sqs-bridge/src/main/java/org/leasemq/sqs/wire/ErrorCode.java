package org.leasemq.sqs.wire;

/** The errors of the API, as each protocol names them. */
public enum ErrorCode {
    BATCH_ENTRY_IDS_NOT_DISTINCT("BatchEntryIdsNotDistinct", "AWS.SimpleQueueService.BatchEntryIdsNotDistinct"),
    BATCH_REQUEST_TOO_LONG("BatchRequestTooLong", "AWS.SimpleQueueService.BatchRequestTooLong"),
    EMPTY_BATCH_REQUEST("EmptyBatchRequest", "AWS.SimpleQueueService.EmptyBatchRequest"),
    INVALID_BATCH_ENTRY_ID("InvalidBatchEntryId", "AWS.SimpleQueueService.InvalidBatchEntryId"),
    TOO_MANY_ENTRIES("TooManyEntriesInBatchRequest", "AWS.SimpleQueueService.TooManyEntriesInBatchRequest"),
    MESSAGE_NOT_IN_FLIGHT("MessageNotInflight", "AWS.SimpleQueueService.MessageNotInflight"),
    PURGE_IN_PROGRESS("PurgeQueueInProgress", "AWS.SimpleQueueService.PurgeQueueInProgress", 403),
    QUEUE_DELETED_RECENTLY("QueueDeletedRecently", "AWS.SimpleQueueService.QueueDeletedRecently"),
    UNSUPPORTED_OPERATION("UnsupportedOperation", "AWS.SimpleQueueService.UnsupportedOperation"),
    QUEUE_DOES_NOT_EXIST("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"),
    QUEUE_NAME_EXISTS("QueueNameExists", "QueueAlreadyExists"),
    INVALID_ATTRIBUTE_NAME("InvalidAttributeName", "InvalidAttributeName"),
    INVALID_ATTRIBUTE_VALUE("InvalidAttributeValue", "InvalidAttributeValue"),
    INVALID_MESSAGE_CONTENTS("InvalidMessageContents", "InvalidMessageContents"),
    INVALID_SECURITY("InvalidSecurity", "InvalidSecurity", 403),
    OVER_LIMIT("OverLimit", "OverLimit", 403),
    RECEIPT_HANDLE_IS_INVALID("ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid"),
    REQUEST_THROTTLED("RequestThrottled", "RequestThrottled", 403),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", "ResourceNotFoundException", 404),
    NOT_FOUND("NotFoundException", "NotFound", 404),

    INVALID_PARAMETER_VALUE(false, "InvalidParameterValueException", "InvalidParameterValue", 400),
    INVALID_PARAMETER(false, "InvalidParameterException", "InvalidParameter", 400),
    PARAMETER_VALUE_INVALID(false, "ParameterValueInvalidException", "ParameterValueInvalid", 400),
    VALIDATION_ERROR(false, "ValidationException", "ValidationError", 400),
    TAGGED_NOT_FOUND(false, "ResourceNotFoundException", "ResourceNotFound", 404),
    TAG_LIMIT_EXCEEDED(false, "TagLimitExceededException", "TagLimitExceeded", 400),
    SUBSCRIPTION_LIMIT_EXCEEDED(false, "SubscriptionLimitExceededException", "SubscriptionLimitExceeded", 403),
    MISSING_PARAMETER(false, "MissingRequiredParameterException", "MissingParameter", 400),
    ACCESS_DENIED(false, "AccessDeniedException", "AccessDenied", 403),
    MISSING_AUTHENTICATION(false, "MissingAuthenticationTokenException", "MissingAuthenticationToken", 403),
    INCOMPLETE_SIGNATURE(false, "IncompleteSignatureException", "IncompleteSignature", 400),
    INVALID_CLIENT_TOKEN(false, "InvalidClientTokenIdException", "InvalidClientTokenId", 403),
    SIGNATURE_DOES_NOT_MATCH(false, "SignatureDoesNotMatchException", "SignatureDoesNotMatch", 403),
    REQUEST_EXPIRED(false, "RequestExpiredException", "RequestExpired", 400),
    INVALID_ACTION(false, "InvalidAction", "InvalidAction", 400),
    MISSING_ACTION(false, "MissingAction", "MissingAction", 400),
    UNKNOWN_OPERATION(false, "UnknownOperationException", "UnknownOperationException", 404),
    METHOD_NOT_ALLOWED(false, "MethodNotAllowedException", "MethodNotAllowed", 405),
    REQUEST_TOO_LARGE(false, "RequestEntityTooLargeException", "RequestEntityTooLarge", 413),
    SERIALIZATION(false, "SerializationException", "MalformedInput", 400),
    SERVICE_UNAVAILABLE(false, "ServiceUnavailableException", "ServiceUnavailable", 503),
    INTERNAL_FAILURE(false, "InternalFailure", "InternalFailure", 500);

    private static final String MODELLED = "com.amazonaws.sqs#";
    private static final String UNMODELLED = "com.amazon.coral.service#";

    private final String type;
    private final String legacy;
    private final int status;

    ErrorCode(String name, String legacy) {
        this(true, name, legacy, 400);
    }

    ErrorCode(String name, String legacy, int status) {
        this(true, name, legacy, status);
    }

    ErrorCode(boolean modelled, String name, String legacy, int status) {
        this.type = (modelled ? MODELLED : UNMODELLED) + name;
        this.legacy = legacy;
        this.status = status;
    }

    /** What JSON calls it. */
    public String type() {
        return type;
    }

    /** What Query calls it. */
    public String legacy() {
        return legacy;
    }

    /** What the notification service calls it, which speaks Query only. */
    public String ofTopics() {
        return switch (this) {
            case ACCESS_DENIED -> "AuthorizationError";
            case INTERNAL_FAILURE -> "InternalError";
            case QUEUE_DOES_NOT_EXIST -> NOT_FOUND.legacy;
            case INVALID_PARAMETER_VALUE, INVALID_MESSAGE_CONTENTS, QUEUE_NAME_EXISTS, UNSUPPORTED_OPERATION ->
                INVALID_PARAMETER.legacy;
            default -> legacy.substring(legacy.lastIndexOf('.') + 1);
        };
    }

    /** The HTTP status it goes with. */
    public int status() {
        return status;
    }

    /** Whether the server is at fault, rather than the sender. */
    public boolean isServers() {
        return status >= 500;
    }
}
