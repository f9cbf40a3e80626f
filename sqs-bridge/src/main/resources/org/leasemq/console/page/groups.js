// Message groups of a queue.
import { useState } from 'preact/hooks';
import { ask } from './api.js';
import { count, duration, Empty, Fault, html, time, useAsked } from './ui.js';

/** What holds a group, and for how long that may be. */
function hold(group) {
  if (!group.ordered) {
    return 'nothing: it only keeps others from being pushed aside';
  }
  if (!group.heldBy) {
    return group.blocked ? 'it belongs to ' + group.holder : 'nothing';
  }
  return 'message ' + group.heldBy + ' in flight (delivery ' + group.receiveCount + '), '
    + (group.holder ? 'held by ' + group.holder : 'received over HTTP') + (group.until ? ', until ' + time(group.until) : ', until that ends');
}

export function Groups({ queue, show }) {
  const [search, setSearch] = useState('');
  const [found, error, again] = useAsked(() => ask('groups', { queue: queue.name, search }), [queue.name, search], 5000);
  const more = found && found.all - found.groups.length;
  return html`<div class="bar"><label class="grow">Search groups<input type="search" value=${search} onInput=${event => setSearch(event.target.value)} /></label>
      <button class="secondary" onClick=${again}>Look again</button></div>
    <${Fault} error=${error} />
    ${found && html`<p role="status">${count(found.all)} ${found.all === 1 ? 'group' : 'groups'}, ${found.blocked ? html`<strong>${count(found.blocked)} blocked</strong>` : 'none blocked'}.
      ${more > 0 ? ' These are the first: those that are blocked, then those with the most messages.' : ''}</p>`}
    ${found && (found.groups.length ? html`<div class="scroll"><table class="striped"><caption class="skip">Message groups</caption><thead><tr>
        <th scope="col">Group</th><th scope="col" class="n">Messages</th><th scope="col" class="n">In flight</th><th scope="col">State</th><th scope="col">Held by</th><th scope="col">Since</th></tr></thead>
      <tbody>${found.groups.map(group => html`<tr key=${group.id}><th scope="row" class="wrap"><a href="#" onClick=${event => { event.preventDefault(); show(group.id); }}>${group.id}</a></th>
        <td class="n">${count(group.messages)}</td><td class="n">${count(group.inFlight)}</td>
        <td>${group.blocked ? html`<span class="error">blocked</span>` : 'free'}</td><td class="wrap">${hold(group)}</td>
        <td>${group.since ? html`${time(group.since)} <small>(${duration(Math.max(0, Math.round((Date.now() - group.since) / 1000) * 1000))})</small>` : ''}</td></tr>`)}</tbody></table></div>`
    : html`<${Empty}><p>${search ? 'No group is called so.' : 'No message here is in a group. Senders put messages into groups, always in FIFO queues.'}</p></${Empty}>`)}`;
}
