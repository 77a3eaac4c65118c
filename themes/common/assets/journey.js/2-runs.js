// The run at hand, on every page of a playbook: ticks that are kept, rings of progress, the switch in the bar, the
// link home that takes up where one stopped, and a word when the browser keeps nothing.
//
// A template says where: `data-run-switch` (the switch), `data-ring="stage"` (a ring whose `.arc` has a path length of 100),
// `data-count` within `.sheet` (how many items), `data-resume` (the link that begins the journey), `data-print-choice`;
// on the combined checklist `data-run-tools` (see `checklist.js`). All of them may be left out.
//
// `document` hears `waybook:run` after every change: of the run, a tick or a note, in this tab or another.
'use strict';
(() => {
  const { waybook } = window;
  if (!waybook?.playbook) return;
  const { el, svg, t, store } = waybook;
  /** Where the scripts are that only the dialog needs. */
  const parts = (document.currentScript.dataset.parts ?? '').split(' ');

  let due = false;
  const changed = () => {
    // Many changes at once are shown once, before the next picture.
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      document.dispatchEvent(new CustomEvent('waybook:run'));
    });
  };
  const runs = waybook.makeRuns({ store, playbook: () => waybook.playbook, t, changed });
  waybook.runs = runs;
  store.onchange((key) => {
    if (runs.concerns(key)) changed();
  });

  const ticks = 'input[type="checkbox"][data-item]';
  const percent = ({ done, total }) => (total === 0 ? 0 : Math.round((100 * done) / total));

  // -------------------------------------------------------------------- what is shown

  function show() {
    const run = runs.current();
    const progress = runs.progress(run.id);
    const begun = runs.begun(run.id);
    for (const box of document.querySelectorAll(ticks)) {
      const { done, at } = runs.mark(box.dataset.item);
      // Where the reader has said nothing, the author's word counts.
      box.checked = at > 0 ? done : box.defaultChecked;
    }
    for (const ring of document.querySelectorAll('[data-ring]')) drawRing(ring, progress.stages[ring.dataset.ring]);
    for (const sheet of document.querySelectorAll('.sheet')) showSheet(sheet, begun);
    for (const place of document.querySelectorAll('[data-run-switch]')) showSwitch(place, run, progress);
    showJourney(progress, begun);
    showLoop(run, progress, begun);
    showResume(progress, begun);
    for (const place of document.querySelectorAll('[data-print-choice]')) showPrinting(place);
    showNotice();
  }

  /** Pages made for paper are printed as they are, or blank. */
  function showPrinting(place) {
    const choice = (id, how) => el('button', { type: 'button', class: 'button quiet', click: () => waybook.printRun(how) }, t(id));
    once(place, 'wb-print', () => place.append(el('wb-print', {}, choice('js-run-print-filled', 'filled'), choice('js-run-print-blank', 'blank'))));
  }

  waybook.printRun = (how) => {
    document.documentElement.dataset.print = how;
    window.print();
  };

  const drawRing = (ring, part) => part && ring.querySelector('.arc')?.setAttribute('stroke-dasharray', `${percent(part)} 100`);

  /** The head of a sheet says how many of its items are done, in the place of how many there are. */
  function showSheet(sheet, begun) {
    const count = sheet.querySelector('[data-count]');
    const boxes = [...sheet.querySelectorAll(ticks)];
    if (!count || boxes.length === 0) return;
    const part = { done: boxes.filter((box) => box.checked).length, total: boxes.length };
    sheet.toggleAttribute('data-begun', begun);
    const words = once(count, 'wb-count', () => count.after(el('wb-count')));
    words.textContent = t('js-done-of', part);
    const bar = once(sheet, 'wb-bar', () => sheet.prepend(el('wb-bar', { 'aria-hidden': 'true' }, el('span'))));
    bar.firstChild.style.inlineSize = `${percent(part)}%`;
  }

  /** What a script put beside or into an element; made if it is not there. */
  function once(element, name, make) {
    const find = () => element.querySelector(`:scope > ${name}`) ?? (element.nextElementSibling?.localName === name ? element.nextElementSibling : null);
    if (!find()) make();
    return find();
  }

  function showSwitch(place, run, progress) {
    const holder = once(place, 'wb-switch', () => {
      const ring = svg('svg', { class: 'ring', viewBox: '0 0 36 36', 'aria-hidden': 'true', focusable: 'false' },
        svg('circle', { class: 'track', cx: 18, cy: 18, r: 15 }), svg('circle', { class: 'arc', cx: 18, cy: 18, r: 15, pathLength: 100 }));
      place.append(el('wb-switch', {}, el('button', { type: 'button', class: 'tool tool-run', 'aria-haspopup': 'dialog', click: () => openDialog() },
        ring, el('span', { class: 'run-name' }), el('span', { class: 'vh' }))));
    });
    drawRing(holder.querySelector('.ring'), progress);
    const name = holder.querySelector('.run-name');
    name.textContent = run.name;
    name.nextSibling.textContent = ` ${t('js-run-switch', progress)}`;
    holder.firstChild.title = run.name;
  }

  const stageOf = (element) => (waybook.playbook.stages ?? []).find(({ key }) => element.classList.contains(`stage-${key}`));

  /** The ways to the stages say how far one has come there. */
  function showJourney(progress, begun) {
    for (const entry of document.querySelectorAll('nav li[class*="stage-"]')) {
      // A list of contents made for paper is no way to go.
      const link = entry.closest('main') ? null : entry.querySelector(':scope > a');
      const part = progress.stages[stageOf(entry)?.key];
      if (!link || !part) continue;
      const words = once(link, 'wb-done', () => link.append(el('wb-done', {}, el('span', { 'aria-hidden': 'true' }), el('span', { class: 'vh' }))));
      words.hidden = !begun || part.total === 0;
      words.firstChild.textContent = `${part.done}/${part.total}`;
      words.lastChild.textContent = ` ${t('js-done-of', part)}`;
    }
  }

  /** On the loop a second ring, around that of coverage. */
  function showLoop(run, progress, begun) {
    const loop = document.querySelector('svg.loop');
    if (!loop) return;
    for (const old of loop.querySelectorAll('.done-ring')) old.remove();
    const caption = loop.closest('figure')?.querySelector('figcaption');
    if (caption) {
      const words = once(caption, 'wb-legend', () => caption.append(el('wb-legend')));
      words.textContent = begun ? ` ${t('js-loop-legend', { name: run.name })}` : '';
    }
    for (const node of loop.querySelectorAll('.node')) {
      const part = progress.stages[stageOf(node)?.key];
      const arc = node.querySelector('.arc');
      if (!part || !arc || !node.hasAttribute('aria-label')) continue;
      const label = (node.dataset.label ??= node.getAttribute('aria-label'));
      node.setAttribute('aria-label', begun && part.total > 0 ? t('js-loop-node', { label, ...part }) : label);
      if (!begun || part.done === 0) continue;
      const [cx, cy, r] = ['cx', 'cy', 'r'].map((name) => Number(arc.getAttribute(name)));
      arc.after(svg('circle', {
        class: 'done-ring', cx, cy, r: r + 7, fill: 'none', pathLength: 100, 'stroke-dasharray': `${percent(part)} 100`, transform: `rotate(-90 ${cx} ${cy})`,
      }));
    }
  }

  /** The link that begins the journey goes on with it: to the first stage where something is open. */
  function showResume(progress, begun) {
    const link = document.querySelector('[data-resume]');
    if (!link) return;
    link.dataset.href ??= link.getAttribute('href');
    link.dataset.text ??= link.textContent;
    const next = (waybook.playbook.stages ?? []).find(({ key, path }) => path && progress.stages[key].done < progress.stages[key].total);
    const [href, text] = begun && next ? [waybook.root + next.path, t('js-resume', { stage: next.label })] : [link.dataset.href, link.dataset.text];
    link.setAttribute('href', href);
    if (link.textContent !== text) link.textContent = text;
  }

  // -------------------------------------------------------------------- when the browser keeps nothing

  let notice;
  let dismissed = false;
  function showNotice() {
    const needed = !store.available && !dismissed && (notice?.isConnected || document.querySelector(ticks) !== null || runs.begun());
    if (!needed) {
      notice?.remove();
      notice = undefined;
    } else if (!notice?.isConnected) {
      const words = el('p', { role: 'status' });
      notice = el('wb-notice', {}, words,
        el('button', { type: 'button', class: 'button quiet', click: () => openDialog('save') }, t('js-run-save')),
        el('button', { type: 'button', class: 'link-button', click: dismiss }, t('js-run-dismiss')));
      document.body.append(notice);
      // A live region has to be there before it says something.
      setTimeout(() => { words.textContent = t(store.lasts === 'tab' ? 'js-run-not-kept-tab' : 'js-run-not-kept-page'); }, 100);
    }
  }

  function dismiss() {
    dismissed = true;
    showNotice();
  }

  // -------------------------------------------------------------------- what the reader does

  document.addEventListener('change', ({ target }) => {
    if (!target.matches?.(ticks)) return;
    const { item } = target.dataset;
    runs.set(item, target.checked);
    const progress = runs.progress();
    const [key] = waybook.playbook.items.find(({ id }) => id === item)?.stages ?? [];
    const stage = waybook.playbook.stages.find((one) => one.key === key);
    waybook.announce(stage
      ? t('js-run-said', { stage: stage.label, stageDone: progress.stages[key].done, stageTotal: progress.stages[key].total, ...progress })
      : t('js-done-of', progress));
  });

  /** Opens the dialog; its scripts are fetched when they are needed first. */
  async function openDialog(then, value) {
    for (const part of parts) await waybook.load(part);
    waybook.runsDialog.open(then, value);
  }
  waybook.openRuns = openDialog;

  /** A link may carry a run. */
  function receive() {
    const [, packed] = /^#run=(.*)$/.exec(location.hash) ?? [];
    if (packed === undefined) return;
    history.replaceState(history.state, '', location.pathname + location.search);
    openDialog('receive', packed);
  }

  document.addEventListener('waybook:run', show);
  // Some browsers put a form's fields back as they were, after the scripts have run.
  window.addEventListener('pageshow', show);
  window.addEventListener('hashchange', receive);
  window.addEventListener('afterprint', () => document.documentElement.removeAttribute('data-print'));
  waybook.onpage(show);
  waybook.ready(receive);
})();
