"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words, n = data.labels.length, main = document.querySelector("main");
  const canvas = document.getElementById("map"), pen = canvas.getContext("2d");
  const nf = new Intl.NumberFormat(data.language), yf = new Intl.NumberFormat(data.language, { useGrouping: false });
  const tell = (key, params) => words[key].replace(/\{(\w+)\}/g, (_, name) => typeof params[name] === "number" ? nf.format(params[name]) : params[name]);
  const el = (name, text, attributes) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    for (const key in attributes || {}) made.setAttribute(key, attributes[key]);
    return made;
  };
  const first = [], second = [], weight = data.links.weight;
  let at = 0;
  data.links.first.forEach((count, row) => { for (let k = 0; k < count; k++) { first.push(row); second.push(data.links.second[at++]); } });
  const near = Array.from({ length: n }, () => []);
  for (let k = 0; k < first.length; k++) { near[first[k]].push(k); near[second[k]].push(k); }
  const order = [...Array(first.length).keys()].sort((a, b) => weight[b] - weight[a]);
  const documentsOf = data.items || Array.from({ length: n }, () => []);
  const years = data.years;
  let colour = data.scores.length ? "cluster" : "cluster", since = years ? years[0] : 0, until = years ? years[1] : 0;
  let scale = 1, dx = 0, dy = 0, chosen = -1, link = -1, hover = -1, only = 0, base = 1, ratio = 1, wide = 1, high = 1;
  let sizes = data.sizes.slice(), top = Math.max(...sizes, 1e-9), widest = Math.max(...weight, 1e-9);
  let shown = data.view || "network";
  const minX = Math.min(...data.x), maxX = Math.max(...data.x), minY = Math.min(...data.y), maxY = Math.max(...data.y);

  const resize = () => {
    const box = main.getBoundingClientRect();
    ratio = window.devicePixelRatio || 1; wide = box.width; high = box.height;
    canvas.width = Math.round(wide * ratio); canvas.height = Math.round(high * ratio);
    base = Math.min((wide - 120) / (maxX - minX || 1), (high - 100) / (maxY - minY || 1));
    draw();
  };
  const px = i => wide / 2 + (data.x[i] - (minX + maxX) / 2) * base * scale + dx;
  const py = i => high / 2 - (data.y[i] - (minY + maxY) / 2) * base * scale + dy;
  const radius = i => sizes[i] > 0 ? (3 + 23 * Math.sqrt(sizes[i] / top) * Math.min(1, 9 / Math.pow(n, .38))) * Math.pow(scale, .45) : 0;
  const mix = share => {
    const stops = data.scale, place = Math.min(Math.max(share, 0), 1) * (stops.length - 1), low = Math.min(Math.floor(place), stops.length - 2);
    const parts = hex => [1, 3, 5].map(k => parseInt(hex.slice(k, k + 2), 16)), a = parts(stops[low]), b = parts(stops[low + 1]);
    return "rgb(" + a.map((v, k) => Math.round(v + (b[k] - v) * (place - low))).join(",") + ")";
  };
  const bounds = {};
  data.scores.forEach(score => {
    const known = score.values.filter(v => v !== null).sort((a, b) => a - b), pick = q => known[Math.min(known.length - 1, Math.floor(q * known.length))];
    bounds[score.key] = [pick(.02), pick(.98)];
  });
  const clusterColour = c => data.palette[c - 1] || data.rest;
  const nodeColour = i => {
    if (colour === "cluster") return clusterColour(data.clusters[i]);
    const score = data.scores.find(one => one.key === colour), v = score.values[i], [low, top] = bounds[colour];
    return v === null ? data.rest : mix((v - low) / ((top - low) || 1));
  };
  let colours = data.labels.map((_, i) => nodeColour(i)), queued = false;
  const draw = () => { if (!queued) { queued = true; requestAnimationFrame(paint); } };

  const paint = () => {
    queued = false;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, wide, high);
    const X = new Float64Array(n), Y = new Float64Array(n);
    for (let i = 0; i < n; i++) { X[i] = px(i); Y[i] = py(i); }
    if (shown === "density") { paintDensity(X, Y); paintLabels(X, Y); return; }
    const focus = chosen >= 0 ? chosen : hover, most = focus >= 0 ? 0 : Math.min(order.length, shown === "items" || sure.checked ? 0 : held ? 600 : 2500);
    pen.lineCap = "round";
    const visible = (a, b) => !(Math.max(X[a], X[b]) < 0 || Math.min(X[a], X[b]) > wide || Math.max(Y[a], Y[b]) < 0 || Math.min(Y[a], Y[b]) > high);
    const stroke = (k, alpha, plus) => {
      const a = first[k], b = second[k];
      if (!sizes[a] || !sizes[b] || (only && data.clusters[a] !== only && data.clusters[b] !== only) || !visible(a, b)) return;
      pen.globalAlpha = alpha; pen.strokeStyle = colours[a]; pen.lineWidth = plus + 2.4 * Math.sqrt(weight[k] / widest);
      pen.beginPath(); pen.moveTo(X[a], Y[a]);
      pen.quadraticCurveTo((X[a] + X[b]) / 2 + (Y[b] - Y[a]) * .12, (Y[a] + Y[b]) / 2 - (X[b] - X[a]) * .12, X[b], Y[b]); pen.stroke();
    };
    for (let k = most - 1; k >= 0; k--) stroke(order[k], .16 + .3 * Math.sqrt(weight[order[k]] / widest), .3);
    if (focus >= 0) near[focus].forEach(k => stroke(k, .55, .8));
    if (link >= 0) stroke(link, 1, 2.5);
    const close = focus >= 0 ? new Set([focus, ...near[focus].map(k => first[k] === focus ? second[k] : first[k])]) : null;
    if (sure.checked) paintSpread(X, Y, focus);
    for (let i = 0; i < n; i++) {
      const r = radius(i);
      if (!r || X[i] < -r || X[i] > wide + r || Y[i] < -r || Y[i] > high + r) continue;
      pen.globalAlpha = (close && !close.has(i)) || (only && data.clusters[i] !== only) ? .15 : .86;
      pen.fillStyle = colours[i]; pen.beginPath(); pen.arc(X[i], Y[i], r, 0, 7); pen.fill();
    }
    if (focus >= 0) { pen.globalAlpha = 1; pen.strokeStyle = "#1d2330"; pen.lineWidth = 2; pen.beginPath(); pen.arc(X[focus], Y[focus], radius(focus) + 2, 0, 7); pen.stroke(); }
    paintLabels(X, Y, close);
  };
  const sure = document.getElementById("sure");
  const paintSpread = (X, Y, focus) => {
    for (let i = 0; i < n; i++) {
      if (!sizes[i] || (focus >= 0 ? i !== focus : !often.has(i)) || (only && data.clusters[i] !== only)) continue;
      const [long, short, angle] = data.spread[i];
      pen.beginPath(); pen.ellipse(X[i], Y[i], long * base * scale, short * base * scale, -angle * Math.PI / 180, 0, 7);
      pen.globalAlpha = .07; pen.fillStyle = colours[i]; pen.fill(); pen.globalAlpha = .8; pen.strokeStyle = colours[i]; pen.lineWidth = 1.3; pen.stroke();
    }
  };
  const weightiest = [...Array(n).keys()].sort((a, b) => data.sizes[b] - data.sizes[a]), often = new Set(weightiest.slice(0, 25));
  const paintLabels = (X, Y, close) => {
    const taken = [], cell = 90, grid = new Map();
    pen.globalAlpha = 1; pen.textAlign = "center"; pen.textBaseline = "middle"; pen.lineJoin = "round";
    const queue = close ? [...weightiest.filter(i => close.has(i)), ...[]] : weightiest;
    let set = 0;
    for (const i of queue) {
      if (set > 400) break;
      if (!sizes[i] || X[i] < 0 || X[i] > wide || Y[i] < 0 || Y[i] > high || (only && data.clusters[i] !== only)) continue;
      const size = Math.min(22, (10 + 9 * Math.sqrt(sizes[i] / top)) * Math.pow(scale, .15)), text = data.labels[i].length > 48 ? data.labels[i].slice(0, 46) + "…" : data.labels[i];
      pen.font = `${size}px Vazirmatn,Inter,"Noto Sans","DejaVu Sans",sans-serif`;
      const half = pen.measureText(text).width / 2 + 2, box = [X[i] - half, X[i] + half, Y[i] - size * .62, Y[i] + size * .62];
      let free = true;
      const keys = [];
      for (let gx = Math.floor(box[0] / cell); gx <= Math.floor(box[1] / cell) && free; gx++)
        for (let gy = Math.floor(box[2] / cell); gy <= Math.floor(box[3] / cell) && free; gy++) {
          const key = gx * 4096 + gy; keys.push(key);
          for (const other of grid.get(key) || []) if (box[0] < other[1] && box[1] > other[0] && box[2] < other[3] && box[3] > other[2]) { free = false; break; }
        }
      if (!free) continue;
      keys.forEach(key => { if (!grid.has(key)) grid.set(key, []); grid.get(key).push(box); });
      pen.strokeStyle = "rgba(255,255,255,.85)"; pen.lineWidth = 3; pen.strokeText(text, X[i], Y[i]);
      pen.fillStyle = "#1d2330"; pen.fillText(text, X[i], Y[i]); set++;
    }
  };
  const paintDensity = (X, Y) => {
    const step = 6, columns = Math.ceil(wide / step), rows = Math.ceil(high / step), field = new Float64Array(columns * rows), reach = Math.max(18, base * scale * .12);
    for (let i = 0; i < n; i++) {
      if (!sizes[i]) continue;
      const span = Math.ceil(3 * reach / step), cx = Math.round(X[i] / step), cy = Math.round(Y[i] / step);
      for (let r = Math.max(0, cy - span); r < Math.min(rows, cy + span); r++) for (let c = Math.max(0, cx - span); c < Math.min(columns, cx + span); c++) {
        const d = ((c * step - X[i]) ** 2 + (r * step - Y[i]) ** 2) / (reach * reach);
        if (d < 9) field[r * columns + c] += sizes[i] / top * Math.exp(-d);
      }
    }
    const peak = Math.max(...field, 1e-9);
    for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) {
      const v = field[r * columns + c] / peak;
      if (v > .01) { pen.globalAlpha = Math.min(1, v * 6); pen.fillStyle = mix(Math.sqrt(v)); pen.fillRect(c * step, r * step, step, step); }
    }
  };

  const findNode = (x, y) => {
    let best = -1, least = 1e9;
    for (let i = 0; i < n; i++) { const d = Math.hypot(px(i) - x, py(i) - y) - radius(i); if (sizes[i] && d < 4 && d < least) { least = d; best = i; } }
    return best;
  };
  const findLink = (x, y) => {
    let best = -1, least = 5;
    const pool = chosen >= 0 ? near[chosen] : order.slice(0, 2500);
    for (const k of pool) {
      const a = first[k], b = second[k], x1 = px(a), y1 = py(a), x2 = px(b), y2 = py(b), mx = (x1 + x2) / 2 + (y2 - y1) * .12, my = (y1 + y2) / 2 - (x2 - x1) * .12;
      for (let s = 1; s < 12; s++) { const t = s / 12, u = 1 - t, d = Math.hypot(u * u * x1 + 2 * u * t * mx + t * t * x2 - x, u * u * y1 + 2 * u * t * my + t * t * y2 - y); if (d < least) { least = d; best = k; } }
    }
    return best;
  };
  const side = document.querySelector("aside");
  const inYears = d => !years || data.documents.year[d] === null || (data.documents.year[d] >= since && data.documents.year[d] <= until);
  const bars = documents => {
    if (!years || !documents.length) return null;
    const span = years[1] - years[0] + 1, counts = new Array(span).fill(0);
    documents.forEach(d => { const y = data.documents.year[d]; if (y !== null) counts[y - years[0]]++; });
    const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg"), peak = Math.max(...counts, 1);
    picture.setAttribute("class", "bars"); picture.setAttribute("viewBox", `0 0 ${span * 4} 40`); picture.setAttribute("preserveAspectRatio", "none"); picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", counts.map((c, k) => c ? yf.format(years[0] + k) + ": " + nf.format(c) : "").filter(Boolean).join(", "));
    counts.forEach((count, k) => {
      const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      bar.setAttribute("x", k * 4); bar.setAttribute("width", 3); bar.setAttribute("y", 40 - 40 * count / peak); bar.setAttribute("height", 40 * count / peak);
      bar.setAttribute("fill", years[0] + k >= since && years[0] + k <= until ? "#3565a8" : "#c9d1dc"); picture.append(bar);
    });
    return picture;
  };
  const listDocuments = documents => {
    if (!data.documents) return;
    side.append(el("h3", tell("documents", { count: documents.length })));
    const picture = bars(documents);
    if (picture) { side.append(picture); const ends = el("div", undefined, { class: "ends" }); ends.append(el("small", yf.format(years[0])), el("small", yf.format(years[1]))); side.append(ends); }
    const list = el("ol");
    documents.slice(0, 100).forEach(d => {
      const item = el("li", data.documents.title[d] || data.documents.id[d], { dir: "auto" });
      item.append(el("small", [data.documents.author[d], data.documents.year[d] === null ? "" : yf.format(data.documents.year[d]), data.documents.source[d], data.documents.doi[d]].filter(Boolean).join(" · "), { dir: "auto" }));
      list.append(item);
    });
    side.append(list);
    if (documents.length > 100) side.append(el("p", tell("more", { count: documents.length - 100 })));
  };
  const show = () => {
    side.replaceChildren();
    if (link >= 0) {
      const a = first[link], b = second[link], heading = el("h2");
      heading.append(el("bdi", data.labels[a]), " — ", el("bdi", data.labels[b]));
      side.append(heading, el("p", tell("weight", { weight: weight[link] })));
      const other = new Set(documentsOf[b]);
      if (data.together) listDocuments(documentsOf[a].filter(d => other.has(d) && inYears(d)));
    } else if (chosen >= 0) {
      side.append(el("h2", data.labels[chosen], { dir: "auto" }));
      side.append(el("p", [words.cluster + " " + nf.format(data.clusters[chosen]), data.sizeWord + ": " + nf.format(data.sizes[chosen]), words.links + ": " + nf.format(near[chosen].length)].join(" · ")));
      data.scores.forEach(score => { const v = score.values[chosen]; if (v !== null) side.append(el("p", score.label + ": " + (score.year ? new Intl.NumberFormat(data.language, { useGrouping: false, maximumFractionDigits: 1 }) : new Intl.NumberFormat(data.language, { maximumFractionDigits: 2 })).format(v))); });
      if (data.yearWorks && data.yearWorks[chosen] && data.yearSpread) side.append(el("p", tell("year_spread", { spread: data.yearSpread[chosen], count: data.yearWorks[chosen] })));
      if (data.certainty) side.append(el("p", tell("certainty", { share: Math.round(100 * data.certainty[chosen]) })));
      side.append(el("h3", words.strongest));
      const list = el("ul");
      [...near[chosen]].sort((a, b) => weight[b] - weight[a]).slice(0, 8).forEach(k => {
        const other = first[k] === chosen ? second[k] : first[k], item = el("li"), button = el("button");
        button.append(el("bdi", data.labels[other]), el("span", nf.format(weight[k]))); button.onclick = () => { link = k; show(); draw(); }; item.append(button); list.append(item);
      });
      side.append(list);
      listDocuments(documentsOf[chosen].filter(inYears));
    } else {
      side.append(el("h2", words.how), el("p", words.help));
      data.notes.forEach(note => side.append(el("p", note)));
      side.append(el("h3", words.largest));
      const list = el("ul");
      weightiest.slice(0, 15).forEach(i => { const item = el("li"), button = el("button"); button.append(el("bdi", data.labels[i]), el("span", nf.format(data.sizes[i]))); button.onclick = () => choose(i); item.append(button); list.append(item); });
      side.append(list);
    }
  };
  const choose = i => { chosen = i; link = -1; show(); draw(); };
  const centre = i => { scale = Math.max(scale, 2); dx += wide / 2 - px(i); dy += high / 2 - py(i); choose(i); };
  let held = null, moved = false;
  const pointers = new Map();
  canvas.onpointerdown = e => { canvas.setPointerCapture(e.pointerId); pointers.set(e.pointerId, [e.offsetX, e.offsetY]); held = [e.offsetX, e.offsetY]; moved = false; canvas.classList.add("held"); };
  canvas.onpointermove = e => {
    if (!pointers.has(e.pointerId)) { const i = findNode(e.offsetX, e.offsetY); if (i !== hover) { hover = i; canvas.title = i >= 0 ? data.labels[i] : ""; draw(); } return; }
    const before = [...pointers.values()].map(p => p.slice());
    pointers.set(e.pointerId, [e.offsetX, e.offsetY]);
    const now = [...pointers.values()];
    if (now.length === 2) { const old = Math.hypot(before[0][0] - before[1][0], before[0][1] - before[1][1]), fresh = Math.hypot(now[0][0] - now[1][0], now[0][1] - now[1][1]); zoom(fresh / (old || 1), (now[0][0] + now[1][0]) / 2, (now[0][1] + now[1][1]) / 2); moved = true; return; }
    dx += e.offsetX - held[0]; dy += e.offsetY - held[1]; if (Math.hypot(e.offsetX - held[0], e.offsetY - held[1]) > 1) moved = true; held = [e.offsetX, e.offsetY]; draw();
  };
  canvas.onpointerup = canvas.onpointercancel = e => {
    pointers.delete(e.pointerId); canvas.classList.remove("held"); held = null;
    if (!moved && e.type === "pointerup") { const i = findNode(e.offsetX, e.offsetY); if (i >= 0) choose(i); else { const k = findLink(e.offsetX, e.offsetY); if (k >= 0) { link = k; show(); } else { chosen = -1; link = -1; show(); } } }
    draw();
  };
  canvas.onpointerleave = () => { if (hover >= 0) { hover = -1; draw(); } };
  const zoom = (by, x, y) => { const next = Math.min(Math.max(scale * by, .4), 60), real = next / scale; dx = x - wide / 2 - (x - wide / 2 - dx) * real; dy = y - high / 2 - (y - high / 2 - dy) * real; scale = next; draw(); };
  canvas.addEventListener("wheel", e => { e.preventDefault(); zoom(Math.exp(-e.deltaY * .0015), e.offsetX, e.offsetY); }, { passive: false });
  canvas.onkeydown = e => { const step = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] }[e.key]; if (step) { dx += step[0]; dy += step[1]; draw(); e.preventDefault(); } else if (e.key === "+" || e.key === "=") zoom(1.25, wide / 2, high / 2); else if (e.key === "-") zoom(.8, wide / 2, high / 2); else if (e.key === "Escape") choose(-1); };
  document.getElementById("in").onclick = () => zoom(1.4, wide / 2, high / 2);
  document.getElementById("out").onclick = () => zoom(1 / 1.4, wide / 2, high / 2);
  document.getElementById("whole").onclick = () => { scale = 1; dx = dy = 0; only = 0; choose(-1); };
  const search = document.getElementById("search");
  const plain = text => text.toLocaleLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/ı/g, "i").replace(/ي/g, "ی").replace(/ك/g, "ک");
  const folded = data.labels.map(plain);
  search.oninput = () => { const wanted = plain(search.value.trim()); if (!wanted) return; const i = weightiest.find(k => folded[k] === wanted) ?? weightiest.find(k => folded[k].startsWith(wanted)) ?? weightiest.find(k => folded[k].includes(wanted)); if (i !== undefined) centre(i); };
  const names = document.getElementById("names");
  weightiest.slice(0, 500).forEach(i => names.append(el("option", undefined, { value: data.labels[i] })));
  const legend = document.querySelector(".legend");
  const drawLegend = () => {
    legend.replaceChildren();
    if (colour === "cluster") {
      const list = el("ul"), seen = Math.max(...data.clusters);
      for (let c = 1; c <= Math.min(seen, data.palette.length); c++) {
        const mine = weightiest.filter(i => data.clusters[i] === c), item = el("li"), button = el("button"), dot = el("span", undefined, { class: "dot" });
        if (!mine.length) continue;
        dot.style.background = clusterColour(c); button.append(dot, el("bdi", mine.slice(0, 2).map(i => data.labels[i]).join(", ").slice(0, 60)), el("small", nf.format(mine.length)));
        button.setAttribute("aria-pressed", String(only === c)); button.onclick = () => { only = only === c ? 0 : c; drawLegend(); draw(); }; item.append(button); list.append(item);
      }
      legend.append(list);
    } else {
      const score = data.scores.find(one => one.key === colour), [low, top] = bounds[colour], strip = el("span", undefined, { class: "scale" }), ends = el("div", undefined, { class: "ends", dir: "ltr" });
      const format = new Intl.NumberFormat(data.language, score.year ? { useGrouping: false, maximumFractionDigits: 1 } : { maximumFractionDigits: 2 });
      strip.style.background = `linear-gradient(90deg,${data.scale.join(",")})`; ends.append(el("span", format.format(low)), el("span", format.format(top))); legend.append(el("div", score.label), strip, ends);
    }
  };
  const colourBox = document.getElementById("colour");
  colourBox.append(el("option", words.clusters, { value: "cluster" }));
  data.scores.forEach(score => colourBox.append(el("option", score.label, { value: score.key })));
  colourBox.onchange = () => { colour = colourBox.value; colours = data.labels.map((_, i) => nodeColour(i)); drawLegend(); draw(); };
  if (data.spread) document.querySelector(".sure").hidden = false;
  sure.onchange = draw;
  const viewBox = document.getElementById("view");
  viewBox.onchange = () => { shown = viewBox.value; draw(); };
  const from = document.getElementById("since"), to = document.getElementById("until"), said = document.getElementById("said");
  if (years && years[1] > years[0]) {
    [from, to].forEach(one => { one.min = years[0]; one.max = years[1]; }); from.value = years[0]; to.value = years[1];
    const change = () => {
      since = Math.min(+from.value, +to.value); until = Math.max(+from.value, +to.value); said.textContent = yf.format(since) + "–" + yf.format(until);
      sizes = since === years[0] && until === years[1] ? data.sizes.slice() : documentsOf.map(list => list.reduce((sum, d) => sum + (data.documents.year[d] !== null && inYears(d) ? 1 : 0), 0));
      show(); draw();
    };
    from.oninput = to.oninput = change; change();
  } else document.querySelector(".range").hidden = true;
  new ResizeObserver(resize).observe(main);
  drawLegend(); show(); resize();
  document.documentElement.dataset.ready = "yes";
})();
