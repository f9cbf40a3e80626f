// One queue.
import { useEffect, useState } from 'preact/hooks';
import { ask, byItself, listen } from './api.js';
import { count, duration, Empty, Fault, html, queueLink, rate, size, Sure, time, useAsked } from './ui.js';
import { Chart } from './figures.js';
import { Messages } from './messages.js';
import { MoveAll, Send } from './actions.js';
import { Change } from './edit.js';
import { Groups } from './groups.js';
import { Policy, Tags } from './labels.js';
import { Export, Import } from './transfer.js';

const tabs = [['messages', 'Messages'], ['groups', 'Groups'], ['figures', 'Figures'], ['attributes', 'Attributes']];

function Counts({ queue }) {
  const counts = queue.counts;
  const cards = [['Available', count(counts.available)], ['In flight', count(counts.inFlight)], ['Delayed', count(counts.delayed)],
    ['Oldest', counts.oldestAge ? duration(Math.floor(counts.oldestAge / 1000) * 1000) : '–'], ['In', rate(queue.sentRate)], ['Out', rate(queue.doneRate)], ['Dead-lettered', count(counts.deadLettered)], ['Expired', count(counts.expired)]];
  return html`<dl class="cards">${cards.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function Figures({ queue }) {
  const rates = [[2, 'sent each second'], [3, 'done each second']];
  const depths = [[0, 'waiting'], [1, 'in flight']];
  if (!queue.recent) {
    return html`<${Empty}><p>Nothing is known yet. Figures begin when the first message comes, are taken every 10 seconds, and are kept for a day.</p></${Empty}>`;
  }
  return html`<h2>Last 10 minutes</h2>
    <${Chart} history=${queue.recent} which=${depths} label="Messages waiting and in flight in the last ten minutes" />
    <${Chart} history=${queue.recent} which=${rates} label="Messages sent and done each second in the last ten minutes" />
    <h2>Last day</h2>
    <${Chart} history=${queue.day} which=${depths} label="Messages waiting and in flight in the last day" />`;
}

function Attributes({ queue }) {
  const a = queue.attributes;
  const rows = [
    ['Kind', (a.fifo ? 'FIFO queue' : 'standard queue') + (queue.kind === 'queue' ? '' : ', ' + queue.kind)],
    ['Made', time(queue.createdAt)], ['Changed last', time(queue.modifiedAt)],
    ['Messages are kept', a.retention == null ? 'for ever: until they are deleted, or expire by what their senders say' : duration(a.retention)],
    ['A lease lasts', duration(a.visibilityTimeout) + ', for who receives over HTTP'],
    ['Messages are delayed', duration(a.delay)], ['A receive waits', duration(a.receiveWait)],
    ['Largest message', size(a.maximumMessageSize)],
    ['Dead letters', a.deadLetterQueue ? html`after ${a.maxReceiveCount} deliveries to <a href=${queueLink(a.deadLetterQueue)}>${a.deadLetterQueue}</a>` : 'nowhere: messages are delivered again and again'],
    ['Survives a restart', a.durable ? 'yes' : 'no'],
    a.fifo && ['Deduplication', (a.contentBasedDeduplication ? 'by content, ' : 'by the ids of senders, ') + (a.deduplicationScope === 'QUEUE' ? 'in the queue' : 'in each group')],
    queue.sources.length && ['Dead letters of', queue.sources.map(name => html`<a href=${queueLink(name)}>${name}</a> `)],
    ...a.subscriptions.map(one => ['Gets topic', one.topic + (one.filter ? ', where ' + one.filter : '')]),
    ...Object.entries(a.labels.tags).map(([name, value]) => ['Tag ' + name, value || '(empty)']),
    ['Policy', a.labels.policy ? html`<code>${a.labels.policy}</code>` : 'none: the owner alone, by the SQS API']
  ].filter(Boolean);
  return html`<dl class="values">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

function Tabs({ name, tab, tabs }) {
  const move = event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const all = [...event.currentTarget.querySelectorAll('[role=tab]')];
      const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
      next.focus();
      next.click();
    }
  };
  return html`<div role="tablist" aria-label="Of this queue" onKeyDown=${move}>${tabs.map(([id, title]) => html`<button role="tab" id=${'tab-' + id}
    aria-selected=${tab === id ? 'true' : 'false'} aria-controls="panel" tabindex=${tab === id ? 0 : -1}
    onClick=${() => { location.hash = queueLink(name) + '/' + id; }}>${title}</button>`)}</div>`;
}

export function Queue({ name, tab: asked }) {
  const tab = tabs.some(([id]) => id === asked) ? asked : 'messages';
  const [queue, error, again] = useAsked(() => ask('queue', { queue: name }), [name], 10000);
  const [shown, setShown] = useState(null);
  const [news, setNews] = useState(0);
  const [group, setGroup] = useState('');
  const [number, setNumber] = useState(0);
  useEffect(() => listen([name], told => told.queues.length && setNews(before => before + 1)), [name]);
  useEffect(() => { news > 1 && byItself(again); }, [news]);
  if (!queue) {
    return html`<h1>${name || 'Queue'}</h1><${Fault} error=${error} /><p aria-busy=${!error}></p><p><a href="#/queues">All queues</a></p>`;
  }
  const close = did => { setShown(null); did && again(); };
  const may = queue.may;
  const counts = queue.counts;
  const all = counts.available + counts.inFlight + counts.delayed;
  return html`<h1>${queue.shown}</h1>
    <${Fault} error=${error} />
    ${queue.setAside && html`<p class="error" role="alert">This queue is set aside: ${queue.setAside}. Its messages are kept; change its attributes to use it again.</p>`}
    <${Counts} queue=${queue} />
    <div class="bar">
      ${may.send && html`<button onClick=${() => setShown('send')}>Send a message</button>`}
      ${may.browse && html`<button class="secondary" disabled=${!all} onClick=${() => setShown('export')}>Export</button>`}
      ${may.send && html`<button class="secondary" onClick=${() => setShown('import')}>Import</button>`}
      ${may.manage && html`<button class="secondary" disabled=${!counts.available} onClick=${() => setShown('move')}>${queue.sources.length && may.sendBack ? 'Send dead letters back' : 'Move all'}</button>
        <button class="secondary" onClick=${() => setShown('change')}>Change attributes</button>
        <button class="secondary" onClick=${() => setShown('tags')}>Tags</button>
        <button class="secondary" onClick=${() => setShown('policy')}>Policy</button>
        <button class="danger" onClick=${() => { setNumber(queue.number); setShown('purge'); }}>Purge</button>
        <button class="danger" onClick=${() => { setNumber(queue.number); setShown('delete'); }}>Delete queue</button>`}
    </div>
    <${Tabs} name=${name} tab=${tab} tabs=${tabs.filter(([id]) => id !== 'groups' || queue.grouped || tab === 'groups')} />
    <div role="tabpanel" id="panel" aria-labelledby=${'tab-' + tab}>
      ${tab === 'figures' ? html`<${Figures} queue=${queue} />` : tab === 'attributes' ? html`<${Attributes} queue=${queue} />`
      : may.browse && tab === 'groups' ? html`<${Groups} queue=${queue} show=${id => { setGroup(id); location.hash = queueLink(name) + '/messages'; }} />`
      : may.browse ? html`<${Messages} queue=${queue} changed=${again} group=${group} setGroup=${setGroup} />`
      : html`<${Empty}><p>You may not look into this queue. A role with <code>browse</code> would have to say so.</p></${Empty}>`}
    </div>
    ${shown === 'send' && html`<${Send} queue=${queue} close=${close} />`}
    ${shown === 'move' && html`<${MoveAll} queue=${queue} close=${close} />`}
    ${shown === 'tags' && html`<${Tags} queue=${queue} close=${close} />`}
    ${shown === 'policy' && html`<${Policy} queue=${queue} close=${close} />`}
    ${shown === 'export' && html`<${Export} queue=${queue} close=${close} />`}
    ${shown === 'import' && html`<${Import} queue=${queue} close=${close} />`}
    ${shown === 'change' && html`<${Change} queue=${queue} close=${close} />`}
    ${shown === 'purge' && html`<${Sure} title=${'Purge ' + queue.shown} button="Purge" danger=true close=${close} act=${() => ask('purge-queue', { queue: name, number })}>
      <p>This destroys <strong>${count(all)} messages</strong> of <strong>${queue.shown}</strong>, those in flight too. They do not come back.</p></${Sure}>`}
    ${shown === 'delete' && html`<${Sure} title=${'Delete ' + queue.shown} button="Delete queue" danger=true word=${queue.shown}
      close=${did => { did ? location.hash = '#/queues' : setShown(null); }} act=${() => ask('delete-queue', { queue: name, number })}>
      <p>This destroys <strong>${queue.shown}</strong> with its attributes, its subscriptions and <strong>${count(all)} messages</strong>. Programs that use it will fail.</p></${Sure}>`}`;
}
