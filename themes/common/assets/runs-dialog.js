// The dialog about runs: which there are, to begin, rename, copy, reset and delete them, and to take them along. It is
// fetched when it is opened first.
'use strict';
(() => {
  const { waybook } = window;
  const { runs, share, el, t } = waybook;

  const button = (id, click, kind = 'quiet') => el('button', { type: 'button', class: `button ${kind}`.trim(), click }, t(id));
  const day = new Intl.DateTimeFormat(waybook.lang, { dateStyle: 'medium' });
  const hasBoxes = () => document.querySelector('input[data-item]') !== null;

  const list = el('ul', { class: 'run-list' });
  const deeds = el('div', { class: 'run-deeds' });
  const question = el('div', { class: 'run-question', hidden: true });
  const words = el('p', { role: 'status' });
  const undoPlace = el('span');
  const along = el('h3');
  const kept = el('p', { class: 'quiet small' });
  const newName = el('input', { type: 'text', maxlength: 80, autocomplete: 'off' });
  const file = el('input', { type: 'file', accept: '.json,application/json', hidden: true, change: readFile });
  const printing = el('div', { class: 'toolbar' }, button('js-run-print-filled', () => print('filled')), button('js-run-print-blank', () => print('blank')));
  const title = el('h2', { id: 'wb-runs-title', tabindex: '-1' }, t('js-runs-title'));
  const close = el('button', { type: 'button', class: 'run-close', 'aria-label': t('js-run-close'), click: () => dialog.close() });
  const dialog = el('dialog', { class: 'sheet-dialog', 'aria-labelledby': 'wb-runs-title', close: () => ask() },
    title, close, question,
    el('div', { class: 'run-words' }, words, undoPlace),
    list, deeds,
    el('form', { class: 'run-new', submit: begin },
      el('label', { class: 'field' }, el('span', {}, t('js-run-new')), newName),
      el('button', { class: 'button' }, t('js-run-begin'))),
    along,
    el('div', { class: 'toolbar' },
      button('js-run-save', save), button('js-run-open', () => file.click()), button('js-run-link', link), button('js-run-markdown', markdown), file),
    printing, kept);
  // `wb-` keeps the preview from taking it away with what it does not know.
  const layer = el('wb-runs', {}, dialog);

  // -------------------------------------------------------------------- what is shown

  function show() {
    if (!dialog.open) return;
    const current = runs.current();
    const focused = document.activeElement?.closest('.run-list, .run-deeds') && document.activeElement.dataset.focus;
    list.replaceChildren(...runs.all().map((run) => {
      const progress = runs.progress(run.id);
      const radio = el('input', { type: 'radio', name: 'wb-run', value: run.id, 'data-focus': run.id, change: () => runs.use(run.id) });
      radio.checked = run.id === current.id;
      const when = run.created && !Number.isNaN(Date.parse(run.created)) ? t('js-run-since', { date: day.format(new Date(run.created)) }) : '';
      return el('li', {}, el('label', {}, radio, el('span', {}, el('bdi', {}, run.name), el('small', {}, t('js-done-of', progress), when && ` · ${when}`))));
    }));
    const deed = (id, work) => {
      const made = button(id, work, 'quiet');
      made.dataset.focus = id;
      return made;
    };
    deeds.replaceChildren(deed('js-run-rename', rename), deed('js-run-duplicate', duplicate), deed('js-run-reset', reset), deed('js-run-delete', remove));
    deeds.setAttribute('role', 'group');
    deeds.setAttribute('aria-label', t('js-run-deeds', { name: current.name }));
    if (focused) [...dialog.querySelectorAll('[data-focus]')].find((one) => one.dataset.focus === focused)?.focus();
    along.textContent = t('js-run-along', { name: current.name });
    printing.hidden = !hasBoxes();
    kept.textContent = t(waybook.store.available ? 'js-run-kept' : waybook.store.lasts === 'tab' ? 'js-run-not-kept-tab' : 'js-run-not-kept-page');
  }

  /** Says what happened, and offers to undo it. */
  function say(text, undo) {
    words.textContent = text;
    undoPlace.replaceChildren(...(undo ? [el('button', { type: 'button', class: 'link-button', click: () => {
      undo();
      say(t('js-run-undone'));
      title.focus();
    } }, t('js-run-undo'))] : []));
  }

  /** Asks something in the place of everything else that could be done; without an argument it stops asking. */
  function ask(...parts) {
    question.replaceChildren(...parts);
    question.hidden = parts.length === 0;
    dialog.toggleAttribute('data-asking', parts.length > 0);
    if (parts.length > 0) (question.querySelector('input, textarea') ?? question.querySelector('button')).focus();
  }

  const answer = (id, work, kind) => button(id, () => {
    ask();
    work();
    if (dialog.open && !dialog.contains(document.activeElement)) title.focus();
  }, kind);
  const leave = () => answer('js-run-leave', () => title.focus());

  // -------------------------------------------------------------------- deeds

  function begin(event) {
    event.preventDefault();
    const run = runs.create(newName.value);
    newName.value = '';
    say(t('js-run-begun', { name: run.name }));
  }

  function rename() {
    const { id, name } = runs.current();
    const field = el('input', { type: 'text', maxlength: 80, autocomplete: 'off', value: name });
    const form = el('form', { submit: (event) => {
      event.preventDefault();
      ask();
      say(t('js-run-renamed', { name: runs.rename(id, field.value).name }));
      title.focus();
    } }, el('label', { class: 'field' }, el('span', {}, t('js-run-name')), field),
    el('div', { class: 'toolbar' }, el('button', { class: 'button' }, t('js-run-rename')), leave()));
    ask(form);
    field.select();
  }

  function duplicate() {
    say(t('js-run-begun', { name: runs.duplicate().name }));
  }

  const howMuch = (id) => {
    const { items } = runs.snapshot(id);
    const marks = Object.values(items);
    return { ticks: marks.filter((mark) => mark.done).length, notes: marks.filter((mark) => mark.note !== '').length };
  };

  function reset() {
    const { id, name } = runs.current();
    ask(el('p', {}, t('js-run-reset-ask', { name, ...howMuch(id) })), el('div', { class: 'toolbar' },
      answer('js-run-reset-yes', () => say(t('js-run-was-reset', { name }), runs.reset(id)), ''), leave()));
  }

  function remove() {
    const { id, name } = runs.current();
    ask(el('p', {}, t('js-run-delete-ask', { name, ...howMuch(id) })), el('div', { class: 'toolbar' },
      answer('js-run-delete-yes', () => say(t('js-run-deleted', { name }), runs.remove(id)), ''), leave()));
  }

  // -------------------------------------------------------------------- taking it along

  function save() {
    const snapshot = runs.snapshot();
    const name = `${waybook.playbook.slug}-${snapshot.name}`.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
    waybook.download(`${name}.json`, 'application/json', share.toFile(waybook.playbook, snapshot));
    say(t('js-run-saved', { file: `${name}.json` }));
  }

  async function readFile() {
    const [chosen] = file.files;
    file.value = '';
    if (!chosen) return;
    await take(async () => {
      if (chosen.size > share.LONGEST_TEXT) throw Object.assign(new Error('js-run-too-big'), { said: true });
      return share.fromFile(await chosen.text());
    });
  }

  /** Reads a run from outside and asks where it shall go. */
  async function take(read) {
    let snapshot;
    try {
      snapshot = await read();
    } catch (error) {
      say(t(error.said ? error.message : 'js-run-damaged'));
      return;
    }
    const ids = new Set(waybook.playbook.items.flatMap((item) => [item.id, ...(item.was ?? [])]));
    const marks = Object.entries(snapshot.items);
    const here = marks.filter(([id]) => ids.has(id));
    if (marks.length > 0 && here.length === 0) {
      say(t('js-run-other-playbook'));
      return;
    }
    const name = snapshot.name || t('js-run-unnamed');
    const facts = { name, ticks: here.filter(([, mark]) => mark.done).length, notes: here.filter(([, mark]) => mark.note !== '').length };
    say('');
    ask(el('p', {}, t('js-run-take-ask', facts)),
      marks.length > here.length ? el('p', {}, t('js-run-take-unknown', { count: marks.length - here.length })) : '',
      el('div', { class: 'toolbar' },
        answer('js-run-take-new', () => say(t('js-run-begun', { name: runs.adopt({ ...snapshot, name }).name })), ''),
        answer('js-run-take-into', () => {
          runs.merge(snapshot);
          say(t('js-run-merged', { name: runs.current().name }));
        }),
        leave()),
      el('p', { class: 'quiet small' }, t('js-run-take-into-hint', { name: runs.current().name })));
  }

  async function link() {
    const snapshot = runs.snapshot();
    const address = async (withNotes) => `${location.href.replace(/#.*/s, '')}#run=${await share.pack(snapshot, withNotes)}`;
    const whole = await address(true);
    if (whole.length <= share.LONGEST_LINK) return copy(whole, 'js-run-link-copied');
    const short = await address(false);
    if (short.length > share.LONGEST_LINK) return say(t('js-run-link-too-long'));
    ask(el('p', {}, t('js-run-link-long')), el('div', { class: 'toolbar' }, answer('js-run-link-short', () => copy(short, 'js-run-link-copied'), ''), leave()));
  }

  function markdown() {
    const snapshot = runs.snapshot();
    return copy(share.toMarkdown(waybook.playbook, snapshot, { t, ...runs.progress() }), 'js-run-markdown-copied');
  }

  /** Into the clipboard; where that is closed, into a field from which it can be copied. */
  async function copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
      say(t(done));
    } catch {
      const field = el('textarea', { readonly: true, rows: 6 });
      field.value = text;
      ask(el('label', { class: 'field' }, el('span', {}, t('js-run-copy-self')), field), el('div', { class: 'toolbar' }, leave()));
      field.select();
    }
  }

  function print(how) {
    dialog.close();
    waybook.printRun(how);
  }

  // -------------------------------------------------------------------- open

  document.addEventListener('waybook:run', show);
  dialog.addEventListener('click', (event) => {
    // A click on what lies behind: the dialog itself has no face of its own there.
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const outside = event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom;
    if (event.target === dialog && outside) dialog.close();
  });

  waybook.runsDialog = {
    /** Opens the dialog; `save` saves at once, `receive` offers the run that came with a link. */
    open(then, value) {
      if (!layer.isConnected) document.body.append(layer);
      if (!dialog.open) dialog.showModal();
      show();
      if (then === 'save') save();
      else if (then === 'receive') take(() => share.unpack(value));
      else (list.querySelector(':checked') ?? title).focus();
    },
  };
})();
