package org.leasemq.engine;

import java.util.List;

/**
 * Some messages of a queue.
 *
 * @param items the messages; fewer than were asked for where they are large
 * @param next place behind which the next page begins; null at the end
 * @param upTo what the next page is to be asked for with
 * @param size bytes of memory that the contents take, about
 */
public record BrowsePage(List<BrowseItem> items, String next, long upTo, long size) {
    public BrowsePage {
        items = List.copyOf(items);
    }
}
