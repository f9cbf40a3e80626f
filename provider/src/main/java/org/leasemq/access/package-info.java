/**
 * Who may do what with an engine: users and how they prove who they are, their roles, and the guard that holds them to these. Begin
 * with {@link org.leasemq.access.Admission}.
 */
@VisibleTo(Audience.FACES)
package org.leasemq.access;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
