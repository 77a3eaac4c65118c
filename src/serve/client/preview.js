// The preview in the browser: hears of news, patches the page in place, shows findings.
// A classic script, so that it runs on every page alike. Everything it shows goes in as text, never as HTML.
(() => {
  "use strict";
  const own = "/__waybook/";
  const script = document.currentScript;
  let shown = Number(script?.dataset.number ?? 0);
  let findings = -1;
  let followed = null;
  let old = script?.hasAttribute("data-old") ?? false;
  const dismissed = new Set();

  // ---------------------------------------------------------------- elements

  /** Makes an element with attributes and children; text stays text. */
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value === true) element.setAttribute(key, "");
      else if (value !== false && value != null) element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child != null));
    return element;
  };

  const host = make("waybook-preview");
  const root = host.attachShadow({ mode: "open" });
  root.append(make("link", { rel: "stylesheet", href: own + "preview.css" }));
  const badge = make("button", { class: "badge", type: "button", "aria-expanded": "false", "aria-controls": "panel", hidden: true });
  const status = make("p", { class: "status", role: "status" });
  const panel = make("section", { class: "panel", id: "panel", "aria-label": "Findings", hidden: true });
  const overlay = make("div", { class: "overlay", hidden: true });
  root.append(overlay, make("div", { class: "corner" }, status, panel, badge));
  document.documentElement.append(host);

  // ---------------------------------------------------------------- findings

  const place = (finding) =>
    finding.path ? `${finding.path}:${finding.line}:${finding.column}` : "the workspace";

  const finding = (one) =>
    make(
      "article",
      { class: `finding ${one.severity}` },
      make(
        "h3",
        {},
        make("span", { class: "severity" }, one.severity),
        " ",
        make("span", {}, one.message),
      ),
      make(
        "p",
        { class: "where" },
        one.editor
          ? make("a", { href: one.editor }, place(one))
          : make("span", {}, place(one)),
        one.file
          ? make(
              "button",
              {
                type: "button",
                class: "copy",
                onclick: (event) => copy(event.currentTarget, `${one.file}:${one.line}`),
              },
              "Copy path",
            )
          : null,
        make("code", {}, one.rule),
      ),
      make("pre", { tabindex: "0" }, one.text),
    );

  const copy = (button, text) => {
    navigator.clipboard?.writeText(text).then(
      () => (button.textContent = "Copied"),
      () => (button.textContent = text),
    );
  };

  const list = (title, all) =>
    all.length
      ? make("section", {}, make("h2", {}, `${title} (${all.length})`), ...all.map(finding))
      : null;

  /** Identifies what an overlay says, so that one that was dismissed stays away until something else is wrong. */
  const told = (errors) => errors.map((e) => `${place(e)} ${e.rule} ${e.message}`).join("\n");

  const showOverlay = (errors) => {
    const key = told(errors);
    if (!errors.length || dismissed.has(key)) {
      if (!overlay.hidden) closeOverlay();
      return;
    }
    if (overlay.dataset.key === key && !overlay.hidden) return;
    const wasHidden = overlay.hidden;
    overlay.dataset.key = key;
    const close = make(
      "button",
      { type: "button", class: "close", onclick: () => dismiss(key) },
      "Dismiss (Esc)",
    );
    const heading = errors.length === 1 ? "1 error" : `${errors.length} errors`;
    overlay.replaceChildren(
      make(
        "div",
        { class: "sheet", role: "dialog", "aria-modal": "false", "aria-labelledby": "overlay-title", tabindex: "-1" },
        make("header", {}, make("h1", { id: "overlay-title" }, heading), close),
        old ? make("p", { class: "old" }, "The page below is the last one that could be read.") : null,
        ...errors.map(finding),
      ),
    );
    overlay.hidden = false;
    // Focus goes to the overlay once, and not away from somebody who is typing.
    const typing = document.activeElement?.matches?.("input, textarea, [contenteditable]");
    if (wasHidden && !typing) overlay.firstElementChild.focus({ preventScroll: true });
  };

  const closeOverlay = () => {
    overlay.hidden = true;
    delete overlay.dataset.key;
  };

  const dismiss = (key) => {
    dismissed.add(key);
    closeOverlay();
  };

  const showBadge = (here, elsewhere) => {
    const count = (severity) => [...here, ...elsewhere].filter((f) => f.severity === severity).length;
    const parts = [
      ["error", count("error")],
      ["warning", count("warning")],
      ["info", count("info")],
    ].filter(([, n]) => n);
    badge.hidden = !parts.length;
    if (badge.hidden) togglePanel(false);
    badge.textContent = parts.map(([word, n]) => `${n} ${word}${n > 1 && word !== "info" ? "s" : ""}`).join(", ");
    badge.className = `badge ${parts[0]?.[0] ?? ""}`;
    panel.replaceChildren(
      ...[
        list("On this page", here),
        list("Elsewhere in the playbook", elsewhere),
        make("p", {}, make("a", { href: own }, "All findings, coverage and addresses")),
      ].filter(Boolean),
    );
  };

  const togglePanel = (open) => {
    panel.hidden = !open;
    badge.setAttribute("aria-expanded", String(open));
  };
  badge.addEventListener("click", () => togglePanel(panel.hidden));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!overlay.hidden) dismiss(overlay.dataset.key);
    else if (!panel.hidden) {
      togglePanel(false);
      badge.focus();
    }
  });

  let sources = {};
  const askFindings = async () => {
    const page = location.pathname;
    const answer = await fetch(`${own}findings.json?page=${encodeURIComponent(page)}`);
    if (!answer.ok) return;
    const told = await answer.json();
    sources = told.headings ?? {};
    const all = [...told.here, ...told.elsewhere];
    showOverlay(all.filter((f) => f.severity === "error"));
    showBadge(told.here, told.elsewhere);
    markHeadings();
  };

  // ---------------------------------------------------------------- headings

  // A click on a heading opens its line in the editor; links and marks inside it keep their meaning.
  const markHeadings = () => {
    for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
      const target = sourceOf(heading);
      if (target) heading.title = `Open ${target.place}`;
    }
  };
  const sourceOf = (heading) => {
    const id = heading.id || heading.closest("section[id]")?.id;
    return sources[id ?? ""] ?? (heading.tagName === "H1" ? sources[""] : undefined);
  };
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.altKey || event.shiftKey) return;
    const heading = event.target.closest?.("h1, h2, h3, h4, h5, h6");
    if (!heading || event.target.closest("a, button, input, label, summary")) return;
    if (String(getSelection())) return;
    const target = sourceOf(heading);
    if (target) location.assign(target.editor);
  });

  // ---------------------------------------------------------------- patching

  /** The things a reader changed, which the patched page must keep: what was ticked, typed, unfolded. */
  const options = {
    morphStyle: "outerHTML",
    ignoreActiveValue: true,
    restoreFocus: true,
    callbacks: {
      beforeNodeMorphed(from, to) {
        if (!(from instanceof Element) || !(to instanceof Element)) return true;
        if (from === host) return false;
        if (from instanceof HTMLInputElement && to instanceof HTMLInputElement) {
          if (from.checked !== from.defaultChecked) {
            if (from.checked) to.setAttribute("checked", "");
            else to.removeAttribute("checked");
          }
          if (from.value !== from.defaultValue) to.setAttribute("value", from.value);
        }
        if (from instanceof HTMLDetailsElement) to.toggleAttribute("open", from.open);
        return true;
      },
      beforeNodeRemoved(node) {
        return node !== host;
      },
      beforeAttributeUpdated(name, node, kind) {
        // The page's own scripts note things here; the page as it is served knows nothing of them.
        return !(kind === "remove" && node === document.documentElement && name !== "lang" && name !== "dir");
      },
    },
  };

  const ready = new Promise((resolve, reject) => {
    if (window.Idiomorph) return resolve();
    const script = make("script", { src: own + "idiomorph.min.js", onload: resolve, onerror: reject });
    document.head.append(script);
  });

  /** Puts new style sheets beside the old ones, and takes those away once the new ones are there: no flash. */
  const swapStyles = async (next) => {
    const links = (from) => [...from.querySelectorAll('link[rel~="stylesheet"]')];
    const now = links(document.head);
    const wanted = links(next.head);
    const address = (link) => new URL(link.getAttribute("href"), location.href).href;
    const known = new Map(now.map((link) => [address(link), link]));
    const loading = wanted
      .filter((link) => !known.has(address(link)))
      .map(
        (link) =>
          new Promise((resolve) => {
            const copy = document.importNode(link);
            copy.addEventListener("load", resolve);
            copy.addEventListener("error", resolve);
            document.head.append(copy);
            setTimeout(resolve, 2000);
          }),
      );
    await Promise.all(loading);
    const kept = new Set(wanted.map(address));
    for (const [href, link] of known) if (!kept.has(href)) link.remove();
  };

  const patch = async () => {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    const html = await answer.text();
    if (answer.redirected) {
      const to = new URL(answer.url);
      history.replaceState(history.state, "", to.pathname + location.search + location.hash);
    }
    const next = new DOMParser().parseFromString(html, "text/html");
    const mine = next.querySelector(`script[src^="${own}preview.js"]`);
    shown = Number(mine?.dataset.number ?? shown);
    old = mine?.hasAttribute("data-old") ?? false;
    mine?.remove();
    await ready;
    await swapStyles(next);
    const { scrollX, scrollY } = window;
    document.title = next.title;
    for (const name of ["lang", "dir"]) {
      const value = next.documentElement.getAttribute(name);
      if (value != null) document.documentElement.setAttribute(name, value);
    }
    for (const selector of ['meta[name="description"]', 'link[rel="canonical"]']) {
      const [from, to] = [document.head.querySelector(selector), next.head.querySelector(selector)];
      if (from && to && from.outerHTML !== to.outerHTML) from.replaceWith(to);
    }
    window.Idiomorph.morph(document.body, next.body, options);
    window.scrollTo(scrollX, scrollY);
    document.dispatchEvent(new CustomEvent("waybook:patched", { detail: { number: shown } }));
  };

  // ---------------------------------------------------------------- news

  let working = Promise.resolve();
  const hear = (moment) => {
    working = working.then(async () => {
      if (moment.follow && followed !== null && moment.follow[0] !== followed) {
        followed = moment.follow[0];
        const to = "/" + moment.follow[1];
        if (to !== decodeURI(location.pathname) && to !== decodeURI(location.pathname) + "index.html") {
          location.assign(encodeURI(to));
          return;
        }
      }
      followed = moment.follow?.[0] ?? 0;
      const changed = moment.number !== shown;
      if (changed) {
        await patch();
      }
      if (changed || moment.findings !== findings) {
        findings = moment.findings;
        await askFindings();
      }
    }).catch(() => {});
  };

  let wait = 250;
  const connect = () => {
    const source = new EventSource(own + "events");
    source.addEventListener("open", () => {
      wait = 250;
      status.textContent = "";
      host.removeAttribute("data-away");
    });
    source.addEventListener("moment", (event) => hear(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      // The browser tries again by itself in some cases only, and slowly: this is the one way for all.
      source.close();
      status.textContent = "Not connected: waiting for the preview to come back.";
      host.setAttribute("data-away", "");
      setTimeout(connect, wait);
      wait = Math.min(wait * 1.6, 3000);
    });
    addEventListener("pagehide", () => source.close(), { once: true });
  };
  connect();
})();
