package org.leasemq.sqs.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A text with stars for anything; a backslash takes the meaning from a star or another backslash. */
final class Wildcard implements Predicate<String> {
    private final List<String> pieces = new ArrayList<>();

    Wildcard(String pattern) {
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*') {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else if (c == '\\' && i + 1 < pattern.length()) {
                i++;
                piece.append(pattern.charAt(i));
            } else {
                piece.append(c);
            }
        }
        pieces.add(piece.toString());
    }

    /** Between two stars the first place is as good as any, so that nothing has to be tried twice. */
    @Override
    public boolean test(String text) {
        String first = pieces.get(0);
        if (pieces.size() == 1) {
            return text.equals(first);
        }
        String last = pieces.get(pieces.size() - 1);
        int end = text.length() - last.length();
        if (!text.startsWith(first) || end < first.length() || !text.endsWith(last)) {
            return false;
        }
        int place = first.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = text.indexOf(piece, place);
            if (found < 0 || found + piece.length() > end) {
                return false;
            }
            place = found + piece.length();
        }
        return true;
    }
}
