// All queues.
import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, listen } from './api.js';
import { count, duration, Empty, Fault, html, queueLink, rate, Spark, Sure, useAsked } from './ui.js';

const PAGE = 50;
const filters = [
  ['queues', 'Queues'], ['filled', 'With messages'], ['growing', 'Growing'], ['dead', 'Dead letters'],
  ['subscriptions', 'Subscriptions'], ['temporary', 'Temporary'], ['all', 'All']
];
const columns = [
  ['name', 'Queue', ''], ['available', 'Available', 'n'], ['inFlight', 'In flight', 'n'], ['delayed', 'Delayed', 'n'],
  ['oldestAge', 'Oldest', 'n'],   ['sentRate', 'In', 'n'], ['doneRate', 'Out', 'n'], ['deadLettered', 'Dead-lettered', 'n']
];

const links = { transactions: '#/transactions' };

export function Attention({ attention }) {
  if (!attention || !attention.length) {
    return null;
  }
  return html`<section class="attention" aria-labelledby="attention"><h2 id="attention">Needs attention, the worst first</h2><ul>
    ${attention.map(one => {
      const to = one.queue ? queueLink(one.queue) : links[one.kind];
      return html`<li class="wrap">${to ? html`<a href=${to}>${one.text}</a>` : one.text}</li>`;
    })}</ul></section>`;
}

function Totals({ totals, history }) {
  const cards = [['Available', count(totals.available)], ['In flight', count(totals.inFlight)], ['Delayed', count(totals.delayed)],
    ['In', rate(totals.sentRate)], ['Out', rate(totals.doneRate)]];
  return html`<dl class="cards">${cards.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
    ${history && history.times.length > 1 && html`<div><dt>Waiting, last day</dt><dd><${Spark} values=${history.values[0]} label="How many messages waited in the last day" /></dd></div>`}</dl>`;
}

function Create({ close }) {
  const act = async form => {
    const fifo = form.fifo.checked;
    const name = form.queue.value + (fifo && !form.queue.value.endsWith('.fifo') ? '.fifo' : '');
    await ask('create-queue', { queue: name, fifo });
    location.hash = queueLink(name);
  };
  return html`<${Sure} title="New queue" button="Create" act=${act} close=${close}>
    <label>Name<input name="queue" required maxlength="80" autocomplete="off" /></label>
    <label><input type="checkbox" name="fifo" /> FIFO: strictly in order, each message once</label>
    <p>It keeps its messages until they are deleted; that can be changed afterwards.</p></${Sure}>`;
}

export function Overview({ session }) {
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState('queues');
  const [order, setOrder] = useState({ sort: 'name', descending: false });
  const [from, setFrom] = useState(0);
  const [creating, setCreating] = useState(false);
  const [live, setLive] = useState({ rows: new Map() });
  const [page, error, again] = useAsked(
    () => ask('overview', { search, filter, ...order, from, max: PAGE }), [search, filter, order, from], 15000);
  // how far the clock of the browser is ahead of the server's
  const skew = useRef(0);
  useEffect(() => { page && (skew.current = Date.now() - page.now); }, [page]);
  // of those that are found now, fewer than were passed over
  useEffect(() => { page && !page.queues.length && from > 0 && setFrom(0); }, [page]);
  const names = page ? page.queues.map(queue => queue.name) : null;
  useEffect(() => {
    if (!names) {
      return undefined;
    }
    return listen(names, news => setLive(before => {
      const rows = new Map(before.rows);
      news.queues.forEach(queue => rows.set(queue.name, queue));
      return { rows, totals: news.totals, attention: news.attention, all: news.all };
    }));
  }, [names && names.join('\n')]);
  // made or deleted by others
  useEffect(() => { page && live.all != null && live.all !== page.all && again(); }, [live.all]);
  if (!page) {
    return html`<h1>Queues</h1><${Fault} error=${error} /><p aria-busy=${!error}></p>`;
  }
  const sort = by => { setFrom(0); setOrder({ sort: by, descending: order.sort === by ? !order.descending : by !== 'name' }); };
  return html`<h1>Queues</h1>
    <${Fault} error=${error} />
    <${Attention} attention=${live.attention || page.attention} />
    <${Totals} totals=${live.totals || page.totals} history=${page.history} />
    <div class="bar">
      <label class="grow">Search<input type="search" value=${search} onInput=${event => { setFrom(0); setSearch(event.target.value); }} /></label>
      <label>Show<select value=${filter} onChange=${event => { setFrom(0); setFilter(event.target.value); }}>
        ${filters.map(([value, title]) => html`<option value=${value}>${title}</option>`)}</select></label>
      ${session.creates && html`<button onClick=${() => setCreating(true)}>New queue</button>`}
    </div>
    ${page.queues.length ? html`<div class="scroll"><table class="striped"><caption class="skip">Queues</caption><thead><tr>
        ${columns.map(([by, title, kind]) => html`<th scope="col" class=${kind} aria-sort=${order.sort === by ? order.descending ? 'descending' : 'ascending' : 'none'}>
          <button onClick=${() => sort(by)}>${title}${order.sort === by ? order.descending ? ' ▾' : ' ▴' : ''}</button></th>`)}
        <th scope="col">Last 10 minutes</th></tr></thead>
      <tbody>${page.queues.map(queue => html`<${QueueRow} key=${queue.name} queue=${{ ...queue, ...live.rows.get(queue.name) }} skew=${skew.current} />`)}</tbody></table></div>
      <${Pages} from=${from} shown=${page.queues.length} all=${page.matching} go=${setFrom} />`
    : page.all ? html`<${Empty}><p>No queue is like that. <a href="#/queues" onClick=${event => { event.preventDefault(); setSearch(''); setFilter('all'); }}>Show all ${count(page.all)}</a>.</p></${Empty}>`
    : html`<${Empty}><p>There is no queue yet${session.everything ? '' : ' that you may see'}. A program makes one by using it, by Jakarta Messaging or the SQS API${session.creates ? ', or make one here' : ''}.</p></${Empty}>`}
    ${creating && html`<${Create} close=${() => setCreating(false)} />`}`;
}

function QueueRow({ queue, skew }) {
  return html`<tr><th scope="row" class="wrap"><a href=${queueLink(queue.name)}>${queue.shown}</a>
      ${queue.kind !== 'queue' && html` <span class="tag">${queue.kind}</span>`}
      ${queue.sources && html` <span class="tag">dead letters</span>`}
      ${queue.growing && html` <span class="tag error">grows</span>`}</th>
    <td class="n">${count(queue.available)}</td><td class="n">${count(queue.inFlight)}</td><td class="n">${count(queue.delayed)}</td>
    <td class="n">${queue.oldestAt ? duration(Math.max(0, Math.round((Date.now() - skew - queue.oldestAt) / 1000) * 1000)) : ''}</td>
    <td class="n">${rate(queue.sentRate)}</td><td class="n">${rate(queue.doneRate)}</td><td class="n">${count(queue.deadLettered)}</td>
    <td><${Spark} values=${queue.recent} label=${'How many messages waited in ' + queue.shown + ' in the last ten minutes'} /></td></tr>`;
}

function Pages({ from, shown, all, go }) {
  return html`<nav class="bar pages" aria-label="Pages of queues">
    <button class="secondary" disabled=${from === 0} onClick=${() => go(Math.max(0, from - PAGE))}>Before</button>
    <span>${count(from + 1)} to ${count(from + shown)} of ${count(all)}</span>
    <button class="secondary" disabled=${from + shown >= all} onClick=${() => go(from + PAGE)}>Next</button></nav>`;
}
