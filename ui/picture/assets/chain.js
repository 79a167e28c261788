// Draws a chain with vis-network inside a Streamlit components-v2 element and tells Python what was clicked.
// Texts of documents reach the canvas through fillText and the page through textContent only: they are never markup.
import { DataSet, Network } from "./vis-network.min.js";

const STATE = new WeakMap(); // per mounted element: the network outlives re-renders, so zoom and place are kept
const MIN_READABLE = 0.84;
const MIN_ON_PHONE = 0.72;
const MIN_TOGETHER = 0.6;
const MAX_FIRST = 1.0;
const HEADER = 30;
const HEAD_PRINTED = 44; // the names of the columns in a file, where no scale of the screen applies
const GAP_INK = "#8a4b00";
const HALO = "#ffb61a";
const STATED = [600, 12]; // the type of a state
const FONTS = { head: [600, 15], name: [600, 13.5], body: [400, 13], foot: [400, 12], warn: [600, 12] };
const HEIGHTS = { head: 20, name: 18, body: 17, foot: 16, warn: 16 };
const PILL_H = 22;
const MARK = 16;
const TINY = 0.28; // below this scale no letter can be read: bars stand for lines

export default function (component) {
  const { parentElement, data } = component;
  let s = STATE.get(parentElement);
  if (!s) {
    s = mount(parentElement, component);
    STATE.set(parentElement, s);
  } else {
    update(s, component);
  }
  return () => {
    s.resize.disconnect();
    s.dark.removeEventListener("change", s.recolour);
    s.net.destroy();
    STATE.delete(parentElement);
  };
}

// -- life of the element ------------------------------------------------------------------------------------------------

function mount(parent, component) {
  const { data, setTriggerValue } = component;
  const el = parent.querySelector(".net");
  const s = {
    el, data, send: setTriggerValue, raw: new Map(), picked: "", lit: null, anchor: null, asked: null,
    parent, trail: parent.querySelector(".trail"), say: parent.querySelector(".say"), more: parent.querySelector(".more"), tip: parent.querySelector(".tip"), theme: theme(el),
    nodes: new DataSet([]), edges: new DataSet([]),
  };
  take(s, data);
  s.net = new Network(el, { nodes: s.nodes, edges: s.edges }, data.options);
  cull(s);
  s.net.canvas.frame.tabIndex = -1; // one stop for the Tab key: the element itself
  s.net.on("click", (p) => click(s, p.pointer.canvas, p.pointer.DOM));
  s.net.on("doubleClick", (p) => twice(s, p.pointer.canvas));
  s.net.on("beforeDrawing", (ctx) => bands(ctx, s));
  s.net.on("afterDrawing", (ctx) => headings(ctx, s));
  for (const moved of ["dragEnd", "zoom", "animationFinished"]) s.net.on(moved, () => { trail(s); beyond(s); });
  for (const b of parent.querySelectorAll(".beyond")) b.addEventListener("click", () => aside(s, b.value === "right" ? 1 : -1));
  const key = parent.querySelector(".key");
  key.querySelector("summary").textContent = data.words.key;
  key.open = parent.clientWidth > 640 || innerWidth > 640; // on a telephone the picture comes first
  el.setAttribute("aria-label", data.words.picture);
  document.documentElement.lang = data.lang; // Streamlit says English
  el.addEventListener("keydown", (e) => keys(s, e));
  el.addEventListener("mousemove", (e) => hover(s, e));
  el.addEventListener("mouseleave", () => { s.tip.hidden = true; });
  el.addEventListener("wheel", (e) => { if (!e.ctrlKey) e.stopPropagation(); }, { capture: true }); // plain wheel scrolls the page
  toolbar(s, parent);
  const more = parent.querySelector(".more");
  more.textContent = data.words.more;
  more.addEventListener("click", () => document.querySelector(s.data.panel)?.scrollIntoView({ behavior: "smooth" }));
  s.resize = new ResizeObserver(() => { if (!s.seen && el.clientWidth) { s.seen = true; firstView(s); } });
  s.resize.observe(el);
  // a page that is still being laid out changes the width, and vis-network zooms along: nobody has chosen that view yet
  for (const what of ["pointerdown", "wheel", "keydown"]) parent.addEventListener(what, () => { s.touched = true; }, { capture: true, passive: true });
  const born = performance.now();
  s.net.on("resize", ({ width, oldWidth }) => {
    if (s.seen && !s.touched && performance.now() - born < 4000 && Math.abs(width - oldWidth) > 1) requestAnimationFrame(() => { if (el.clientWidth) firstView(s); });
  });
  s.dark = matchMedia("(prefers-color-scheme: dark)");
  s.recolour = () => setTimeout(() => { s.theme = theme(el); legend(s, parent); paint(s, true); }, 150);
  s.dark.addEventListener("change", s.recolour);
  pickFromPython(s);
  const family = s.theme.font;
  Promise.all(["400 13px ", "600 13px "].map((f) => document.fonts.load(f + family, "Việt"))).then(() => s.net.redraw(), () => {});
  el.pointOf = (id) => pointOf(s, id); // where a card or a line is on the page: for tests and printing
  el.panBy = (x, y) => { const v = s.net.getViewPosition(); s.net.moveTo({ position: { x: v.x + x, y: v.y + y }, animation: false }); };
  return s;
}

function cull(s) { // vis-network draws every line at every frame; those outside the view need not be, nor heads too small to see
  const { renderer, body } = s.net;
  if (!renderer._drawEdges || !renderer._drawArrows) return; // another release: as it is
  const inView = (way) => (ctx) => {
    if (way === "drawArrows" && s.net.getScale() < TINY) return;
    const v = view(s), pad = 20;
    for (const id of body.edgeIndices) {
      const e = body.edges[id], a = e.from, b = e.to;
      if (!e.connected || Math.max(a.x, b.x) + pad < v.l || Math.min(a.x, b.x) - pad > v.r) continue;
      if (Math.max(a.y, b.y) + pad < v.t || Math.min(a.y, b.y) - pad > v.b) continue;
      e[way](ctx);
    }
  };
  renderer._drawEdges = inView("draw");
  renderer._drawArrows = inView("drawArrows");
}

function update(s, { data, setTriggerValue }) {
  s.send = setTriggerValue;
  s.data = data;
  s.theme = theme(s.el);
  const anchor = s.anchor && s.raw.get(s.anchor) ? s.anchor : null;
  const before = anchor && { ...s.raw.get(anchor) }, old = new Set(s.cards.map((n) => n.id));
  take(s, data);
  const after = anchor && s.raw.get(anchor);
  if (before && after && (before.x !== after.x || before.y !== after.y)) { // the opened card stays under the pointer
    const v = s.net.getViewPosition();
    s.net.moveTo({ position: { x: v.x + after.x - before.x, y: v.y + after.y - before.y }, animation: false });
  }
  if (after) uncover(s, after, s.cards.filter((n) => !old.has(n.id)));
  s.anchor = null;
  show(s, s.picked);
  pickFromPython(s);
  beyond(s);
}

function take(s, data) { // new rows into the DataSets, changed ones only
  const cards = new Map(data.nodes.map((n) => [n.id, n]));
  diff(s.nodes, data.nodes, s.raw, (n) => ({
    id: n.id, x: n.x, y: n.y, shape: "custom", physics: false,
    ctxRenderer: ({ ctx, id, x, y }) => drawNode(s, ctx, id, x, y), // vis keeps the first renderer of a node: look up by id
  }));
  s.raw = cards;
  s.cards = data.nodes.filter((n) => n.card);
  s.ends = new Map(Object.entries(data.lines));
  s.parents = null;
  s.trailed = null;
  s.strokes = new Map(data.edges.map((e) => [e.id, e]));
  paint(s, true);
  legend(s, s.parent);
}

function diff(set, rows, old, dress) {
  const keep = new Set(rows.map((r) => r.id));
  const gone = set.getIds().filter((id) => !keep.has(id));
  if (gone.length) set.remove(gone);
  const changed = rows.filter((r) => JSON.stringify(old.get(r.id)) !== JSON.stringify(r));
  if (changed.length) set.update(changed.map(dress));
}

function paint(s, force) { // strokes: colour, or paler where another part of the chain is picked
  const rows = [...s.strokes.values()].map((e) => {
    const bright = !s.lit || e.lines.some((l) => s.lit.has(l)) || (!e.lines.length && s.lit.has(e.of));
    const mine = e.lines.includes(s.picked);
    return {
      id: e.id, from: e.from, to: e.to, arrows: e.arrows ?? "", dashes: e.dashes, smooth: e.smooth,
      width: e.width + (mine ? 2 : 0), color: { color: mine ? s.theme.primary : ink(s, e.color), opacity: bright ? 1 : 0.22 },
    };
  });
  diff(s.edges, rows, s.painted ?? new Map(), (r) => r);
  s.painted = new Map(rows.map((r) => [r.id, r]));
  if (force && s.net) s.net.redraw();
}

function theme(el) {
  const cs = getComputedStyle(el);
  const v = (name, other) => cs.getPropertyValue(name).trim() || other;
  const bg = v("--st-background-color", "#fff"), dark = light(rgb(bg)) < 0.4;
  return {
    bg, dark, soft: v("--st-secondary-background-color", "#f3f4f6"), text: v("--st-text-color", "#1f2328"),
    muted: dark ? "#a9b4c0" : "#57606a", border: dark ? "#4b5563" : "#b6bec8", pill: dark ? "#2b3440" : "#e6eaef", gap: dark ? "#2e2414" : "#fff6e8",
    primary: v("--st-primary-color", "#a4161a"), font: cs.fontFamily, inks: new Map(),
  };
}

function rgb(color) { // "#rrggbb", "#rgb" or "rgb(…)" → three numbers
  const hex = color.match(/^#(..)(..)(..)/) ?? color.match(/^#(.)(.)(.)$/);
  if (hex) return hex.slice(1, 4).map((h) => parseInt(h.length === 1 ? h + h : h, 16));
  return (color.match(/[\d.]+/g) ?? [255, 255, 255]).slice(0, 3).map(Number);
}

function light([r, g, b]) { // relative luminance (WCAG)
  const f = (v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
}

function ink(s, color) { // the colour itself, or on a dark ground as much of white in it as makes it readable (4.6 : 1)
  const th = s.theme;
  if (!th.dark) return color;
  if (!th.inks.has(color)) {
    const ground = light(rgb(th.bg));
    let c = rgb(color);
    for (let i = 0; i < 20 && (light(c) + 0.05) / (ground + 0.05) < 4.6; i++) c = c.map((v) => v + (255 - v) * 0.12);
    th.inks.set(color, `rgb(${c.map(Math.round).join(",")})`);
  }
  return th.inks.get(color);
}

// -- picking ------------------------------------------------------------------------------------------------------------

function pickFromPython(s) { // a choice made outside the picture; numbered, so that the same choice may come twice
  const ask = s.data.ask;
  if (!ask || s.asked === ask.n) return;
  s.asked = ask.n;
  show(s, ask.id);
  if (ask.id && s.seen) bring(s, ask.id);
}

function pick(s, id) {
  s.tip.hidden = true;
  show(s, id);
  s.send("picked", id);
}

function show(s, id) {
  s.picked = s.raw.get(id)?.card || s.ends.has(id) ? id : "";
  s.lit = s.picked ? around(s, s.picked) : s.data.found?.length ? new Set(s.data.found) : null; // or what was looked for
  const full = s.raw.get(s.picked)?.card?.full;
  s.say.textContent = full ?? (s.ends.has(s.picked) ? lineTitle(s, s.picked) : "");
  s.more.hidden = !s.picked;
  paint(s, false);
  s.net?.redraw();
  trail(s);
}

// -- the line of ancestors above the picture: a parent that is off the screen is not lost --------------------------------

function trail(s) {
  if (!s.net || !s.trail) return;
  const here = s.raw.get(s.picked) ?? s.raw.get(s.ends.get(s.picked)?.[1]) ?? s.raw.get(s.data.root); // never one nobody chose
  const line = here ? [here, ...ancestors(s, here.id)].reverse() : [];
  const key = line.map((n) => n.id).join(" ") + s.picked;
  if (key === s.trailed) return;
  s.trailed = key;
  s.trail.replaceChildren(...line.map((n, i) => {
    const li = document.createElement("li"), b = document.createElement("button");
    b.type = "button";
    b.textContent = title(n);
    b.title = n.card.full;
    if (i === line.length - 1) b.setAttribute("aria-current", "true");
    b.addEventListener("click", () => (n.card.toggle ? bring(s, n.id, true) : (pick(s, n.id), bring(s, n.id, true))));
    li.append(b);
    return li;
  }));
}

function title(n) {
  if (n.card.shape === "cohort") return n.card.full.split("\n").slice(0, 2).join(": ");
  const rows = n.card.rows, first = rows.findIndex(([, style]) => style === "head" || style === "name");
  const text = first < 0 ? n.card.full.split("\n")[0] : n.card.full.split("\n").find((line) => line.startsWith(rows[first][0].replace(/…$/, ""))) ?? rows[first][0];
  return text.length > 42 ? text.slice(0, 41) + "…" : text;
}

function ancestors(s, id) { // the first way to the left, up to the root
  if (!s.parents) {
    s.parents = new Map();
    for (const [a, b] of s.ends.values()) { // the nearest one to the left
      const near = s.raw.get(a), known = s.raw.get(s.parents.get(b));
      if (near && (!known || near.x > known.x)) s.parents.set(b, a);
    }
  }
  const out = [], seen = new Set([id]);
  for (let at = s.parents.get(id); at && !seen.has(at); at = s.parents.get(at)) { seen.add(at); if (s.raw.get(at)) out.push(s.raw.get(at)); }
  return out;
}

function around(s, id) { // ids of cards and lines: all that leads to the picked one and all that follows from it
  const out = new Set([id]);
  const ends = s.ends.get(id);
  const start = ends ? { left: [ends[0]], right: [ends[1]] } : { left: [id], right: [id] };
  if (ends) { out.add(ends[0]); out.add(ends[1]); return out; }
  for (const [side, from, to] of [["left", 1, 0], ["right", 0, 1]]) {
    const index = new Map(), queue = [...start[side]];
    for (const [line, pair] of s.ends) index.set(pair[from], [...(index.get(pair[from]) ?? []), [line, pair[to]]]);
    while (queue.length) {
      for (const [line, other] of index.get(queue.pop()) ?? []) {
        out.add(line);
        if (!out.has(other)) { out.add(other); queue.push(other); }
      }
    }
  }
  return out;
}

function lineTitle(s, id) {
  for (const e of s.strokes.values()) if (e.lines.length === 1 && e.lines[0] === id) return e.title;
  return "";
}

function cardAt(s, p) {
  for (let i = s.cards.length - 1; i >= 0; i--) {
    const n = s.cards[i];
    if (Math.abs(p.x - n.x) <= n.card.w / 2 && Math.abs(p.y - n.y) <= n.card.h / 2) return n;
  }
  return null;
}

function pillAt(n, p) {
  const left = n.x - n.card.w / 2 + 12, top = n.y - n.card.h / 2;
  const hit = n.card.pills.find(([, , , y]) => p.y >= top + y && p.y <= top + y + PILL_H + 3 && p.x >= left && p.x <= n.x + n.card.w / 2 - 12);
  return hit ? hit[0] : "";
}

function click(s, p, dom) {
  const n = cardAt(s, p);
  if (!n) {
    const stroke = s.strokes.get(s.net.getEdgeAt(dom));
    const one = stroke && (stroke.lines.length === 1 ? stroke.lines[0] : stroke.of);
    return pick(s, one ?? "");
  }
  const fold = n.card.toggle || pillAt(n, p);
  if (fold) return toggle(s, n.id, fold);
  pick(s, n.id);
}

function twice(s, p) {
  const n = cardAt(s, p);
  if (n && !n.card.toggle && !pillAt(n, p) && n.card.pills.length) toggle(s, n.id, n.card.pills[0][0]);
}

function toggle(s, id, fold) {
  s.anchor = id;
  s.send("toggled", fold);
}

function hover(s, e) {
  if (s.hovering) return;
  s.hovering = requestAnimationFrame(() => {
    s.hovering = 0;
    const box = s.el.getBoundingClientRect();
    const dom = { x: e.clientX - box.left, y: e.clientY - box.top };
    const p = s.net.DOMtoCanvas(dom), n = cardAt(s, p);
    const stroke = n ? null : s.strokes.get(s.net.getEdgeAt(dom));
    s.el.style.cursor = n || stroke ? "pointer" : "";
    const text = n ? (cut(n) ? n.card.full : "") : stroke && stroke.lines.length === 1 ? stroke.title : "";
    s.tip.hidden = !text;
    if (text) {
      s.tip.textContent = text;
      s.tip.style.left = Math.max(0, Math.min(dom.x + 14, box.width - 300)) + "px";
      s.tip.style.top = dom.y + 18 + "px";
    }
  });
}

const cut = (n) => n.card.rows.some(([text]) => text.endsWith("…"));

// -- keyboard -----------------------------------------------------------------------------------------------------------

function keys(s, e) {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  const here = s.raw.get(s.picked)?.card ? s.raw.get(s.picked) : null;
  if (e.key === "Enter" || e.key === " ") {
    e.preventDefault();
    if (!here) return pick(s, s.data.root);
    const fold = here.card.toggle || here.card.pills[0]?.[0];
    if (fold) toggle(s, here.id, fold);
    return;
  }
  if (e.key === "Escape") return pick(s, "");
  if (e.key === "+" || e.key === "=") return zoom(s, 1.2);
  if (e.key === "-") return zoom(s, 1 / 1.2);
  if (!e.key.startsWith("Arrow")) return;
  e.preventDefault();
  const next = here ? neighbour(s, here, e.key) : s.raw.get(s.data.root);
  if (next) { pick(s, next.id); bring(s, next.id); }
}

function neighbour(s, here, key) {
  const linked = [...s.ends.values()];
  const off = (n) => Math.abs(n.x - here.x) * 4 + Math.abs(n.y - here.y); // the next column first
  const nearest = (ids) => ids.map((id) => s.raw.get(id)).filter(Boolean).sort((a, b) => off(a) - off(b))[0];
  if (key === "ArrowRight") return nearest(linked.filter(([a]) => a === here.id).map(([, b]) => b));
  if (key === "ArrowLeft") return nearest(linked.filter(([, b]) => b === here.id).map(([a]) => a));
  const way = key === "ArrowDown" ? 1 : -1;
  return s.cards.filter((n) => Math.abs(n.x - here.x) < 1 && way * (n.y - here.y) > 1).sort((a, b) => way * (a.y - b.y))[0];
}

// -- view ---------------------------------------------------------------------------------------------------------------

function extent(s) {
  const b = { l: Infinity, r: -Infinity, t: Infinity, b: -Infinity };
  for (const { x, y, card } of s.cards) {
    b.l = Math.min(b.l, x - card.w / 2); b.r = Math.max(b.r, x + card.w / 2);
    b.t = Math.min(b.t, y - card.h / 2); b.b = Math.max(b.b, y + card.h / 2);
  }
  return b;
}

function fit(s, least, most) {
  const b = extent(s), w = s.el.clientWidth, h = s.el.clientHeight - HEADER;
  const scale = Math.min(most, Math.max(least, Math.min(w / (b.r - b.l + 40), h / (b.b - b.t + 30))));
  return { b, w, h, scale };
}

function firstView(s) { // the whole chain if it can be read so; otherwise the root at the left, or what the address asks for
  const { b, w, h, scale } = fit(s, s.el.clientWidth < 640 ? MIN_ON_PHONE : MIN_READABLE, MAX_FIRST);
  const root = s.raw.get(s.data.root) ?? s.cards[0];
  if (!root) return;
  const wide = (b.r - b.l + 40) * scale > w + 1, tall = (b.b - b.t + 30) * scale > h + 1;
  const x = wide ? Math.max(b.l - 16 + w / scale / 2, Math.min(root.x - root.card.w / 2 - 24 + w / scale / 2, b.r + 24 - w / scale / 2)) : (b.l + b.r) / 2;
  const y = tall ? unsliced(s, root, h / scale, x, w / scale, b) : (b.t + b.b) / 2;
  s.net.moveTo({ position: { x, y: y - HEADER / 2 / scale }, scale, animation: false });
  if (s.picked) bring(s, s.picked);
  trail(s);
  beyond(s);
}

function beyond(s) { // what lies outside the frame is counted at its edge, and a click leads there
  if (!s.net) return;
  const v = view(s);
  const out = { left: s.cards.filter((n) => n.x < v.l).length, right: s.cards.filter((n) => n.x > v.r).length };
  for (const b of s.parent.querySelectorAll(".beyond")) {
    const n = out[b.value];
    b.hidden = !n;
    b.textContent = b.value === "right" ? `${n} ›` : `‹ ${n}`;
    b.title = b.ariaLabel = s.data.words["beyond_" + b.value].replace("{n}", n);
  }
}

function aside(s, way) { // to the nearest column that lies outside, at the height of what is there
  const v = view(s), at = s.net.getViewPosition(), k = s.net.getScale(), outside = s.cards.filter((n) => (way > 0 ? n.x > v.r : n.x < v.l));
  if (!outside.length) return;
  const x = way > 0 ? Math.min(...outside.map((n) => n.x)) : Math.max(...outside.map((n) => n.x));
  const column = outside.filter((n) => n.x === x), off = (n) => Math.abs(n.y - at.y), near = column.reduce((a, b) => (off(b) < off(a) ? b : a));
  const edge = near.card.w / 2 + 24 / k, half = (v.r - v.l) / 2;
  s.net.moveTo({ position: { x: way > 0 ? x + edge - half : x - edge + half, y: near.y }, scale: k, animation: { duration: 250 } });
}

function unsliced(s, root, tall, x, wide, b) { // a height at which the root is seen and as many cards as can be are whole, the fewest cut by the upper edge
  const near = s.cards.filter((n) => Math.abs(n.x - x) < (wide + n.card.w) / 2).map((n) => [n.y - n.card.h / 2, n.y + n.card.h / 2]);
  const least = Math.max(root.y + root.card.h / 2 + 16 - tall, b.t - 14), most = Math.min(root.y - root.card.h / 2 - 16, Math.max(b.b + 14 - tall, b.t - 14));
  const whole = (at) => near.filter(([t, e]) => t >= at && e <= at + tall).length, sliced = (at) => near.filter(([t, e]) => t < at && e > at).length;
  const wish = Math.min(most, Math.max(least, root.y - tall / 2)), worth = (at) => 2 * whole(at) - sliced(at);
  const tries = [wish, ...near.flatMap(([t, e]) => [t - 12, e + 8, e + 12 - tall])].filter((at) => at >= Math.min(least, most) && at <= Math.max(least, most));
  const better = (at, best) => worth(at) > worth(best) || (worth(at) === worth(best) && Math.abs(at - wish) < Math.abs(best - wish));
  return tall / 2 + tries.reduce((best, at) => (better(at, best) ? at : best), wish);
}

function whole(s) {
  s.el.scrollIntoView({ block: "nearest" }); // the lower edge of the picture may lie below that of the window
  const { b, scale } = fit(s, 0.02, 1.2); // however long a chain is, its last row is in the frame
  s.net.moveTo({ position: { x: (b.l + b.r) / 2, y: (b.t + b.b) / 2 - HEADER / 2 / scale }, scale, animation: { duration: 200 } });
}

function zoom(s, by) {
  s.net.moveTo({ scale: Math.min(2, Math.max(0.15, s.net.getScale() * by)), animation: { duration: 120 } });
}

function middle(s, id) { // of a card, or of a line
  const n = s.raw.get(id);
  if (n) return n;
  const strokes = [...s.strokes.values()].filter((e) => e.lines.includes(id));
  const own = strokes.find((e) => e.lines.length === 1) ?? strokes[0];
  if (!own) return null;
  const a = s.raw.get(own.from), b = s.raw.get(own.to);
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function bring(s, id, always) { // move only if it is not in view, or always
  const m = middle(s, id);
  if (!m) return;
  const at = s.net.canvasToDOM(m), w = s.el.clientWidth, h = s.el.clientHeight, room = Math.min(120, w / 4);
  if (!always && at.x > room && at.x < w - room && at.y > HEADER + 60 && at.y < h - 60) return;
  s.net.moveTo({ position: { x: m.x, y: m.y }, scale: Math.max(s.net.getScale(), MIN_READABLE), animation: false });
}

function uncover(s, anchor, fresh) { // what was just opened comes into view together with its card, else without it
  if (!fresh.length) return;
  const v = view(s), k = s.net.getScale(), edge = 14 / k, at = s.net.getViewPosition(), wide = v.r - v.l;
  const near = Math.min(...fresh.map((n) => n.x)), column = fresh.filter((n) => n.x === near);
  const all = [...column, anchor];
  const left = Math.min(...all.map((n) => n.x - n.card.w / 2)) - edge, right = Math.max(...all.map((n) => n.x + n.card.w / 2)) + edge;
  const scale = Math.min(k, (k * wide) / (right - left));
  const go = (position, to) => s.net.moveTo({ position, scale: to, animation: { duration: 300 } });
  if (left >= v.l && right <= v.r) return;
  if (scale === k) return go({ x: at.x + (right > v.r ? right - v.r : left - v.l), y: at.y }, k); // a step aside
  if (scale >= MIN_TOGETHER) { // a step back: the card keeps its height on the screen
    return go({ x: (left + right) / 2, y: anchor.y - ((anchor.y - at.y) * k) / scale }, scale);
  }
  const top = Math.min(...column.map((n) => n.y - n.card.h / 2)), bottom = Math.max(...column.map((n) => n.y + n.card.h / 2));
  const tall = v.b - v.t, y = bottom - top < tall ? (top + bottom) / 2 : top + tall / 2 - 50 / k; // from the first on
  go({ x: near + (wide / 2) * 0.15, y }, k);
}

function titled(s, room) { // what stands above the picture in a file: what it is, of when, and what its marks mean
  const entries = [...s.data.legend.map((one) => ({ ...one, line: true })), ...(s.data.told ?? []).map(([state, text]) => ({ text, ...s.data.states[state] }))];
  const wide = (e) => (e.line ? 40 : 26) + e.text.length * 8.2 + 22, rows = [[]];
  let used = 0;
  for (const e of entries) {
    if (used + wide(e) > Math.max(room, 400) && used) { rows.push([]); used = 0; }
    rows.at(-1).push([used, e]);
    used += wide(e);
  }
  const draw = (ctx, left, top) => {
    ctx.save();
    ctx.textAlign = "left"; ctx.textBaseline = "middle"; ctx.fillStyle = s.theme.text;
    ctx.font = `600 26px ${s.theme.font}`;
    ctx.fillText(s.data.title ?? "", left, top + 20);
    ctx.font = `400 15px ${s.theme.font}`;
    ctx.fillStyle = s.theme.muted;
    ctx.fillText(s.data.made ?? "", left, top + 48);
    rows.forEach((row, i) => row.forEach(([x, e]) => {
      const y = top + 78 + 24 * i, at = left + x;
      if (e.line) {
        ctx.strokeStyle = ink(s, e.color); ctx.lineWidth = 2.2; ctx.setLineDash(e.dashes);
        ctx.beginPath(); ctx.moveTo(at, y); ctx.lineTo(at + 30, y); ctx.stroke(); ctx.setLineDash([]);
        if (HEADS[e.head]) { ctx.save(); ctx.translate(at, y - 6); ctx.fillStyle = ink(s, e.color); ctx.fill(new Path2D(HEADS[e.head])); ctx.restore(); }
      } else mark(ctx, e.mark, ink(s, e.color), at + 8, y, 6);
      ctx.fillStyle = s.theme.text;
      ctx.fillText(e.text, at + (e.line ? 44 : 20), y);
    }));
    ctx.restore();
  };
  return { height: 78 + 24 * rows.length + 14 + HEAD_PRINTED, draw };
}

function png(s) { // the whole chain, not only what is in view; drawn anew beside the page, as large as a canvas may be
  const b = extent(s), pad = 24, head = titled(s, b.r - b.l), w = b.r - b.l + 2 * pad, h = b.b - b.t + 2 * pad + head.height;
  const scale = Math.min(2, 12000 / w, 12000 / h, Math.sqrt(60e6 / (w * h)));
  const el = document.createElement("div");
  el.style.cssText = `position:fixed;left:-99999px;top:0;width:${Math.ceil((w * scale) / devicePixelRatio)}px;height:${Math.ceil((h * scale) / devicePixelRatio)}px`;
  document.body.append(el);
  const net = new Network(el, { nodes: s.nodes, edges: s.edges }, s.data.options), shown = { ...s, el, net, picked: "", lit: null };
  net.on("beforeDrawing", (ctx) => {
    const v = view(shown);
    ctx.fillStyle = s.theme.bg;
    ctx.fillRect(v.l, v.t, v.r - v.l, v.b - v.t);
    bands(ctx, shown);
  });
  net.on("afterDrawing", (ctx) => { headings(ctx, shown, b.t - 14 - HEAD_PRINTED); head.draw(ctx, b.l, b.t - head.height); });
  net.moveTo({ position: { x: (b.l + b.r) / 2, y: (b.t + b.b - head.height) / 2 }, scale: scale / devicePixelRatio, animation: false });
  s.printing = true;
  net.redraw();
  s.printing = false;
  el.querySelector("canvas").toBlob((blob) => {
    const a = document.createElement("a");
    a.href = URL.createObjectURL(blob);
    a.download = s.data.file + ".png";
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 10000);
    net.destroy();
    el.remove();
  });
}

function pointOf(s, id) {
  const m = middle(s, id);
  if (!m) return null;
  const at = s.net.canvasToDOM(m), box = s.el.getBoundingClientRect();
  return { x: box.left + at.x, y: box.top + at.y };
}

function toolbar(s, parent) {
  const act = { in: () => zoom(s, 1.25), out: () => zoom(s, 0.8), whole: () => whole(s), root: () => { firstView(s); }, png: () => png(s) };
  for (const b of parent.querySelectorAll(".bar button")) {
    b.textContent = s.data.words[b.value];
    b.title = b.ariaLabel = s.data.words[b.value + "_why"];
    b.addEventListener("click", act[b.value]);
  }
}

const HEADS = { // arrow heads of the legend, pointing right at x = 38
  arrow: "M28 1 L38 6 L28 11 L31 6 Z", vee: "M28 1 L38 6 L28 11 L34 6 Z", triangle: "M29 1 L38 6 L29 11 Z", bar: "M36 0 H39 V12 H36 Z",
  circle: "M28 6 a5 5 0 1 0 10 0 a5 5 0 1 0 -10 0", box: "M29 2 H37 V10 H29 Z", diamond: "M26 6 L32 1 L38 6 L32 11 Z", crow: "M38 1 L29 6 L38 11 L35 6 Z",
  curve: "M33 0 Q39 6 33 12 L32 11 Q36 6 32 1 Z",
};

function legend(s, parent) {
  const ul = parent.querySelector(".legend"), NS = "http://www.w3.org/2000/svg";
  const shape = (name, attributes) => {
    const e = document.createElementNS(NS, name);
    for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
    return e;
  };
  ul.replaceChildren(...s.data.legend.map(({ text, color, dashes, head }) => {
    const li = document.createElement("li"), svg = shape("svg", { width: 40, height: 12, "aria-hidden": "true" });
    svg.append(shape("line", { x1: 1, x2: 32, y1: 6, y2: 6, stroke: ink(s, color), "stroke-width": 2.2, "stroke-dasharray": dashes.join(" ") || "none" }));
    if (HEADS[head]) svg.append(shape("path", { d: HEADS[head], fill: ink(s, color) }));
    li.append(svg, document.createTextNode(text));
    return li;
  }), ...(s.data.told ?? []).map(([state, text]) => {
    const li = document.createElement("li"), canvas = document.createElement("canvas"), { mark: form, color } = s.data.states[state];
    canvas.width = canvas.height = 28;
    canvas.setAttribute("aria-hidden", "true");
    mark(canvas.getContext("2d"), form, ink(s, color), 14, 14, 10);
    li.append(canvas, document.createTextNode(text));
    return li;
  }));
}

// -- drawing ------------------------------------------------------------------------------------------------------------

function drawNode(s, ctx, id, x, y) {
  const n = s.raw.get(id);
  if (!n?.card) return { drawNode() {}, nodeDimensions: { width: 0, height: 0 } };
  return { drawNode: () => drawCard(s, ctx, n, x, y), nodeDimensions: { width: n.card.w, height: n.card.h } };
}

function outline(ctx, shape, L, T, w, h) {
  ctx.beginPath();
  if (shape === "note") { // a folded corner
    const c = 16;
    ctx.moveTo(L, T); ctx.lineTo(L + w - c, T); ctx.lineTo(L + w, T + c); ctx.lineTo(L + w, T + h); ctx.lineTo(L, T + h); ctx.closePath();
  } else if (shape === "badge") { // a person's post: cut corners at the left
    const c = 12;
    ctx.moveTo(L + c, T); ctx.lineTo(L + w, T); ctx.lineTo(L + w, T + h); ctx.lineTo(L + c, T + h); ctx.lineTo(L, T + h - c); ctx.lineTo(L, T + c); ctx.closePath();
  } else ctx.roundRect(L, T, w, h, shape === "pill" || shape === "more" || shape === "cohort" ? Math.min(18, h / 2) : 5);
}

function drawCard(s, ctx, n, x, y) {
  const k = n.card, { w, h } = k, L = x - w / 2, T = y - h / 2, th = s.theme;
  const picked = !s.printing && s.picked === n.id, pale = !s.printing && s.lit && !s.lit.has(n.id);
  const broken = k.shape === "hollow" || k.shape === "gap" || k.shape === "more";
  const color = ink(s, k.color), tiny = !s.printing && s.net.getScale() < TINY;
  ctx.save();
  if (k.shape === "stack") { // a group: more sheets behind
    for (const d of [8, 4]) { outline(ctx, "sheet", L + d, T - d, w, h); ctx.fillStyle = th.bg; ctx.fill(); ctx.lineWidth = 1; ctx.strokeStyle = pale ? th.border : color; ctx.stroke(); }
  }
  if (picked) { // a halo outside the card: seen whatever its colour and shape
    ctx.beginPath(); ctx.roundRect(L - 5, T - 5, w + 10, h + 10, 9);
    ctx.lineWidth = 5; ctx.strokeStyle = HALO; ctx.stroke();
  }
  if (!broken && !tiny && !th.dark && s.cards.length < 400) { ctx.shadowColor = "rgba(27,31,36,.16)"; ctx.shadowBlur = 5; ctx.shadowOffsetY = 1; }
  outline(ctx, k.shape, L, T, w, h);
  ctx.fillStyle = k.shape === "gap" ? th.gap : th.bg;
  ctx.fill();
  ctx.shadowColor = "transparent";
  ctx.globalAlpha = pale ? 0.45 : 1;
  if (k.shape === "sheet") { ctx.save(); ctx.clip(); ctx.fillStyle = color; ctx.fillRect(L, T, 6, h); ctx.restore(); outline(ctx, k.shape, L, T, w, h); }
  ctx.setLineDash(broken ? [6, 4] : []);
  ctx.lineWidth = k.root ? 2.2 : broken ? 1.5 : 1;
  ctx.strokeStyle = broken || k.root || k.shape !== "sheet" ? color : th.border;
  ctx.stroke();
  ctx.setLineDash([]);
  if (k.shape === "note") { ctx.beginPath(); ctx.moveTo(L + w - 16, T); ctx.lineTo(L + w - 16, T + 16); ctx.lineTo(L + w, T + 16); ctx.stroke(); }
  (tiny ? bars : rows)(s, ctx, k, L, T, color);
  for (const [, text, open, py] of k.pills) tiny || pill(s, ctx, text, open, L + 12, T + py, w - 24, color);
  ctx.restore();
}

function bars(s, ctx, k, L, T, color) { // far away: the number alone, as large as can be read, else as a bar; a state as its mark
  const scale = s.net.getScale(), word = k.w * scale > 44 ? shortest(k) : "";
  let named = false;
  for (const [text, style, ry] of k.rows) {
    const state = s.data.states[style];
    if (state) mark(ctx, state.mark, ink(s, state.color), L + 24, T + ry + 8, 12);
    else if (word && (style === "head" || style === "name")) {
      if (named) continue;
      named = true;
      ctx.font = `600 ${11 / scale}px ${s.theme.font}`;
      ctx.fillStyle = style === "head" ? color : s.theme.text;
      ctx.textAlign = "left";
      ctx.textBaseline = "top";
      const beside = s.data.states[k.rows[0][1]] ? 30 : 0; // a mark stands first on the card
      ctx.fillText(word, L + 12 + beside, T + (beside ? 8 : ry - 2), k.w - 18 - beside);
    } else if (style === "head" || style === "name") { ctx.fillStyle = color; ctx.fillRect(L + 15, T + ry + 5, Math.min(k.w - 30, text.length * 7), 9); }
  }
}

function shortest(k) { // what tells a card from others in the least letters: its number, or the last words of a name
  const number = k.full.split("\n")[0].match(/\d\S*\/\S+/)?.[0];
  const name = k.rows.filter(([, style]) => style === "head" || style === "name").map(([text]) => text).join(" ");
  const words = name.split(" ");
  return number ?? (words.length < 4 ? name : (k.rows[0][1] === "head" ? words.slice(0, 2) : words.slice(-2)).join(" "));
}

function rows(s, ctx, k, L, T, color) {
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  for (const [text, style, ry] of k.rows) {
    const state = s.data.states[style], [weight, size] = FONTS[style] ?? STATED, aside = state ? MARK : 0;
    const y = T + ry + (HEIGHTS[style] ?? 17) / 2;
    ctx.font = `${weight} ${size}px ${s.theme.font}`;
    if (state) mark(ctx, state.mark, ink(s, state.color), L + 21, y, 5.5);
    ctx.fillStyle = state ? ink(s, state.color) : style === "warn" ? ink(s, GAP_INK) : style === "foot" ? s.theme.muted : style === "head" ? color : s.theme.text;
    ctx.fillText(text, L + 15 + aside, y, k.w - 24 - aside);
  }
}

function mark(ctx, shape, color, x, y, r) { // a state by its shape
  ctx.save();
  ctx.fillStyle = ctx.strokeStyle = color;
  ctx.lineWidth = r / 2.4;
  ctx.setLineDash(shape === "dash" ? [r * 0.9, r * 0.6] : []);
  ctx.beginPath();
  if (shape === "square") ctx.fillRect(x - r, y - r, 2 * r, 2 * r);
  else if (shape === "arrow") { ctx.moveTo(x - r, y - r); ctx.lineTo(x + r, y); ctx.lineTo(x - r, y + r); ctx.fill(); }
  else if (shape === "tick") { ctx.moveTo(x - r, y); ctx.lineTo(x - r / 4, y + r * 0.8); ctx.lineTo(x + r, y - r * 0.8); ctx.stroke(); }
  else if (shape === "cross") { ctx.moveTo(x - r, y - r); ctx.lineTo(x + r, y + r); ctx.moveTo(x + r, y - r); ctx.lineTo(x - r, y + r); ctx.stroke(); }
  else if (shape === "lines") { for (const [i, end] of [[-0.8, r], [0, r], [0.8, r * 0.4]]) { ctx.moveTo(x - r, y + i * r); ctx.lineTo(x + end, y + i * r); } ctx.stroke(); }
  else if (shape === "half") { ctx.arc(x, y, r - ctx.lineWidth / 2, 0, 7); ctx.stroke(); ctx.beginPath(); ctx.arc(x, y, r, Math.PI / 2, -Math.PI / 2); ctx.fill(); }
  else { ctx.arc(x, y, shape === "disc" ? r : r - ctx.lineWidth / 2, 0, 7); shape === "disc" ? ctx.fill() : ctx.stroke(); }
  ctx.restore();
}

function pill(s, ctx, text, open, x, y, w, color) {
  ctx.beginPath();
  ctx.roundRect(x, y, w, PILL_H, 6);
  ctx.fillStyle = open ? s.theme.pill : s.theme.soft;
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = open ? color : s.theme.border;
  ctx.stroke();
  ctx.font = `600 12px ${s.theme.font}`;
  ctx.fillStyle = s.theme.text;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillText(text, x + 22, y + PILL_H / 2 + 0.5, w - 28);
  const cx = x + 12, cy = y + PILL_H / 2; // a triangle: to the right where shut, down where open
  ctx.beginPath();
  if (open) { ctx.moveTo(cx - 5, cy - 3); ctx.lineTo(cx + 5, cy - 3); ctx.lineTo(cx, cy + 4); } else { ctx.moveTo(cx - 3, cy - 5); ctx.lineTo(cx - 3, cy + 5); ctx.lineTo(cx + 4, cy); }
  ctx.fill();
}

function view(s) {
  const a = s.net.DOMtoCanvas({ x: 0, y: 0 }), b = s.net.DOMtoCanvas({ x: s.el.clientWidth, y: s.el.clientHeight });
  return { l: a.x, t: a.y, r: b.x, b: b.y };
}

function bands(ctx, s) {
  const v = view(s);
  s.data.bands.forEach((band, i) => {
    ctx.fillStyle = i % 2 ? "rgba(110,120,132,.04)" : "rgba(110,120,132,.09)";
    ctx.fillRect(band.x - band.width / 2, v.t, band.width, v.b - v.t);
  });
}

function faded(ctx, s, v, k) {
  const top = v.t + HEADER / k, down = 22 / k, clear = s.theme.bg.startsWith("#") && s.theme.bg.length === 7 ? s.theme.bg + "00" : `rgba(${rgb(s.theme.bg).join(",")},0)`;
  const goesOn = (y, side) => s.cards.some((n) => n.x + n.card.w / 2 > v.l && n.x - n.card.w / 2 < v.r && side * (n.y + (side * n.card.h) / 2 - y) > 0);
  for (const [from, to, side] of [[top, top + down, -1], [v.b, v.b - down, 1]]) {
    if (!goesOn(from, side)) continue;
    const g = ctx.createLinearGradient(0, from, 0, to);
    g.addColorStop(0, s.theme.bg);
    g.addColorStop(1, clear);
    ctx.fillStyle = g;
    ctx.fillRect(v.l, Math.min(from, to), v.r - v.l, down);
  }
  ctx.fillStyle = s.theme.bg;
}

function headings(ctx, s, printed) { // pinned to the top edge, inside the part of the column in view; in a file at a height of their own
  const seen = view(s), v = { ...seen, t: printed ?? seen.t }, k = printed === undefined ? s.net.getScale() : HEADER / HEAD_PRINTED;
  ctx.save();
  ctx.fillStyle = s.theme.bg;
  if (printed === undefined) ctx.fillRect(v.l, v.t, v.r - v.l, HEADER / k);
  else ctx.fillRect(v.l, seen.t, v.r - v.l, printed + HEAD_PRINTED - seen.t);
  if (printed === undefined) faded(ctx, s, v, k); // what goes on above is seen to go on, not cut off
  ctx.font = `600 ${13 / k}px ${s.theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const band of s.data.bands) {
    const l = Math.max(v.l, band.x - band.width / 2), r = Math.min(v.r, band.x + band.width / 2);
    if (r - l < 24 / k) continue;
    ctx.fillStyle = ink(s, band.color);
    ctx.fillRect(l + 1 / k, v.t + (HEADER - 3) / k, r - l - 2 / k, 3 / k);
    const wide = ctx.measureText(band.label).width;
    if (wide * 0.8 < r - l - 8 / k) ctx.fillText(band.label, (l + r) / 2, v.t + (HEADER - 3) / 2 / k, r - l - 8 / k);
  }
  ctx.restore();
}
