/**
 * What V8's profiler has seen during a task: by function the milliseconds in which it ran itself.
 *
 * @returns {[string, number][]}
 */
export function functionsIn({ pid, tid, ts, dur }, traceEvents) {
  const profile = traceEvents.find(
    (event) => event.name === 'Profile' && event.pid === pid && event.tid === tid,
  );
  const chunks = traceEvents.filter(
    (event) => event.name === 'ProfileChunk' && event.pid === pid && event.id === profile?.id,
  );
  const names = new Map();
  const sums = new Map();
  let time = profile?.args.data.startTime ?? 0;
  for (const { args } of chunks) {
    const { cpuProfile = {}, timeDeltas = [] } = args.data;
    for (const { id, callFrame } of cpuProfile.nodes ?? []) {
      names.set(id, nameOf(callFrame));
    }
    for (const [index, id] of (cpuProfile.samples ?? []).entries()) {
      time += timeDeltas[index];
      if (time >= ts && time <= ts + dur) {
        const name = names.get(id);
        sums.set(name, (sums.get(name) ?? 0) + timeDeltas[index] / 1000);
      }
    }
  }
  return [...sums];
}

function nameOf({ functionName, url = '', lineNumber = 0 }) {
  const [file] = url.split('/').slice(-1);
  return `${functionName || '(anonymous)'} ${file && `${file}:${lineNumber + 1}`}`;
}
