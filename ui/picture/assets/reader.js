// Shows the canonical text of a document with its sentences marked. Everything of the document is a text node.
const STATE = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  const el = parentElement.querySelector(".reader");
  let s = STATE.get(parentElement);
  if (!s) {
    s = {};
    document.documentElement.lang = "vi"; // Streamlit says English
    STATE.set(parentElement, s);
    el.addEventListener("click", (e) => { const m = e.target.closest("mark"); if (m) s.send("picked", Number(m.dataset.at)); });
    el.addEventListener("keydown", (e) => { if (e.key === "Enter" && e.target.localName === "mark") s.send("picked", Number(e.target.dataset.at)); });
  }
  s.send = setTriggerValue;
  if (s.text !== data.id) {
    s.text = data.id;
    el.setAttribute("aria-label", data.label);
    el.replaceChildren(...data.segments.map(segment));
  }
  focus(el, data.focus);
  return () => STATE.delete(parentElement);
}

function segment([text, at, kind]) {
  if (at < 0) return document.createTextNode(text);
  const m = document.createElement("mark");
  m.textContent = text;
  m.dataset.at = at;
  m.dataset.kind = kind;
  m.tabIndex = 0;
  return m;
}

function focus(el, span) { // segments that lie in the wanted span; the first one is brought into view
  const marks = [...el.querySelectorAll("mark")];
  for (const m of marks) m.classList.toggle("here", span.includes(Number(m.dataset.at)));
  const first = marks.find((m) => m.classList.contains("here"));
  if (first) el.scrollTop = first.offsetTop - el.clientHeight / 3;
}
