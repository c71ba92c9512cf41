// The map to explore: it draws itself from the data of its element in the place of the whole drawing that stands there. It stands
// in each output with a map, and installs itself once on a page.
(function (w, d, key) {
var mine = w.workloadsExplorer = w.workloadsExplorer || {};
if (mine[key]) return mine[key]();
var css = d.createElement("style");
css.textContent = ".wl-x .h{font-size:17px;font-weight:650;margin:.4em 8px 0;line-height:1.25}.wl-x .u,.wl-x .q{margin:.1em 8px;color:var(--soft)}.wl-x .q{font-size:11.5px}"
+ ".wl-x .chips{display:flex;flex-wrap:wrap;gap:5px;margin:.5em 8px}.wl-x .chips button{all:unset;box-sizing:border-box;cursor:pointer;display:inline-flex;align-items:center;gap:4px;padding:2px 10px 2px 5px;min-height:26px;border-radius:99px;box-shadow:inset 0 0 0 1px var(--line);font-size:13px}.wl-x .chips svg{width:14px;height:14px;flex:none}"
+ ".wl-x button[aria-pressed=false]{opacity:.5;text-decoration:line-through}.wl-x :is(button,svg,input):focus-visible{outline:2px solid var(--accent);outline-offset:1px}"
+ ".wl-x .two{display:grid;align-items:start;grid-template-columns:repeat(auto-fit,minmax(min(100%,320px),1fr));gap:8px 20px;margin:6px 8px}.wl-x .two>p{margin:1.6em 0 0;font-size:15px;line-height:1.5}.wl-x .two>.all{grid-column:1/-1;margin-top:0}.wl-x .two svg{display:block;width:100%;max-width:430px;height:auto}.wl-x .map{cursor:pointer;touch-action:none}"
+ ".wl-x label{display:grid;grid-template-columns:auto 1fr auto;gap:8px;align-items:center;font-size:13px}.wl-x label output{font-weight:650;min-width:4em;text-align:right;font-variant-numeric:tabular-nums}.wl-x input{width:100%;margin:0;accent-color:var(--accent)}@media print{.wl-x label{display:none}}";
d.head.appendChild(css);
function P(p, more) { return '<path fill="none" stroke="currentColor" d="' + p + '"' + (more || "") + "/>"; }
function T(x, y, t, more) { return '<text x="' + r1(x) + '" y="' + r1(y) + '"' + (more || "") + ">" + esc(t) + "</text>"; }
function G(t, more) { return "<g" + more + ">" + t + "</g>"; }
function r1(v) { return Math.round(v * 10) / 10; }
function esc(t) { return String(t).replace(/[&<>\x22]/g, function (c) { return "&#" + c.charCodeAt(0) + ";"; }); }
function num(v) { return v.toLocaleString("en-US"); }
function three(v) { return (+v.toPrecision(3)).toLocaleString("en-US", { maximumFractionDigits: 12 }); }
function times(v) { return (v > 0 && v < 1e-3 ? "1/" + three(1 / v) : three(v)) + "×"; }
function time(v) { var u = [[1, " s"], [1e-3, " ms"], [1e-6, " µs"], [1e-9, " ns"]].filter(function (u) { return v >= u[0] * 0.9995; })[0] || [1e-9, " ns"]; return three(v / u[0]) + u[1]; }
function short(v) { return v >= 9.95 ? Math.round(v) : +v.toPrecision(2); }
function tick(v) { return v < 1 ? "1/" + 1 / v + "×" : v + "×"; }
function start(h) {
h.dataset.on = 1;
var x = JSON.parse(h.dataset.x), S = x.s, C = x.c, M = x.m, i = x.a[0], j = x.a[1], off = {}, hot = -1, said = h.querySelector("p"), ghost = !!x.p, all = M.map(function (_, m) { return m; });
function read(list) {
function one(t) { var n = parseInt(t, 36); return n && +(n % 900 + 100 + "e" + (Math.floor(n / 900) - 24)); }
return list && list.map(function (r) { return r.map(function (m) { return (m.match(/.{12}/g) || []).map(function (t) { return one(t.slice(0, 3)) ? { v: one(t.slice(0, 3)), l: one(t.slice(3, 6)), h: one(t.slice(6, 9)), s: one(t.slice(9)) } : null; }); }); });
}
var D = read(x.d), P0 = read(x.p);
function at(from, r, m, a, b) { return from[r][m][b * S.length + a]; }
function rank(from, r, a, b) { return all.filter(function (m) { return !off[m] && at(from, r, m, a, b); }).map(function (m) { return { m: m, p: at(from, r, m, a, b) }; }).sort(function (p, q) { return q.p.v - p.p.v; }); }
function open(k) { return k.length > 1 && k[0].p.l <= k[1].p.h; }
function call(a, b) { return x.w + "(" + S[a] + ") × " + num(C[b]); }
function sentence() {
var first, many = x.r.length > 1, text = call(i, j) + (many ? "." : ":");
x.r.forEach(function (name, r) {
var k = rank(D, r, i, j), b = k[0], o = open(k), was = ghost && rank(P0, r, i, j)[0];
if (!b) return;
text += (many ? " On " + name + " " : " ") + M[b.m] + " is " + (o ? "ahead" : "the fastest") + (b.p.l == 1 && b.p.h == 1 ? "" : ", " + times(b.p.v) + " " + x.b + " (" + times(b.p.l) + " to " + times(b.p.h) + ")") + ", in " + time(b.p.s) + (first ? ", " + times(b.p.s / first) + " as long" : "") + (k[1] ? "; " + M[k[1].m] + " " + times(k[1].p.v) + (o ? ", the intervals overlap" : "") : "") + "." + (was ? " Last run: " + M[was.m] + ", " + times(was.p.v) + "." : "");
first = first || b.p.s;
});
return text;
}
function mark(m, px, py, title, dash) { return '<path transform="translate(' + r1(px) + " " + r1(py) + ')" d="' + x.g[m] + '" class="' + (dash ? 'd" stroke="currentColor" stroke-width="1.5' : "m") + '"><title>' + esc(title) + "</title></path>"; }
var W = 380, L = 52, H = 27, wide = Math.max(1, Math.floor((W - L) / S.length)), tall = C.length * H;
function stride(list, step) { return Math.ceil((Math.max.apply(0, list.map(function (t) { return String(t).length; })) * 8.3 + 4) / step); }
var soft = ' opacity=".72"', mid = ' text-anchor="middle"', end = ' text-anchor="end"', bold = ' font-weight="600"', dots = ' stroke-opacity=".6" stroke-dasharray="2 4"', tiny = ' font-size="11.5"';
function labels(list, X, y, step) { var st = stride(list.map(num), step); return G(list.map(function (v, k) { return k % st ? "" : T(X(k), y, num(v)); }).join(""), soft + mid); }
function map(r) {
var s = "", base = 22 + tall;
all.forEach(function (m) {
var cells = "", words = "";
S.forEach(function (_, a) { C.forEach(function (_, b) {
var k = rank(D, r, a, b), o = open(k), px = L + a * wide, py = base - (b + 1) * H, was = ghost && rank(P0, r, a, b)[0];
if (!k[0] || k[0].m != m) return;
cells += '<rect x="' + (px + 1) + '" y="' + (py + 1) + '" width="' + (wide - 2) + '" height="' + (H - 2) + '"' + (o ? ' fill-opacity=".25"' : "") + "/>";
if (String(short(k[0].p.v)).length * 7.4 < wide) words += T(px + wide / 2, py + 17.5, short(k[0].p.v), o ? "" : ' class="o"');
if (was && was.m != m) words += '<path class="c' + x.k[was.m] + '" d="M' + (px + 2) + " " + (py + 2) + 'h9l-9 9z" stroke="var(--p)"/>';
}); });
s += G(cells, ' class="c' + x.k[m] + '"' + (hot >= 0 && hot != m ? ' opacity=".25"' : "")) + G(words, mid + tiny);
});
return T(0, 13, x.r.length > 1 ? x.r[r] + ", callers" : "callers", bold) + s + P("M" + (L + i * wide) + " " + (base - (j + 1) * H) + "h" + wide + "v" + H + "h-" + wide + "z", ' stroke-width="2.5"')
+ G(C.map(function (c, b) { return T(L - 6, base - (b + 0.5) * H + 4.5, num(c)); }).join("") + T(L + wide * S.length, base + 34, "size of " + x.w), soft + end) + labels(S, function (a) { return L + (a + 0.5) * wide; }, base + 17, wide);
}
function curve(bySize) {
var list = bySize ? S : C, n = list.length, lo = x.y[0], hi = x.y[1], top = 22, base = 190, low = [], s = "", p;
function X(k) { return L + (k + 0.5) * (W - L) / n; }
function Y(v) { return base - (Math.log2(v) - lo) / (hi - lo) * (base - top); }
function point(from, r, m, k) { return at(from, r, m, bySize ? k : i, bySize ? j : k); }
function line(from, r, m) { var path = "", pen = "M"; list.forEach(function (_, k) { var q = point(from, r, m, k); path += q ? pen + r1(X(k)) + " " + r1(Y(q.v)) : ""; pen = q ? "L" : "M"; }); return path; }
function level(v, more) { return P("M" + L + " " + r1(Y(v)) + "H" + W, more); }
for (p = Math.ceil(lo); p <= hi; p++) s += level(Math.pow(2, p), ' stroke-opacity=".13"') + ((p - lo) % (hi - lo > 8 ? 2 : 1) ? "" : T(L - 6, Y(Math.pow(2, p)) + 4.5, tick(Math.pow(2, p)), soft + end));
s += level(1, dots) + (x.y[2] ? level(x.y[2], dots) : "") + P("M" + r1(X(bySize ? i : j)) + " " + top + "V" + base, dots);
all.filter(function (m) { return !off[m]; }).sort(function (a, b) { return (a == hot) - (b == hot) || x.o.indexOf(a) - x.o.indexOf(b); }).forEach(function (m) {
var front = hot < 0 ? x.o.indexOf(m) >= 0 : m == hot, g = "", clip = ' clip-path="url(#' + id + ')"';
x.r.forEach(function (name, r) {
if (ghost && front) g += P(line(P0, r, m), ' stroke-width="6" opacity=".2"' + clip);
g += P(line(D, r, m), (front ? ' stroke-width="2"' : "") + (r ? ' stroke-dasharray="7 4"' : "") + clip);
list.forEach(function (_, k) {
var q = point(D, r, m, k);
if (q && Y(q.v) > base + 0.1) { if (low.indexOf(M[m]) < 0) low.push(M[m]); }
else if (q && front && Y(q.v) >= top) g += mark(m, X(k), Y(q.v), M[m] + ", " + name + "\n" + call(bySize ? k : i, bySize ? j : k) + ": " + times(q.v) + " (" + times(q.l) + " to " + times(q.h) + "), " + time(q.s), r);
});
});
s += G(g, ' class="c' + (front ? x.k[m] : '7" opacity=".45') + '"');
});
if (low.length) wrap("below " + tick(Math.pow(2, lo)) + ": " + low.join(", ")).forEach(function (t, n) { s += T(L, base + 34 + 14 * n, t.trim(), soft + tiny); });
return T(0, 13, bySize ? "speed-up by size, " + num(C[j]) + " caller" + (C[j] == 1 ? "" : "s") : "speed-up by callers, " + x.w + "(" + S[i] + ")", bold) + s + labels(list, X, base + 17, (W - L) / n);
}
function wrap(t) { return t.match(/.{1,44}(,|$)/g) || [t]; }
var id = "wl-x" + Math.random().toString(36).slice(2), live = d.createElement("div"), svg = ' fill="currentColor" font-family="inherit" font-size="13"';
live.innerHTML = '<div class="h">' + esc(x.t) + "</div>" + (x.u ? '<div class="u">' + esc(x.u) + "</div>" : "") + '<div class="chips" role="group" aria-label="Models"></div>'
+ '<div class="two"><label>size <input type="range" min="0" max="' + (S.length - 1) + '"><output></output></label><label>callers <input type="range" min="0" max="' + (C.length - 1) + '"><output></output></label></div><div class="two maps"></div>'
+ '<svg width="0" height="0" style="position:absolute"><clipPath id="' + id + '"><rect x="' + L + '" y="20" width="' + (W - L) + '" height="171"/></clipPath></svg><div class="two curves"></div>';
var chips = live.querySelector(".chips"), input = live.querySelectorAll("input"), output = live.querySelectorAll("output");
function chip(html, flip) {
var b = chips.appendChild(d.createElement("button"));
b.type = "button";
b.innerHTML = html;
b.setAttribute("aria-pressed", "true");
b.onclick = function () { b.setAttribute("aria-pressed", flip()); draw(); };
return b;
}
all.forEach(function (m) {
var b = chip('<svg viewBox="-7 -7 14 14" fill="currentColor" class="c' + x.k[m] + '"><path d="' + x.g[m] + '"/></svg>' + esc(M[m]), function () { off[m] = !off[m]; return !off[m]; });
b.onpointerenter = b.onfocus = function () { hot = off[m] ? -1 : m; draw(); };
b.onpointerleave = b.onblur = function () { hot = -1; draw(); };
});
if (ghost) chip("&nbsp; last run", function () { return ghost = !ghost; });
x.r.forEach(function (name, r) {
var holder = live.querySelector(".maps"), s;
holder.insertAdjacentHTML("beforeend", '<svg class="map" tabindex="0" role="group" aria-label="' + esc(name) + ': a map of sizes and callers; arrow keys choose a cell" viewBox="0 0 ' + W + " " + (tall + 62) + '"' + svg + "></svg>");
s = holder.lastChild;
function pick(e) { var q = s.getBoundingClientRect(), z = W / q.width, a = Math.floor(((e.clientX - q.left) * z - L) / wide), b = Math.floor((22 + tall - (e.clientY - q.top) * z) / H); if (a >= 0 && a < S.length && b >= 0 && b < C.length) go(a, b); }
s.addEventListener("pointerdown", function (e) { pick(e); s.setPointerCapture(e.pointerId); });
s.addEventListener("pointermove", function (e) { if (e.buttons) pick(e); });
s.addEventListener("keydown", function (e) { var k = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[e.key]; if (!k) return; e.preventDefault(); go(Math.max(0, Math.min(S.length - 1, i + k[0])), Math.max(0, Math.min(C.length - 1, j + k[1]))); });
});
["size", "callers"].forEach(function (what) { live.querySelector(".curves").insertAdjacentHTML("beforeend", '<svg role="img" aria-label="Speed-ups by ' + what + '" viewBox="0 0 ' + W + ' 256"' + svg + "></svg>"); });
function go(a, b) { if (a == i && b == j) return; i = a; j = b; draw(); }
input[0].oninput = function () { go(+input[0].value, j); };
input[1].oninput = function () { go(i, +input[1].value); };
function draw() {
var text = sentence();
input[0].value = i;
input[1].value = j;
output[0].textContent = S[i];
output[1].textContent = num(C[j]);
input[0].setAttribute("aria-valuetext", x.w + "(" + S[i] + ")");
input[1].setAttribute("aria-valuetext", num(C[j]) + " callers");
live.querySelectorAll(".maps svg").forEach(function (s, r) { s.innerHTML = map(r); });
live.querySelectorAll(".curves svg").forEach(function (s, k) { s.innerHTML = curve(!k); });
if (said.textContent != text) said.textContent = text;
}
h.querySelector("figure").hidden = true;
h.appendChild(live);
live.querySelector(".maps").appendChild(said).className = x.r.length > 1 ? "all" : "";
live.insertAdjacentHTML("beforeend", '<div class="q">Pale: intervals overlap.' + (x.r.length > 1 ? " Curves: solid " + esc(x.r[0]) + ", dashed " + esc(x.r.slice(1).join(", ")) + "." : "") + (ghost ? " Broad and faint, and corners: the last run." : "") + " " + esc(x.f) + "</div>");
draw();
}
function scan() { [].forEach.call(d.querySelectorAll('.wl-x[data-v="' + key + '"]:not([data-on])'), start); }
mine[key] = scan;
scan();
if (d.readyState == "loading") d.addEventListener("DOMContentLoaded", scan);
})(window, document, "KEY");
