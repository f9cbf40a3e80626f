// Figures over time.
import { useEffect, useRef } from 'preact/hooks';
import { html } from './ui.js';

const loaded = {};

/** The library is no module, and is fetched when the first figure is shown. */
function library() {
  loaded.uplot = loaded.uplot || new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = 'console/lib/uplot.js';
    script.onload = () => done(window.uPlot);
    script.onerror = failed;
    document.head.append(script);
  });
  return loaded.uplot;
}

const number = value => value === 'NaN' ? null : value;

/** @param which numbers of the counts to show, with their names */
export function Chart({ history, which, label }) {
  const ref = useRef();
  useEffect(() => {
    let chart;
    let over = false;
    library().then(UPlot => {
      if (over || !ref.current) {
        return;
      }
      const style = getComputedStyle(document.documentElement);
      const ink = style.getPropertyValue('--pico-color').trim();
      const lines = [style.getPropertyValue('--pico-primary').trim(), style.getPropertyValue('--bad').trim()];
      const axis = { stroke: ink, grid: { stroke: ink + '22', width: 1 } };
      chart = new UPlot({
        width: ref.current.clientWidth, height: 220, axes: [axis, { ...axis, size: 60 }],
        scales: { y: { range: (self, low, high) => [0, Math.max(high || 0, 1)] } },
        series: [{}, ...which.map(([, name], i) => ({ label: name, stroke: lines[i], width: 2 }))]
      }, [history.times, ...which.map(([index]) => history.values[index].map(number))], ref.current);
    });
    return () => {
      over = true;
      chart && chart.destroy();
    };
  }, [history]);
  return html`<div class="chart" ref=${ref} role="img" aria-label=${label}></div>`;
}
