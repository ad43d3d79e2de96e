// The journal's arithmetic, the same as the server's: a test holds the two against each other.

/** Weighted average in hundredths, halves up: Σ(grade·weight)/Σ(weight); null where nothing is counted. */
export function average(grades) {
  let sum = 0, weights = 0;
  for (const [value, weight] of grades) {
    if (value === undefined || value === null) continue;
    sum += value * weight;
    weights += weight;
  }
  return weights === 0 ? null : Math.floor((sum * 2 + weights) / (weights * 2));
}

/** Качество: how many of a hundred counted grades are «4» and «5»; null where nothing is counted. */
export function quality(values) {
  const counted = values.filter(value => value !== undefined && value !== null);
  return counted.length === 0 ? null : Math.floor((counted.filter(value => value >= 400).length * 200 + counted.length) / (counted.length * 2));
}
