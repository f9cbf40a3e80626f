package org.leasemq.sqs.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads values out of JSON, by their shapes, in one pass. What no shape knows is passed over. Safe for use by several threads. */
final class JsonReader {
    private static final ClientJson JSON = ClientJson.withNamesOnce(ClientJson.SHALLOW);

    Map<String, Object> read(byte[] json, Shape.Structure shape) {
        try {
            return JSON.tokens(json, parser -> request(parser, shape));
        } catch (ClientJson.Refused e) {
            throw malformed("The request is not JSON as it should be: " + firstLine(e), e);
        }
    }

    private static Map<String, Object> request(JsonParser parser, Shape.Structure shape) throws IOException {
        if (parser.nextToken() == null) {
            return new LinkedHashMap<>();
        }
        Map<String, Object> values = structure(parser, shape);
        if (parser.nextToken() != null) {
            throw malformed("There is something behind the end of the request.", null);
        }
        return values;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static Object value(JsonParser parser, Shape shape, String name) throws IOException {
        if (shape instanceof Shape.Structure structure) {
            return structure(parser, structure);
        }
        if (shape instanceof Shape.ListOf list) {
            return list(parser, list, name);
        }
        if (shape instanceof Shape.MapOf map) {
            return map(parser, map, name);
        }
        JsonToken token = parser.currentToken();
        if (shape instanceof Shape.Text && token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (shape instanceof Shape.Number && token == JsonToken.VALUE_NUMBER_INT) {
            return number(parser, name);
        }
        if (shape instanceof Shape.Flag && token.isBoolean()) {
            return parser.getBooleanValue();
        }
        if (shape instanceof Shape.Blob && token == JsonToken.VALUE_STRING) {
            return base64(parser.getText(), name);
        }
        throw mismatch(token, shape);
    }

    private static Long number(JsonParser parser, String name) throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw malformed("The number for " + name + " is too large.", null);
        }
        return parser.getLongValue();
    }

    static byte[] base64(String text, String name) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw malformed(name + " is not Base64: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> structure(JsonParser parser, Shape.Structure shape) throws IOException {
        expect(parser, JsonToken.START_OBJECT, shape);
        Map<String, Object> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            parser.nextToken();
            Shape of = shape.members().get(member);
            if (of == null) {
                parser.skipChildren();
            } else if (parser.currentToken() != JsonToken.VALUE_NULL) { // which is as if it were absent
                values.put(member, value(parser, of, member));
            }
        }
        return values;
    }

    private static List<Object> list(JsonParser parser, Shape.ListOf shape, String name) throws IOException {
        expect(parser, JsonToken.START_ARRAY, shape);
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_NULL) {
                values.add(value(parser, shape.of(), name));
            }
        }
        return values;
    }

    private static Map<String, Object> map(JsonParser parser, Shape.MapOf shape, String name) throws IOException {
        expect(parser, JsonToken.START_OBJECT, shape);
        Map<String, Object> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_NULL) {
                throw new ApiException(ErrorCode.INVALID_PARAMETER_VALUE, "the parameter 'value' may not be null");
            }
            values.put(key, value(parser, shape.of(), name));
        }
        return values;
    }

    private static void expect(JsonParser parser, JsonToken token, Shape shape) {
        if (parser.currentToken() != token) {
            throw mismatch(parser.currentToken(), shape);
        }
    }

    /** In the words of the framework of AWS's own servers. */
    private static ApiException mismatch(JsonToken token, Shape shape) {
        return malformed(
                switch (token) {
                    case START_ARRAY -> "Start of list found where not expected";
                    case START_OBJECT -> "Start of structure or map found where not expected.";
                    default -> expected(token, shape);
                },
                null);
    }

    private static String expected(JsonToken token, Shape shape) {
        if (shape instanceof Shape.ListOf) {
            return "Expected list or null";
        }
        if (shape instanceof Shape.MapOf) {
            return "Expected map or null";
        }
        if (shape instanceof Shape.Structure) {
            return "Expected null";
        }
        String wanted = shape instanceof Shape.Text
                ? "a String"
                : shape instanceof Shape.Number ? "an Integer" : shape instanceof Shape.Flag ? "a Boolean" : "a Blob";
        return kind(token) + " can not be converted to " + wanted;
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> "STRING_VALUE";
            case VALUE_TRUE -> "TRUE_VALUE";
            case VALUE_FALSE -> "FALSE_VALUE";
            default -> "NUMBER_VALUE";
        };
    }

    private static ApiException malformed(String message, Exception cause) {
        return new ApiException(ErrorCode.SERIALIZATION, message, cause);
    }
}
