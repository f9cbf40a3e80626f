package org.leasemq.console.api;

/** Something that the page can ask for. May wait for the engine. */
@FunctionalInterface
public interface PageOperation {
    /** @return what becomes JSON */
    Object answer(PageCall call);
}
