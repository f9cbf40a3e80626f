// What there is besides queues.
import { useState } from 'preact/hooks';
import { ask } from './api.js';
import { count, Dialog, Empty, Fault, html, queueLink, Sure, time, useAsked } from './ui.js';

const Table = ({ title, hidden, columns, rows, empty }) => html`${!hidden && html`<h2>${title}</h2>`}
  ${rows.length ? html`<div class="scroll"><table class="striped"><caption class="skip">${title}</caption><thead><tr>${columns.map(name => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${rows.map(row => html`<tr>${row.map((cell, i) => i ? html`<td class="wrap">${cell}</td>` : html`<th scope="row" class="wrap">${cell}</th>`)}</tr>`)}</tbody></table></div>`
  : html`<${Empty}><p>${empty}</p></${Empty}>`}`;

const List = ({ title, error, columns, rows, empty, children }) => html`<h1>${title}</h1><${Fault} error=${error} />${children}
  ${rows && html`<${Table} title=${title} hidden=true columns=${columns} rows=${rows} empty=${empty} />`}`;

export function Topics() {
  const [found, error] = useAsked(() => ask('topics'), [], 10000);
  const rows = found && found.topics.flatMap(topic => topic.subscriptions.length
    ? topic.subscriptions.map(one => [topic.shown, html`<a href=${queueLink(one.queue)}>${one.shown}</a>`, one.filter || 'all', count(one.waiting), count(one.dropped)])
    : [[topic.shown, 'nobody', '', '', '']]);
  return html`<${List} title="Topics" error=${error} rows=${rows} columns=${['Topic', 'Subscribed by', 'Which messages', 'Waiting', 'Dropped']}
    empty="Nobody subscribes to a topic. Subscriptions appear here when a program has a consumer of a topic, or a queue subscribes by the SNS API." />`;
}

/** Who has a message, since when, until when; and lets it go. */
function Lease({ lease, client, close }) {
  const act = () => ask('release-messages', { queue: lease.queue, messages: [{ sequenceNumber: lease.sequenceNumber, receiveCount: lease.receiveCount, state: 'IN_FLIGHT' }] });
  return html`<${Sure} title="Release a lease" button="Release" act=${act} close=${close}>
    <p>The lease of message <strong>${lease.sequenceNumber}</strong> of <strong>${lease.shown}</strong> ends. Somebody else gets it, while <strong>${client}</strong> may still be at work on it.</p></${Sure}>`;
}

export function Program({ id }) {
  const [found, error, again] = useAsked(() => ask('program', { id }), [id], 5000);
  const [releasing, setReleasing] = useState(null);
  const [ending, setEnding] = useState(false);
  if (!found) {
    return html`<h1>Program</h1><${Fault} error=${error} /><p aria-busy=${!error}></p><p><a href="#/programs">All programs</a></p>`;
  }
  const sessions = found.owners.map((one, i) => [i + 1 + '. ' + one.description, one.waiting.join(', ') || 'waits for nothing', count(one.leases)]);
  const leases = found.held.map(one => [html`<a href=${queueLink(one.queue)}>${one.shown}</a>`, one.sequenceNumber, one.group || '', count(one.receiveCount), one.owner, time(one.since),
    one.until ? time(one.until) : 'no time: until it is acknowledged', html`<button class="secondary" aria-label=${'Release message ' + one.sequenceNumber} onClick=${() => setReleasing(one)}>Release</button>`]);
  return html`<h1 class="wrap">${found.description}</h1><${Fault} error=${error} />
    <p>${found.address ? 'From ' + found.address : 'In the server'}${found.user ? ', as ' + found.user : ''}, ${found.state}${found.since ? ', since ' + time(found.since) : ''}${found.clientIds.length ? ', client id ' + found.clientIds.join(', ') : ''}.
      ${found.temporaryQueues ? count(found.temporaryQueues) + ' temporary queues. ' : ''}${found.subscriptions ? count(found.subscriptions) + ' subscriptions in use.' : ''}</p>
    <div class="bar"><a href="#/programs">All programs</a>${found.elsewhere && html`<button class="danger" onClick=${() => setEnding(true)}>End session</button>`}</div>
    <${Table} title="Sessions and consumers" columns=${['Session', 'Waits for messages of', 'Leases']} rows=${sessions} empty="It has no session." />
    <${Table} title="Leases" columns=${['Queue', 'Message', 'Group', 'Delivery', 'Held by', 'Since', 'Until', 'Action']} rows=${leases} empty="It has no message in its hands." />
    ${found.held.length < found.leases && html`<p>These are the first ${count(found.held.length)} of ${count(found.leases)}.</p>`}
    ${releasing && html`<${Lease} lease=${releasing} client=${found.description} close=${() => { setReleasing(null); again(); }} />`}
    ${ending && html`<${End} one=${found} close=${did => { setEnding(false); did ? location.hash = '#/programs' : again(); }} />`}`;
}

const End = ({ one, close }) => html`<${Sure} title="End a program's session" button="End session" danger=true close=${close} act=${() => ask('end-program', { id: one.id })}>
  <p>The session of <strong>${one.description}</strong> ends as if its process had died: its <strong>${count(one.leases)} leases</strong> are released, ${count(one.temporaryQueues)} temporary queues are deleted, transactions that are not prepared are rolled back. It may connect again.</p></${Sure}>`;

export function Programs() {
  const [found, error, again] = useAsked(() => ask('programs'), [], 5000);
  const [ending, setEnding] = useState(null);
  const rows = found && found.programs.map(one => [
    html`<a href=${'#/program/' + encodeURIComponent(one.id)}>${one.description}</a>`, one.address || 'in the server', one.user || '', time(one.since), count(one.sessions),
    Object.entries(one.consumers).map(([queue, number]) => queue + ' (' + number + ') '), count(one.leases), one.state,
    one.elsewhere && html`<button class="danger" onClick=${() => setEnding(one)}>End</button>`]);
  return html`<${List} title="Programs" error=${error} rows=${rows} columns=${['Program', 'From', 'User', 'Since', 'Sessions', 'Consumers', 'Leases', 'State', 'Action']}
      empty="No program is connected by Jakarta Messaging. Programs that use the SQS API are not connected: they ask by HTTP, and are in the access log." />
    ${ending && html`<${End} one=${ending} close=${() => { setEnding(null); again(); }} />`}`;
}

const decisions = { PREPARED: 'waits for its decision', COMMITTED_BY_HAND: 'committed by hand', ROLLED_BACK_BY_HAND: 'rolled back by hand' };

/** What it does if it is committed. */
function Work({ id }) {
  const [found, error] = useAsked(() => ask('transaction', { id }), [id]);
  if (!found) {
    return html`<${Fault} error=${error} />${!error && html`<p aria-busy="true"></p>`}`;
  }
  const name = one => one.queue ? html`<a href=${queueLink(one.queue)}>${one.shown}</a>` : 'a queue that has been deleted';
  const more = found.sends + found.receives - found.messages.length;
  return html`<p>It sends <strong>${count(found.sends)}</strong> and has received <strong>${count(found.receives)}</strong> messages.</p>
    ${found.queues.length > 0 && html`<${Table} title="By queue" columns=${['Queue', 'Sends', 'Has received']} rows=${found.queues.map(one => [name(one), count(one.sends), count(one.receives)])} />
    <details><summary>Messages</summary><${Table} title="Messages" hidden=true columns=${['Queue', 'Part', 'Message']}
      rows=${found.messages.map(one => [name(one), one.sent ? 'is sent' : 'has been received', one.sequenceNumber])} />
      ${more > 0 && html`<p>And ${count(more)} more.</p>`}</details>`}`;
}

export function Transactions() {
  const [found, error, again] = useAsked(() => ask('transactions'), [], 5000);
  const [act, setAct] = useState(null);
  const [shown, setShown] = useState(null);
  const button = (kind, title, branch) => html`<button class=${kind === 'forget' ? 'secondary' : 'danger'} onClick=${() => setAct({ kind, title, branch })}>${title}</button> `;
  const rows = found && found.transactions.map(one => [one.id, time(one.preparedAt), decisions[one.state],
    one.state === 'PREPARED' ? html`<button class="secondary" onClick=${() => setShown(one)}>Look</button> ${button('commit', 'Commit', one)}${button('rollback', 'Roll back', one)}` : button('forget', 'Forget', one)]);
  const go = () => act.kind === 'forget' ? ask('forget-transaction', { id: act.branch.id }) : ask('decide-transaction', { id: act.branch.id, commit: act.kind === 'commit' });
  return html`<${List} title="Prepared transactions" error=${error} rows=${rows} columns=${['Transaction', 'Prepared', 'State', 'Action']}
      empty="No transaction waits for a decision. That is as it should be: prepared ones are here for moments, or while their transaction manager is away." >
      <p>A transaction manager decides what it has prepared, after a crash too. Decide by hand only if it will never come back.</p></${List}>
    ${shown && html`<${Dialog} title="What a transaction does" close=${() => setShown(null)}><p class="wrap"><strong>${shown.id}</strong></p><${Work} id=${shown.id} />
      <footer class="bar"><button type="button" onClick=${() => setShown(null)}>Close</button></footer></${Dialog}>`}
    ${act && html`<${Sure} title=${act.title + ' transaction'} button=${act.title} danger=${act.kind !== 'forget'} close=${() => { setAct(null); again(); }} act=${go}>
      <p class="wrap"><strong>${act.branch.id}</strong></p>
      ${act.kind !== 'forget' && html`<${Work} id=${act.branch.id} />`}
      ${act.kind === 'forget' ? html`<p>Its manager will not learn what was decided, if it asks.</p>`
      : html`<p>${act.kind === 'commit' ? 'Its messages are sent and deleted as it wanted.' : 'What it sent is destroyed, and what it received comes again.'}
        If its manager has decided otherwise for the other resources of this transaction, such as a database, they will contradict each other for good. The manager is told of this decision if it comes back.</p>`}</${Sure}>`}`;
}

export function Moves() {
  const [found, error, again] = useAsked(() => ask('moves'), [], 1000);
  const [refused, setRefused] = useState(null);
  const stop = one => ask('stop-move', { id: one.id }).then(() => setRefused(null), e => setRefused(e.message)).then(again);
  const rows = found && found.moves.map(one => [html`<a href=${queueLink(one.queue)}>${one.queue}</a>`, one.to || 'where each came from',
    html`<progress aria-label=${'Moved out of ' + one.queue} value=${one.moved} max=${one.all}></progress> ${count(one.moved)} of ${count(one.all)}`, one.state, one.user || '', time(one.began),
    one.stoppable && html`<button class="secondary" aria-label=${'Stop moving out of ' + one.queue} onClick=${() => stop(one)}>Stop</button>`]);
  return html`<${List} title="Moves" error=${refused || error} rows=${rows} columns=${['Out of', 'To', 'Progress', 'State', 'By', 'Since', 'Action']}
    empty="Nothing is being moved. Open a queue, and choose Move all, or Send dead letters back." />`;
}

export function Done() {
  const [found, error] = useAsked(() => ask('done'), [], 10000);
  const rows = found && found.done.map(one => [time(one.at), one.user || 'somebody', one.from, one.way, one.action.replaceAll('-', ' ') + (one.times > 1 ? ' (' + count(one.times) + ' times)' : ''), one.target, one.outcome]);
  return html`<${List} title="What was done" error=${error} rows=${rows} columns=${['When', 'Who', 'From', 'By way of', 'What', 'To what', 'Outcome']}
    empty="Nothing was changed by the console or the API since the server was started." />`;
}
