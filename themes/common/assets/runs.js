// The runs of this playbook on every page: `waybook.runs`, ticks that are kept.
//
// `document` hears `waybook:run` after every change: of the run, a tick or a note, in this tab or another.
'use strict';
(() => {
  const { waybook } = window;
  if (!waybook.playbook) return;

  const changed = () => document.dispatchEvent(new CustomEvent('waybook:run'));
  const runs = waybook.makeRuns({ store: waybook.store, playbook: () => waybook.playbook, t: waybook.t, changed });
  waybook.runs = runs;
  waybook.store.onchange((key) => {
    if (runs.concerns(key)) changed();
  });

  const boxes = () => document.querySelectorAll('input[type="checkbox"][data-item]');

  function show() {
    for (const box of boxes()) box.checked = runs.isDone(box.dataset.item);
  }

  document.addEventListener('change', ({ target }) => {
    if (target.matches?.('input[type="checkbox"][data-item]')) runs.set(target.dataset.item, target.checked);
  });
  document.addEventListener('waybook:run', show);
  // Some browsers put a form's fields back as they were, after the scripts have run.
  window.addEventListener('pageshow', show);
  waybook.onpage(show);
})();
