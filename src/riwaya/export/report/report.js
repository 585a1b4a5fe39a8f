"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const byId = (id) => document.getElementById(id);

  // ---- the words behind a cell
  const drawer = byId("drawer");
  let held = null;
  let opener = null;
  const heldTexts = () => (held ??= JSON.parse(byId("texts").textContent));

  // offsets of the ledger count code points, those of strings UTF-16 units: they part where a text leaves the basic plane
  const units = (text, points) => {
    if (!/[\ud800-\udbff]/.test(text)) return points;
    const wanted = [...new Set(points)].sort((a, b) => a - b);
    const found = new Map();
    let unit = 0;
    let point = 0;
    for (const at of wanted) {
      for (; point < at && unit < text.length; point++) unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
      found.set(at, unit);
    }
    return points.map((at) => found.get(at));
  };

  const part = (name, text) => {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  };

  const lit = (text, span, near) => {
    const [start, end, from, to] = units(text, [...span, ...near]);
    const lines = document.createDocumentFragment();
    const plain = (a, b) => {
      if (a >= b) return;
      const cuts = [a, Math.min(Math.max(from, a), b), Math.min(Math.max(to, a), b), b];
      lines.append(text.slice(cuts[0], cuts[1]));
      if (cuts[1] < cuts[2]) {
        const around = part("span", text.slice(cuts[1], cuts[2]));
        around.className = "near";
        lines.append(around);
      }
      lines.append(text.slice(cuts[2], cuts[3]));
    };
    plain(0, start);
    lines.append(part("mark", text.slice(start, end)));
    plain(end, text.length);
    return lines;
  };

  const quoted = (argument) => (/^[\w.@%+=:,/#-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`);
  const numbers = (pair) => pair.split(" ").map(Number);

  const show = (button) => {
    const { ledger, documents } = heldTexts();
    const source = documents[Number(button.dataset.d)];
    const bdi = part("bdi", source.outlet || source.id);
    byId("drawer-of").replaceChildren(bdi, source.day ? `, ${source.day}` : "");
    const address = byId("drawer-url");
    address.replaceChildren();
    if (source.url) {
      const anchor = part("a", source.url);
      anchor.href = source.url;
      anchor.rel = "noopener noreferrer external";
      address.append(anchor);
    }
    byId("drawer-cell").textContent = button.dataset.c;
    byId("drawer-command").textContent = `riwaya explain ${quoted(button.dataset.c)} --ledger ${quoted(ledger)}`;
    byId("copied").textContent = "";
    const text = byId("drawer-text");
    text.replaceChildren(lit(source.text, numbers(button.dataset.s), numbers(button.dataset.n)));
    opener = button;
    opener.setAttribute("aria-expanded", "true");
    drawer.showModal();
    byId("close").focus({ preventScroll: true });
    text.querySelector("mark").scrollIntoView({ block: "center" });
  };

  drawer.addEventListener("close", () => {
    if (!opener) return;
    opener.removeAttribute("aria-expanded");
    opener.focus({ preventScroll: true });
    opener = null;
  });
  // the panel covers the dialog's own box: a click that reaches the dialog itself is outside of it
  drawer.addEventListener("click", (event) => event.target === drawer && drawer.close());
  byId("close").addEventListener("click", () => drawer.close());
  // where the browser keeps its clipboard closed to pages from disk, the words are selected instead
  const copied = async (element) => {
    try {
      await navigator.clipboard.writeText(element.textContent);
      return "copied";
    } catch {
      getSelection().selectAllChildren(element);
      return "selected: copy it with the keyboard";
    }
  };
  byId("copy").addEventListener("click", async () => {
    byId("copied").textContent = await copied(byId("drawer-command"));
  });
  const copyId = async (button) => {
    const label = [...button.childNodes];
    const told = await copied(button.parentElement.querySelector("code"));
    button.textContent = told;
    setTimeout(() => button.replaceChildren(...label), 1600);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches(".w")) show(button);
    else if (button.matches(".copy-id")) copyId(button);
    else if (button.matches(".pick")) pick(button);
  });

  // ---- filters; the folding is that of the reader: spellings that Arabic leaves to the writer are one
  const deleted = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0640\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
  const letters = new Map([..."أإآٱ"].map((letter) => [letter, "ا"]));
  for (const [from, to] of ["ىي", "یي", "ةه", "ۀه", "ؤو", "ئي", "کك", "ھه", "٫.", "٬,"]) letters.set(from, to);
  const digits = (letter) => String((letter.charCodeAt(0) & 0xf) % 10);
  const fold = (text) =>
    text
      .normalize("NFKC")
      .replace(deleted, "")
      .replace(/[٠-٩۰-۹]/g, digits)
      .replace(/[أإآٱىیةۀؤئکھ٫٬]/g, (letter) => letters.get(letter))
      .toLowerCase()
      .replace(/\s+/g, " ");

  const form = byId("filters");
  const cards = [...document.querySelectorAll("article.card")];
  const days = [...document.querySelectorAll("section.day")];
  const folded = new Map();
  const wordsOf = (card) => {
    if (!folded.has(card)) folded.set(card, fold(card.textContent));
    return folded.get(card);
  };

  const fits = (card, wanted, words) =>
    (!wanted.kind || card.dataset.kind === wanted.kind) &&
    (!wanted.standing || card.dataset.standing === wanted.standing) &&
    (!wanted.place || card.dataset.place === wanted.place) &&
    (!wanted.outlets || Number(card.dataset.outlets) > 1) &&
    (!wanted.disputes || Number(card.dataset.disputes) > 0) &&
    words.every((word) => wordsOf(card).includes(word));

  // what the address says behind `#` is either an element of the page or, as `standing=contested&words=…`, a view of it
  const picks = [...document.querySelectorAll("button.pick")];
  const base = location.href.split("#")[0];
  const wantedOf = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim()));
  const fragment = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return location.hash.slice(1);
    }
  };
  const target = () => byId(fragment()) ?? byId(`incident-${fragment()}`);

  // the counts of the index follow the filters; a day, month or year without an incident left leaves it
  const index = byId("index");
  const entries = index ? [...index.querySelectorAll("li")] : [];
  const branches = index ? [...index.querySelectorAll("details")].reverse() : [];
  const count = (element, number) => {
    element.querySelector(".n").textContent = number;
    element.hidden = number === 0;
  };
  const recount = () => {
    for (const entry of entries) {
      const day = byId(decodeURIComponent(entry.firstElementChild.hash.slice(1))).parentElement;
      const number = Number(day.dataset.shown);
      entry.dataset.shown = number;
      count(entry, number);
    }
    for (const branch of branches) {
      let number = 0;
      for (const entry of branch.querySelectorAll("li")) number += Number(entry.dataset.shown);
      count(branch, number);
    }
  };

  const filter = () => {
    const wanted = wantedOf();
    const words = fold(wanted.words || "").split(" ").filter(Boolean);
    let shown = 0;
    for (const day of days) {
      let here = 0;
      for (const card of day.querySelectorAll("article.card")) {
        card.hidden = !fits(card, wanted, words);
        here += card.hidden ? 0 : 1;
      }
      day.hidden = here === 0;
      day.dataset.shown = here;
      day.querySelector("h3 .count").textContent = `${here} incident${here === 1 ? "" : "s"}`;
      shown += here;
    }
    recount();
    for (const button of picks) button.setAttribute("aria-pressed", String(button.dataset.standing === wanted.standing));
    byId("nothing").hidden = shown > 0;
    form.elements.shown.textContent =
      shown === cards.length ? `${shown} incident${shown === 1 ? "" : "s"}` : `${shown} of ${cards.length} incidents`;
  };
  const record = () => {
    const view = new URLSearchParams(wantedOf()).toString();
    history.replaceState(null, "", view ? `${base}#${view}` : base);
  };
  const refilter = () => {
    filter();
    record();
  };
  const pick = (button) => {
    if (!form) return;
    const { standing } = form.elements;
    standing.value = standing.value === button.dataset.standing ? "" : button.dataset.standing;
    refilter();
    byId("incidents").scrollIntoView();
  };

  // a view sets the filters; an element that they hide takes them away
  const follow = () => {
    const found = fragment() && target();
    if (found) {
      if (found.closest("[hidden]")) {
        form.reset();
        filter();
      }
      for (let closed = found.closest("details:not([open])"); closed; closed = closed.parentElement.closest("details:not([open])")) closed.open = true;
      found.scrollIntoView();
      return;
    }
    const view = new URLSearchParams(location.hash.slice(1));
    if (![...view.keys()].some((name) => form.elements[name])) return;
    form.reset();
    for (const [name, value] of view) {
      const element = form.elements[name];
      if (element?.type === "checkbox") element.checked = true;
      else if (element?.tagName === "INPUT" || [...(element?.options ?? [])].some((option) => option.value === value)) element.value = value;
    }
    filter();
  };

  if (form) {
    let waiting = 0;
    form.hidden = false;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(refilter, 80);
    });
    byId("all").addEventListener("click", () => {
      form.reset();
      refilter();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    filter();
    follow();
    addEventListener("hashchange", follow);
    // a second press on a link that the address already holds changes no address
    document.addEventListener("click", (event) => {
      if (event.target.closest('a[href^="#"]')?.hash === location.hash) follow();
    });
  }
  const narrow = matchMedia("(max-width: 64rem)");
  const foldIndex = () => {
    if (index) index.open = !narrow.matches;
  };
  narrow.addEventListener("change", foldIndex);
  foldIndex();

  // ---- more accounts than the page is wide: what stands to the right, and the way there
  const hintOf = (region) => {
    const heads = [...region.querySelectorAll("thead th:not(.f)")];
    const sticky = region.querySelector("thead .f");
    const hint = part("button", "");
    hint.type = "button";
    hint.className = "more";
    region.before(hint);
    let next = null;
    const beyond = () => {
      const edge = region.getBoundingClientRect().right;
      return heads.filter((head) => head.getBoundingClientRect().right > edge + 8);
    };
    const update = () => {
      const rest = beyond();
      const seen = new Set(heads.filter((head) => !rest.includes(head)).map((head) => head.dataset.version));
      const versions = [...new Set(rest.map((head) => head.dataset.version).filter((version) => version && !seen.has(version)))];
      next = rest.find((head) => versions.includes(head.dataset.version)) ?? rest[0];
      hint.classList.toggle("none-left", rest.length === 0);
      hint.disabled = rest.length === 0;
      hint.textContent = `${rest.length} more to the right${versions.length ? `, version${versions.length > 1 ? "s" : ""} ${versions.join(", ")}` : ""} →`;
    };
    hint.addEventListener("click", () => {
      const step = next.getBoundingClientRect().left - sticky.getBoundingClientRect().right;
      region.scrollBy({ left: Math.max(step, 40), behavior: "smooth" });
    });
    let waiting = false;
    region.addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        update();
      });
    }, { passive: true });
    return update;
  };
  const hints = new Map();
  const measured = new ResizeObserver((changes) => {
    for (const { target: region } of changes) {
      if (hints.has(region)) hints.get(region)();
      else if (region.scrollWidth > region.clientWidth + 8) {
        hints.set(region, hintOf(region));
        hints.get(region)();
      }
    }
  });
  // only what is near the screen is measured: to lay out thousands of tables takes seconds
  const near = new IntersectionObserver((changes) => {
    for (const { target: region, isIntersecting } of changes) {
      if (!isIntersecting) continue;
      near.unobserve(region);
      measured.observe(region);
    }
  });
  for (const region of document.querySelectorAll(".card .scroll")) near.observe(region);
})();
