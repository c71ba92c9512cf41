// What a figure does where scripts run: hover and pinned texts, and names that show and hide their series, by pointer and by
// keyboard. It stands in each figure and installs itself once on a page.
(function (w, d, key) {
var mine = w.workloadsCharts = w.workloadsCharts || {}, NS = "http://www.w3.org/2000/svg";
if (mine[key]) return mine[key]();
var css = d.createElement("style");
css.textContent = ".wl-tip{position:absolute;z-index:9;pointer-events:none;max-width:19em;padding:.35em .65em;border-radius:6px;background:var(--p);box-shadow:0 1px 7px #0006,0 0 0 1px #8886;font:12px/1.4 system-ui,sans-serif;white-space:pre-line}.wl-tip:first-line{font-weight:650}"
+ ".wl svg [data-k]{cursor:pointer}.wl .off{opacity:.3}.wl [data-s].off{display:none}.wl [data-s].dim{opacity:.2}.wl [data-s].hot{opacity:1}.wl .on{stroke:currentColor;stroke-width:3}.wl-f>svg:focus-visible,.wl [data-k]:focus-visible{outline:2px solid var(--accent);outline-offset:1px}"
+ "@media print{.wl-tip{display:none}}";
d.head.appendChild(css);
function all(e, s) { return [].slice.call(e.querySelectorAll(s)); }
function num(e, a) { return +e.getAttribute(a); }
function live(f, s) {
var box = s.viewBox.baseVal, marks = [], at = -1, tip, pins = {}, zoom;
all(s, "[data-s] title").forEach(function (t) {
var e = t.parentNode, r = e.tagName == "rect", x = num(e, "x"), y = num(e, "y");
if (!r && e.tagName != "use") return;
marks.push({ e: e, t: t.textContent, k: e.closest("[data-s]").dataset.s, r: r, x: r ? x + num(e, "width") / 2 : x, y: r ? y + num(e, "height") / 2 : y, a: x, b: r ? num(e, "width") : 0, h: r ? num(e, "height") / 2 : 0 });
t.remove();
e.setAttribute("aria-label", marks[marks.length - 1].t);
});
function shown(m) { return !m.e.closest(".off") && !(zoom && zoom.hides(m)); }
function place(m, cls) {
var q = d.createElement("div"), r = s.getBoundingClientRect(), o = f.getBoundingClientRect(), z = r.width / box.width, x = r.left - o.left + m.x * z, y = r.top - o.top + (m.y - m.h) * z;
q.className = "wl-tip" + cls;
q.textContent = m.t;
q.setAttribute("role", "status");
f.appendChild(q);
q.style.left = Math.max(2, Math.min(x - q.offsetWidth / 2, o.width - q.offsetWidth - 2)) + "px";
q.style.top = (y - q.offsetHeight - 9 > -20 ? y - q.offsetHeight - 9 : y + 2 * m.h * z + 11) + "px";
return q;
}
function show(i) {
if (at >= 0 && !pins[at]) marks[at].e.classList.remove("on");
if (tip) tip.remove();
tip = null;
at = i;
if (i < 0) return;
marks[i].e.classList.add("on");
if (!pins[i]) tip = place(marks[i], "");
}
function pin(i) {
if (i < 0) return;
if (pins[i]) { pins[i].remove(); delete pins[i]; show(i); }
else { show(-1); pins[i] = place(marks[i], " wl-pin"); marks[i].e.classList.add("on"); at = i; }
}
function clear() {
Object.keys(pins).forEach(function (i) { pins[i].remove(); marks[i].e.classList.remove("on"); });
pins = {};
show(-1);
}
function near(ev) {
var r = s.getBoundingClientRect(), z = box.width / r.width, x = (ev.clientX - r.left) * z, y = (ev.clientY - r.top) * z, best = -1, least = 26;
marks.forEach(function (m, i) {
var dx = Math.max(0, Math.abs(x - m.x) - (m.r ? (m.w || m.b) / 2 : 0)), dy = Math.max(0, Math.abs(y - m.y) - m.h), l = Math.sqrt(dx * dx + dy * dy);
if (l < (m.r ? 4 : least) && l < least && shown(m)) { best = i; least = l; }
});
return best;
}
function step(dx, dy) {
var from = marks[at], best = -1, least = 1e9;
marks.forEach(function (m, i) {
if (i == at || !shown(m)) return;
if (!from) { if (m.x < least) { best = i; least = m.x; } return; }
var x = (m.x - from.x) * dx, y = (m.y - from.y) * dy, l = dx ? (m.k == from.k && x > 0 ? x + Math.abs(m.y - from.y) / 50 : 1e9) : (y > 0 ? y + 4 * Math.abs(m.x - from.x) : 1e9);
if (l < least) { best = i; least = l; }
});
if (best >= 0) show(best);
}
s.tabIndex = 0;
s.addEventListener("pointermove", function (e) { var i = zoom && zoom.drags() ? -1 : near(e); if (i != at) show(i); });
s.addEventListener("pointerleave", function () { show(-1); });
s.addEventListener("blur", function () { show(-1); });
s.addEventListener("click", function (e) { if (!e.target.closest("[data-k]")) pin(near(e)); });
s.addEventListener("keydown", function (e) {
var k = e.key, a = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[k];
if (e.target != s || e.ctrlKey || e.metaKey || e.altKey) return;
if (zoom && zoom.key(k, e.shiftKey)) clear();
else if (a) step(a[0], a[1]);
else if (k == "Enter" || k == " ") pin(at);
else if (k == "Escape") clear();
else return;
e.preventDefault();
});
all(s, "[data-k]").forEach(function (n) {
var k = n.dataset.k, one = '[data-s="' + k + '"]';
n.setAttribute("role", "button");
n.setAttribute("aria-pressed", "true");
n.setAttribute("tabindex", 0);
function hot(on) { all(f, "[data-s]").forEach(function (g) { g.classList.toggle("dim", on && g.dataset.s != k); g.classList.toggle("hot", on && g.dataset.s == k); }); }
function flip() {
var off = n.getAttribute("aria-pressed") == "true";
all(f, '[data-k="' + k + '"]').forEach(function (l) { l.setAttribute("aria-pressed", !off); l.classList.toggle("off", off); });
all(f, one).forEach(function (g) { g.classList.toggle("off", off); });
clear();
}
n.addEventListener("click", flip);
n.addEventListener("keydown", function (e) { if (e.key == "Enter" || e.key == " ") { e.preventDefault(); flip(); } });
n.addEventListener("pointerenter", function () { hot(true); });
n.addEventListener("pointerleave", function () { hot(false); });
n.addEventListener("focus", function () { hot(true); });
n.addEventListener("blur", function () { hot(false); });
});
if (s.dataset.z && mine.zoom) zoom = mine.zoom(f, s, marks, clear);
}
function scan() {
all(d, 'figure.wl-f[data-v="' + key + '"]:not([data-on])').forEach(function (f) {
f.dataset.on = 1;
all(f, ":scope>svg").forEach(function (s) { live(f, s); });
});
}
mine[key] = scan;
scan();
if (d.readyState == "loading") d.addEventListener("DOMContentLoaded", scan);
})(window, document, "KEY");
