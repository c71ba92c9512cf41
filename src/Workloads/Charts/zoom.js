// Zoom of a figure's time axis, by pointer and by keyboard. It stands in each figure that has one, before the script of all figures.
(function (w, d) {
var mine = w.workloadsCharts = w.workloadsCharts || {}, NS = "http://www.w3.org/2000/svg";
if (mine.zoom) return;
var css = d.createElement("style");
css.textContent = ".wl-tools{position:absolute;right:6px;top:4px;display:flex;gap:3px}.wl-tools button{all:unset;cursor:pointer;width:26px;text-align:center;border-radius:5px;background:#8882;font:14px/26px system-ui}.wl-tools button:focus-visible{outline:2px solid var(--accent)}@media print{.wl-tools{display:none}}";
d.head.appendChild(css);
function all(e, s) { return [].slice.call(e.querySelectorAll(s)); }
function put(e, a) { for (var k in a) e.setAttribute(k, a[k]); return e; }
function make(n, a) { return put(d.createElementNS(NS, n), a); }
mine.zoom = function (f, s, marks, clear) {
var z = s.dataset.z.split(" ").map(Number), l = z[0], r = z[1], t = z[2], b = z[3], wide = r - l, box = s.viewBox.baseVal;
var scale = 1, off = 0, drag, mark, parts, ticks, grid, first;
function by(k, x) { var m = (x || (l + r) / 2) - l, n = Math.max(1, Math.min(1e4, scale * k)); off = (m + off) * n / scale - m; scale = n; draw(); }
function pan(share) { off += share * wide; draw(); }
function reset() { scale = 1; draw(); }
function where(e) { var q = s.getBoundingClientRect(); return (e.clientX - q.left) * box.width / q.width; }
function words(v, step) {
var u = [[1, " s"], [1e-3, " ms"], [1e-6, " µs"], [1e-9, " ns"]].filter(function (u) { return step >= u[0] * 0.999; })[0] || [1e-9, " ns"];
return Math.abs(v) < step / 1e6 ? "0" : (v / u[0]).toLocaleString("en-US", { maximumFractionDigits: 1 }).replace("-", "−") + u[1];
}
function draw() {
off = Math.max(0, Math.min(off, wide * (scale - 1)));
if (!parts) {
parts = all(s, "[data-s]");
ticks = s.querySelector(".tx");
grid = all(s, ".gx");
first = [ticks.innerHTML, grid.map(function (g) { return g.getAttribute("d"); }), parts.map(function (g) { return all(g, "text"); })];
s.appendChild(make("clipPath", { id: s.id + "-c" })).appendChild(make("rect", { x: l, y: t - 1, width: wide, height: b - t + 2 }));
}
clear();
parts.forEach(function (g, i) {
g.setAttribute("clip-path", "url(#" + s.id + "-c)");
first[2][i].forEach(function (x) { x.style.display = scale > 1 ? "none" : ""; });
all(g, "path").forEach(function (p) { if (p.classList.contains("l")) p.setAttribute("vector-effect", "non-scaling-stroke"); p.setAttribute("transform", "matrix(" + scale + " 0 0 1 " + (l - l * scale - off) + " 0)"); });
all(g, ".zt").forEach(function (x) { x.remove(); });
});
marks.forEach(function (m) {
var x = l + (m.a - l) * scale - off, e = m.e;
m.w = m.b * scale;
m.x = m.r ? x + m.w / 2 : x;
e.setAttribute("x", x);
if (m.r) e.setAttribute("width", Math.max(m.w, 0.8));
if (m.r && scale > 1 && e.dataset.l) {
var f0 = Math.max(x, l), f1 = Math.min(x + m.w, r);
if (f1 - f0 > 7.5 * e.dataset.l.length + 6) {
e.parentNode.appendChild(make("text", { class: "o zt", "font-size": 11.5, "text-anchor": "middle", x: (f0 + f1) / 2, y: m.y + 4 })).textContent = e.dataset.l;
}
}
});
if (scale == 1) {
ticks.innerHTML = first[0];
grid.forEach(function (g, i) { g.setAttribute("d", first[1][i]); });
return;
}
var per = (z[5] - z[4]) / wide / scale, lo = z[4] + off * per, hi = lo + wide * per, raw = (hi - lo) / Math.max(2, wide / 110), p = Math.pow(10, Math.floor(Math.log10(raw))), st = p * (raw / p > 5 ? 10 : raw / p > 2 ? 5 : raw / p > 1 ? 2 : 1), h = "", dd = "", y = ticks.querySelector("text");
y = y ? y.getAttribute("y") : b + 19;
for (var n = Math.ceil(lo / st); n * st <= hi; n++) {
var gx = (l + (n * st - lo) / per).toFixed(1);
if (gx > l + 14 && gx < r - 14) h += '<text x="' + gx + '" y="' + y + '">' + words(n * st, st) + "</text>";
dd += "M" + gx + " " + t + "V" + b;
}
ticks.innerHTML = h;
grid.forEach(function (g, i) { g.setAttribute("d", i == grid.length - 1 ? dd : ""); });
}
var bar = f.querySelector(".wl-tools"), how = [["+", "Zoom in", function () { by(2); }], ["−", "Zoom out", function () { by(0.5); }], ["↺", "Show all", reset]];
if (!bar) {
bar = f.appendChild(d.createElement("div"));
bar.className = "wl-tools";
how.forEach(function (one) {
var q = bar.appendChild(d.createElement("button"));
q.type = "button";
q.textContent = one[0];
q.title = one[1] + " (keys + − 0, Shift and arrows; or drag across, double-click)";
q.setAttribute("aria-label", one[1]);
});
}
how.forEach(function (one, i) { bar.children[i].addEventListener("click", one[2]); });
s.addEventListener("pointerdown", function (e) { var x = where(e); if (e.button == 0 && e.pointerType != "touch" && x > l && x < r && !e.target.closest("[data-k]")) drag = { x: x }; });
s.addEventListener("pointermove", function (e) {
if (!drag) return;
var x = Math.max(l, Math.min(r, where(e)));
if (!mark && Math.abs(x - drag.x) > 6) { mark = s.appendChild(make("rect", { "fill-opacity": 0.12, y: t, height: b - t })); s.setPointerCapture(e.pointerId); }
if (mark) { put(mark, { x: Math.min(x, drag.x), width: Math.abs(x - drag.x) }); drag.to = x; }
});
s.addEventListener("pointerup", function () {
var a = drag, k;
drag = null;
if (!mark) return;
mark.remove();
mark = null;
k = wide / Math.max(4, Math.abs(a.x - a.to));
off = (Math.min(a.x, a.to) - l + off) * k;
scale *= k;
draw();
});
s.addEventListener("dblclick", reset);
s.addEventListener("wheel", function (e) { if (e.ctrlKey || e.metaKey) { e.preventDefault(); by(e.deltaY < 0 ? 1.25 : 0.8, where(e)); } }, { passive: false });
return {
drags: function () { return drag; },
hides: function (m) { return m.x < l - 1 || m.x > r + 1; },
key: function (k, shift) {
var p = shift && { ArrowLeft: -0.2, ArrowRight: 0.2 }[k], n = { "+": 1.5, "=": 1.5, "-": 1 / 1.5, "0": 1e-9 }[k];
if (p) pan(p);
else if (n) by(n);
return p || n;
}
};
};
})(window, document);
