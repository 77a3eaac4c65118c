// The switch between light, dark and the system's scheme: groups of radio buttons marked `data-scheme-choice` (`system`,
// `light`, `dark`), and buttons marked `data-scheme-switch`, which turn dark on and off.
'use strict';
(() => {
  const KEY = 'waybook-scheme';
  const root = document.documentElement;
  const { waybook } = window;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const colours = [...document.querySelectorAll('meta[name="theme-color"]')].map((meta) => meta.content);
  let chosen = known(root.dataset.scheme);

  /** `light`, `dark`, or nothing: as the system has it. */
  function known(choice) {
    return choice === 'light' || choice === 'dark' ? choice : null;
  }

  const isDark = () => (chosen ? chosen === 'dark' : dark.matches);

  function show() {
    if (chosen) root.dataset.scheme = chosen;
    else delete root.dataset.scheme;
    document.querySelector('meta[name="color-scheme"]').content = chosen ?? 'light dark';
    // The first colour is for a light window, the second for a dark one; a choice makes both the same.
    document.querySelectorAll('meta[name="theme-color"]').forEach((meta, place) => {
      meta.content = colours[chosen ? Number(isDark()) : place] ?? meta.content;
    });
    for (const group of document.querySelectorAll('[data-scheme-choice]')) {
      group.hidden = false;
      for (const radio of group.querySelectorAll('input')) radio.checked = radio.value === (chosen ?? 'system');
    }
    for (const button of document.querySelectorAll('[data-scheme-switch]')) {
      button.hidden = false;
      button.setAttribute('aria-pressed', String(isDark()));
    }
  }

  function choose(choice) {
    chosen = known(choice);
    if (chosen) waybook.store.set(KEY, chosen);
    else waybook.store.remove(KEY);
    show();
  }

  document.addEventListener('change', ({ target }) => {
    if (target.closest?.('[data-scheme-choice]')) choose(target.value);
  });
  document.addEventListener('click', ({ target }) => {
    if (!target.closest?.('[data-scheme-switch]')) return;
    const other = isDark() ? 'light' : 'dark';
    choose((other === 'dark') === dark.matches ? 'system' : other);
  });
  dark.addEventListener('change', show);
  addEventListener('storage', ({ key, newValue }) => {
    if (key !== KEY && key !== null) return;
    chosen = known(newValue);
    show();
  });
  waybook.onpage(show);
})();
