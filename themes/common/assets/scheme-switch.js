// The switch between light, dark and the system's scheme: every group of radio buttons marked `data-scheme-choice`.
'use strict';
(function () {
  const KEY = 'waybook-scheme';
  const root = document.documentElement;
  const groups = document.querySelectorAll('[data-scheme-choice]');
  const scheme = document.querySelector('meta[name="color-scheme"]');
  const colours = [...document.querySelectorAll('meta[name="theme-color"]')];
  const [light, dark] = colours.map((meta) => meta.content);

  /** Shows a scheme (`light`, `dark`, else the system's) on this page. */
  function show(choice) {
    const chosen = choice === 'light' || choice === 'dark';
    if (chosen) root.dataset.scheme = choice;
    else delete root.dataset.scheme;
    scheme.content = chosen ? choice : 'light dark';
    if (dark) colours.forEach((meta, i) => (meta.content = (chosen ? choice === 'dark' : i === 1) ? dark : light));
    for (const group of groups) {
      for (const radio of group.querySelectorAll('input')) radio.checked = radio.value === (chosen ? choice : 'system');
    }
  }

  function keep(choice) {
    try {
      if (choice === 'system') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, choice);
    } catch {
      // No storage: the choice holds for this page.
    }
  }

  for (const group of groups) {
    group.hidden = false;
    group.addEventListener('change', (event) => {
      show(event.target.value);
      keep(event.target.value);
    });
  }
  addEventListener('storage', (event) => {
    if (event.key === KEY || event.key === null) show(event.newValue);
  });
  show(root.dataset.scheme);
})();
