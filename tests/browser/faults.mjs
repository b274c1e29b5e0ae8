// How a test fails: with the faults themselves, a line each, and no more of them than a person reads.
const MOST = 20;

export function none(faults) {
  if (faults.length === 0) return;
  const lines = [...new Set(faults)].map(line => (line.length > 400 ? `${line.slice(0, 400)} …` : line));
  const more = lines.length > MOST ? [`… ${lines.length} in all`] : [];
  const error = new Error(['faults:', ...lines.slice(0, MOST), ...more].join('\n'));
  error.stack = error.message;
  throw error;
}
