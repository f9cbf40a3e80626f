// The page: who looks at it, and which view.
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
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

function theme(value) {
  if (value) {
    document.documentElement.dataset.theme = value;
    localStorage.setItem('leasemq-theme', value);
  } else {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem('leasemq-theme');
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
    const queue = decodeURIComponent(rest[0] || '');
    return html`<${Queue} key=${queue} name=${queue} tab=${rest[1] || 'messages'} />`;
  }
  if (name === 'program') {
    const id = decodeURIComponent(rest[0] || '');
    return html`<${Program} key=${id} id=${id} />`;
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
    const moved = () => {
      setAt(place());
      const main = document.querySelector('main');
      main && main.focus();
    };
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);
  if (!session) {
    return html`<main class="container" aria-busy=${!error}><h1>LeaseMQ</h1><${Fault} error=${error} /></main>`;
  }
  if (session.login === 'impossible') {
    return html`<${Shut} />`;
  }
  if (!session.in) {
    return html`<${Login} begun=${begin} />`;
  }
  const name = at.split('/')[0];
  const leave = () => ask('logout').then(begin, begin);
  return html`<a class="skip" href="#main" onClick=${event => { event.preventDefault(); document.querySelector('main').focus(); }}>To the content</a>
    <header class="container-fluid"><nav aria-label="Views">
      <ul><li><strong>LeaseMQ</strong></li>
        ${views.map(([path, title]) => html`<li><a href=${'#/' + path} aria-current=${(name === path || path === name + 's') ? 'page' : null}>${title}</a></li>`)}</ul>
      <ul><li><label><span class="hide-narrow">Colours </span><select aria-label="Colours" onChange=${event => theme(event.target.value)} value=${localStorage.getItem('leasemq-theme') || ''}>
          <option value="">as the system</option><option value="light">light</option><option value="dark">dark</option></select></label></li>
        ${session.user && html`<li>${session.user}</li><li><button class="secondary" onClick=${leave}>Log out</button></li>`}</ul>
    </nav></header>
    <main id="main" class="container-fluid" tabindex="-1"><${View} at=${at} session=${session} /></main>`;
}

theme(localStorage.getItem('leasemq-theme'));
render(html`<${Guard}><${App} /></${Guard}>`, document.getElementById('app'));
