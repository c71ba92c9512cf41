// Downloads of the raw rows that are folded below a table, as CSV and as JSON, made when they are unfolded. It stands in each output
// with such a table, and installs itself once on a page.
(function (w, d, key) {
var mine = w.workloadsTables = w.workloadsTables || {};
if (mine[key]) return mine[key]();
function fields(line) { var all = [], m, r = /(?:\x22((?:[^\x22]|\x22\x22)*)\x22|([^,]*))(,|$)/g; while ((m = r.exec(line))) { all.push(m[1] === undefined ? m[2] : m[1].split("\x22\x22").join("\x22")); if (!m[3]) break; } return all; }
function json(csv) {
var lines = csv.trim().split("\n"), names = fields(lines[0]);
return JSON.stringify(lines.slice(1).map(function (line) { var row = {}; fields(line).forEach(function (v, i) { row[names[i]] = v !== "" && isFinite(v) ? +v : v; }); return row; }), null, 1);
}
function start(t) {
t.dataset.on = 1;
var packed = t.querySelector("a"), pre = t.querySelector("pre"), bar;
function show(csv) {
if (packed) { pre = t.appendChild(d.createElement("pre")); pre.tabIndex = 0; pre.textContent = csv; packed.remove(); }
bar = t.insertBefore(d.createElement("p"), pre);
[["rows.csv", "text/csv", csv], ["rows.json", "application/json", json(csv)]].forEach(function (one) {
var a = bar.appendChild(d.createElement("a"));
a.textContent = a.download = one[0];
a.href = "data:" + one[1] + ";charset=utf-8," + encodeURIComponent(one[2]);
bar.appendChild(d.createTextNode(" "));
});
}
t.addEventListener("toggle", function () {
if (!t.open || bar) return;
if (!packed) show(pre.textContent);
else if (w.DecompressionStream) new Response(new Blob([Uint8Array.from(atob(packed.href.split(",")[1]), function (c) { return c.charCodeAt(0); })]).stream().pipeThrough(new DecompressionStream("gzip"))).text().then(show);
});
}
function scan() { [].forEach.call(d.querySelectorAll('details[data-v="' + key + '"]:not([data-on])'), start); }
mine[key] = scan;
scan();
if (d.readyState == "loading") d.addEventListener("DOMContentLoaded", scan);
})(window, document, "KEY");
