// "On this page" marks the section one reads: that of the last heading above the upper third of the window.
'use strict';
(function () {
  const links = new Map();
  for (const link of document.querySelectorAll('.toc a')) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const passed = new Set();
  let current;
  // Reaching far above the window, so that a jump over many headings is seen too.
  const area = { rootMargin: '999999px 0px -66% 0px' };
  const watch = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) passed[isIntersecting ? 'add' : 'delete'](target);
    const link = links.get([...links.keys()].filter((heading) => passed.has(heading)).at(-1));
    if (link === current) return;
    current?.removeAttribute('aria-current');
    link?.setAttribute('aria-current', 'location');
    current = link;
  }, area);
  for (const heading of links.keys()) watch.observe(heading);
})();
