/**
 * Everything that can be asked of an engine, and answered by it, as bytes: for engines in other processes. {@code Verb} says how
 * one thing is asked, {@code Verbs} which there are. What comes from elsewhere is hostile until it has been read: lengths are
 * checked before memory is taken, and whatever makes no sense is a {@code WireException}.
 *
 * <p>Numbers are big-endian; texts are UTF-8 with their length before them; a byte before what may be null tells whether it is
 * there.
 */
@VisibleTo(Audience.FACES)
package org.leasemq.engine.wire;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
