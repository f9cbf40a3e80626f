// The page: who looks at it, and which view.
import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, onLoggedOut } from './api.js';
import { Fault, Guard, html } from './ui.js';
import { Overview } from './overview.js';
import { Queue } from './queue.js';
import { Done, Moves, Program, Programs, Topics, Transactions } from './others.js';

const views = [
  ['queues', 'Queues', Overview],
  ['topics', 'Topics', Topics],
  ['programs', 'Programs', Programs],
  ['transactions', 'Transactions', Transactions],
  ['moves', 'Moves', Moves],
  ['done', 'What was done', Done]
];

const place = () => location.hash.replace(/^#\//, '') || 'queues';
/** The view without the part of it that is shown. */
const viewOf = at => at.split('/', 2).join('/');

/** What a place names; as it stands there, if it was written by hand and cannot be meant otherwise. */
function named(part) {
  try {
    return decodeURIComponent(part || '');
  } catch (e) {
    return part;
  }
}

/** What tells the windows of a browser apart. */
function titleOf(at) {
  const [name, what] = at.split('/');
  return (name === 'queue' && named(what)) || (views.find(one => one[0] === name || one[0] === name + 's') || views[0])[1];
}

/** A browser that keeps nothing for the page forgets the colours. */
function remembered(change) {
  try {
    return change(localStorage) || '';
  } catch (e) {
    return '';
  }
}

const colours = () => remembered(storage => storage.getItem('leasemq-theme'));

function theme(value) {
  if (value) {
    document.documentElement.dataset.theme = value;
    remembered(storage => storage.setItem('leasemq-theme', value));
  } else {
    delete document.documentElement.dataset.theme;
    remembered(storage => storage.removeItem('leasemq-theme'));
  }
}

function Login({ begun }) {
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const go = async event => {
    event.preventDefault();
    setBusy(true);
    try {
      const form = event.target;
      await ask('login', { user: form.user.value, password: form.password.value });
      begun();
    } catch (e) {
      setError(e.message);
      setBusy(false);
    }
  };
  return html`<main class="container"><form class="login" onSubmit=${go}>
    <h1>LeaseMQ</h1>
    <p>Log in as one of the users of this server.</p>
    <label>User<input name="user" autocomplete="username" required autofocus /></label>
    <label>Password<input name="password" type="password" autocomplete="current-password" required /></label>
    <${Fault} error=${error} />
    <button aria-busy=${busy} disabled=${busy}>Log in</button>
  </form></main>`;
}

const Shut = () => html`<main class="container"><h1>LeaseMQ</h1>
  <p>This server has access keys, which are for programs that use the SQS API. People log in as users, and there are none.</p>
  <p>Make a line for each of them, and give the server the file:</p>
  <pre><code>leasemq password admin >> /etc/leasemq/users${'\n'}leasemq serve --users-file /etc/leasemq/users …</code></pre>
  <p>Without roles a user may do everything.</p></main>`;

function View({ at, session }) {
  const [name, ...rest] = at.split('/');
  if (name === 'queue') {
    const queue = named(rest[0]);
    return html`<${Queue} key=${queue} name=${queue} tab=${rest[1]} session=${session} />`;
  }
  if (name === 'program') {
    const id = named(rest[0]);
    return html`<${Program} key=${id} id=${id} session=${session} />`;
  }
  const view = views.find(one => one[0] === name) || views[0];
  return html`<${view[2]} session=${session} />`;
}

function App() {
  const [session, setSession] = useState(null);
  const [error, setError] = useState(null);
  const [at, setAt] = useState(place());
  const begin = () => ask('session').then(found => { setSession(found); setError(null); }, e => setError(e.message));
  useEffect(() => {
    onLoggedOut(() => setSession({ login: 'needed', in: false }));
    begin();
    let before = place();
    const moved = () => {
      const main = document.querySelector('main');
      // another part of the same view leaves the focus where it is
      viewOf(before) !== viewOf(place()) && main && main.focus();
      before = place();
      setAt(before);
    };
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);
  const first = useRef(at);
  useEffect(() => {
    // a link that is gone has taken the focus with it
    const main = document.querySelector('main');
    first.current !== at && document.activeElement === document.body && main && main.focus();
    first.current = at;
  }, [at]);
  if (!session) {
    return html`<main class="container" aria-busy=${!error}><h1>LeaseMQ</h1><${Fault} error=${error} /></main>`;
  }
  if (session.login === 'impossible') {
    return html`<${Shut} />`;
  }
  if (!session.in) {
    document.title = 'LeaseMQ';
    return html`<${Login} begun=${begin} />`;
  }
  const name = at.split('/')[0];
  document.title = titleOf(at) + ' – LeaseMQ';
  const leave = () => ask('logout').then(begin, begin);
  return html`<a class="skip" href="#main" onClick=${event => { event.preventDefault(); document.querySelector('main').focus(); }}>To the content</a>
    <header class="container-fluid"><nav aria-label="Views">
      <ul><li><strong>LeaseMQ</strong></li>
        ${views.map(([path, title]) => html`<li><a href=${'#/' + path} aria-current=${(name === path || path === name + 's') ? 'page' : null}>${title}</a></li>`)}</ul>
      <ul><li><label><span class="hide-narrow">Colours </span><select aria-label="Colours" onChange=${event => theme(event.target.value)} value=${colours()}>
          <option value="">as the system</option><option value="light">light</option><option value="dark">dark</option></select></label></li>
        ${session.user && html`<li>${session.user}</li><li><button class="secondary" onClick=${leave}>Log out</button></li>`}</ul>
    </nav></header>
    <main id="main" class="container-fluid" tabindex="-1"><${Guard} key=${viewOf(at)}><${View} at=${at} session=${session} /></${Guard}></main>`;
}

theme(colours());
render(html`<${App} />`, document.getElementById('app'));
