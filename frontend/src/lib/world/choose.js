// Which ties a choice shows: country (either end), network and dimension (both ends are members), year.
export function chooseTies(data, choice) {
  const { a, b, country, year, end } = data;
  const code = choice.country ? data.codes.indexOf(choice.country) : -1;
  let inside = null;
  if (choice.network !== "" || choice.dimension) {
    inside = new Uint8Array(data.ids.length);
    data.members.forEach((members, at) => {
      const wanted = choice.network === "" || Number(choice.network) === at;
      if (wanted && (!choice.dimension || data.dimensions[at].includes(choice.dimension))) {
        for (const node of members) inside[node] = 1;
      }
    });
  }
  const kept = [];
  for (let k = 0; k < a.length; k++) {
    if (choice.country && country[a[k]] !== code && country[b[k]] !== code) continue;
    if (inside && !(inside[a[k]] && inside[b[k]])) continue;
    if (end[k] && choice.year && end[k] <= choice.year) continue;
    if (year[k] ? choice.year && year[k] > choice.year : !choice.undated) continue;
    kept.push(k);
  }
  return kept;
}
