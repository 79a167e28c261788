// Draws a chain with vis-network inside a Streamlit components-v2 element and tells Python what was clicked.
// Texts of documents reach the canvas through fillText and the page through textContent only: they are never markup.
import { DataSet, Network } from "./vis-network.min.js";

const STATE = new WeakMap(); // per mounted element: the network outlives re-renders, so zoom and place are kept
const MIN_READABLE = 0.84;
const MIN_ON_PHONE = 0.72;
const MIN_TOGETHER = 0.6;
const MAX_FIRST = 1.0;
const HEADER = 30;
const GAP_INK = "#8a4b00";
const HALO = "#ffb61a";
const FONTS = { head: [600, 15], name: [600, 13.5], body: [400, 13], foot: [400, 12], warn: [600, 12] };
const HEIGHTS = { head: 20, name: 18, body: 17, foot: 16, warn: 16 };
const PILL_H = 22;

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
    parent, say: parent.querySelector(".say"), more: parent.querySelector(".more"), tip: parent.querySelector(".tip"), theme: theme(el),
    nodes: new DataSet([]), edges: new DataSet([]),
  };
  take(s, data);
  s.net = new Network(el, { nodes: s.nodes, edges: s.edges }, data.options);
  s.net.canvas.frame.tabIndex = -1; // one stop for the Tab key: the element itself
  s.net.on("click", (p) => click(s, p.pointer.canvas, p.pointer.DOM));
  s.net.on("doubleClick", (p) => twice(s, p.pointer.canvas));
  s.net.on("beforeDrawing", (ctx) => bands(ctx, s));
  s.net.on("afterDrawing", (ctx) => headings(ctx, s));
  el.setAttribute("aria-label", data.words.picture);
  document.documentElement.lang = "vi"; // Streamlit says English
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
  pickFromPython(s);
  const family = s.theme.font;
  Promise.all(["400 13px ", "600 13px "].map((f) => document.fonts.load(f + family, "Việt"))).then(() => s.net.redraw(), () => {});
  el.pointOf = (id) => pointOf(s, id); // where a card or a line is on the page: for tests and printing
  return s;
}

function update(s, { data, setTriggerValue }) {
  s.send = setTriggerValue;
  s.data = data;
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
      width: e.width + (mine ? 2 : 0), color: { color: mine ? s.theme.primary : e.color, opacity: bright ? 1 : 0.22 },
    };
  });
  diff(s.edges, rows, s.painted ?? new Map(), (r) => r);
  s.painted = new Map(rows.map((r) => [r.id, r]));
  if (force && s.net) s.net.redraw();
}

function theme(el) {
  const cs = getComputedStyle(el);
  const v = (name, other) => cs.getPropertyValue(name).trim() || other;
  return {
    bg: v("--st-background-color", "#fff"), soft: v("--st-secondary-background-color", "#f3f4f6"),
    text: v("--st-text-color", "#1f2328"), muted: "#57606a", border: "#b6bec8", primary: v("--st-primary-color", "#a4161a"), font: cs.fontFamily,
  };
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
  s.lit = s.picked ? around(s, s.picked) : null;
  const full = s.raw.get(s.picked)?.card?.full;
  s.say.textContent = full ?? (s.ends.has(s.picked) ? lineTitle(s, s.picked) : "");
  s.more.hidden = !s.picked;
  paint(s, false);
  s.net?.redraw();
}

function around(s, id) { // ids of cards and lines: all that leads to the picked one and all that follows from it
  const out = new Set([id]);
  const ends = s.ends.get(id);
  const start = ends ? { left: [ends[0]], right: [ends[1]] } : { left: [id], right: [id] };
  if (ends) { out.add(ends[0]); out.add(ends[1]); return out; }
  for (const [side, from, to] of [["left", 1, 0], ["right", 0, 1]]) {
    const queue = [...start[side]];
    while (queue.length) {
      const here = queue.pop();
      for (const [line, pair] of s.ends) if (pair[from] === here) {
        out.add(line);
        if (!out.has(pair[to])) { out.add(pair[to]); queue.push(pair[to]); }
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
  const y = tall ? root.y : (b.t + b.b) / 2;
  s.net.moveTo({ position: { x, y: y - HEADER / 2 / scale }, scale, animation: false });
  if (s.picked) bring(s, s.picked);
}

function whole(s) {
  const { b, scale } = fit(s, 0.15, 1.2);
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

function bring(s, id) { // move only if it is not in view
  const m = middle(s, id);
  if (!m) return;
  const at = s.net.canvasToDOM(m), w = s.el.clientWidth, h = s.el.clientHeight, room = Math.min(120, w / 4);
  if (at.x > room && at.x < w - room && at.y > HEADER + 60 && at.y < h - 60) return;
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

function pointOf(s, id) {
  const m = middle(s, id);
  if (!m) return null;
  const at = s.net.canvasToDOM(m), box = s.el.getBoundingClientRect();
  return { x: box.left + at.x, y: box.top + at.y };
}

function toolbar(s, parent) {
  const act = { in: () => zoom(s, 1.25), out: () => zoom(s, 0.8), whole: () => whole(s), root: () => { firstView(s); } };
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
    svg.append(shape("line", { x1: 1, x2: 32, y1: 6, y2: 6, stroke: color, "stroke-width": 2.2, "stroke-dasharray": dashes.join(" ") || "none" }));
    if (HEADS[head]) svg.append(shape("path", { d: HEADS[head], fill: color }));
    li.append(svg, document.createTextNode(text));
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
  } else ctx.roundRect(L, T, w, h, shape === "pill" || shape === "more" ? Math.min(18, h / 2) : 5);
}

function drawCard(s, ctx, n, x, y) {
  const k = n.card, { w, h } = k, L = x - w / 2, T = y - h / 2, th = s.theme;
  const picked = s.picked === n.id, pale = s.lit && !s.lit.has(n.id);
  const broken = k.shape === "hollow" || k.shape === "gap" || k.shape === "more";
  ctx.save();
  if (k.shape === "stack") { // a group: more sheets behind
    for (const d of [8, 4]) { outline(ctx, "sheet", L + d, T - d, w, h); ctx.fillStyle = th.bg; ctx.fill(); ctx.lineWidth = 1; ctx.strokeStyle = pale ? "#e1e4e8" : k.color; ctx.stroke(); }
  }
  if (picked) { // a halo outside the card: seen whatever its colour and shape
    ctx.beginPath(); ctx.roundRect(L - 5, T - 5, w + 10, h + 10, 9);
    ctx.lineWidth = 5; ctx.strokeStyle = HALO; ctx.stroke();
  }
  if (!broken) { ctx.shadowColor = "rgba(27,31,36,.16)"; ctx.shadowBlur = 5; ctx.shadowOffsetY = 1; }
  outline(ctx, k.shape, L, T, w, h);
  ctx.fillStyle = k.shape === "gap" ? "#fff6e8" : th.bg;
  ctx.fill();
  ctx.shadowColor = "transparent";
  ctx.globalAlpha = pale ? 0.45 : 1;
  if (k.shape === "sheet") { ctx.save(); ctx.clip(); ctx.fillStyle = k.color; ctx.fillRect(L, T, 6, h); ctx.restore(); outline(ctx, k.shape, L, T, w, h); }
  ctx.setLineDash(broken ? [6, 4] : []);
  ctx.lineWidth = k.root ? 2.2 : broken ? 1.5 : 1;
  ctx.strokeStyle = broken || k.root || k.shape !== "sheet" ? k.color : th.border;
  ctx.stroke();
  ctx.setLineDash([]);
  if (k.shape === "note") { ctx.beginPath(); ctx.moveTo(L + w - 16, T); ctx.lineTo(L + w - 16, T + 16); ctx.lineTo(L + w, T + 16); ctx.stroke(); }
  rows(s, ctx, k, L, T);
  for (const [, text, open, py] of k.pills) pill(s, ctx, text, open, L + 12, T + py, w - 24, k.color);
  ctx.restore();
}

function rows(s, ctx, k, L, T) {
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  for (const [text, style, ry] of k.rows) {
    const [weight, size] = FONTS[style];
    ctx.font = `${weight} ${size}px ${s.theme.font}`;
    ctx.fillStyle = style === "warn" ? GAP_INK : style === "foot" ? s.theme.muted : style === "head" ? k.color : s.theme.text;
    ctx.fillText(text, L + 15, T + ry + HEIGHTS[style] / 2, k.w - 24);
  }
}

function pill(s, ctx, text, open, x, y, w, color) {
  ctx.beginPath();
  ctx.roundRect(x, y, w, PILL_H, 6);
  ctx.fillStyle = open ? "#e6eaef" : s.theme.soft;
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = open ? color : "#d0d7de";
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
    ctx.fillStyle = i % 2 ? "rgba(87,96,106,.035)" : "rgba(87,96,106,.085)";
    ctx.fillRect(band.x - band.width / 2, v.t, band.width, v.b - v.t);
  });
}

function headings(ctx, s) { // pinned to the top edge, inside the part of the column that is in view
  const v = view(s), k = s.net.getScale();
  ctx.save();
  ctx.fillStyle = s.theme.bg;
  ctx.fillRect(v.l, v.t, v.r - v.l, HEADER / k);
  ctx.font = `600 ${13 / k}px ${s.theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const band of s.data.bands) {
    const l = Math.max(v.l, band.x - band.width / 2), r = Math.min(v.r, band.x + band.width / 2);
    if (r - l < 24 / k) continue;
    ctx.fillStyle = band.color;
    ctx.fillRect(l + 1 / k, v.t + (HEADER - 3) / k, r - l - 2 / k, 3 / k);
    const wide = ctx.measureText(band.label).width;
    if (wide * 0.8 < r - l - 8 / k) ctx.fillText(band.label, (l + r) / 2, v.t + (HEADER - 3) / 2 / k, r - l - 8 / k);
  }
  ctx.restore();
}
