// Clocks of an exercise count on by themselves, from what the server's clock said: <time data-clock="elapsed|story|wall" data-at="MS of the wall"
// data-value="MS at that moment" data-num="1" data-den="1" data-zone="Europe/Zagreb">. Without this module the time of the page stands.
let ahead = null;
const read = new WeakMap();
const two = number => String(number).padStart(2, '0');

function elapsed(value) {
  const seconds = Math.floor(Math.abs(value) / 1000);
  return `${value < 0 ? '−' : ''}${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
function clock(value, timeZone, second) {
  try {
    return new Intl.DateTimeFormat('en-u-nu-latn', { timeZone, hour: 'numeric', minute: '2-digit', ...(second ? { second: '2-digit' } : {}), hourCycle: 'h23' })
      .format(value).replace(/^0(\d[:.])/, '$1');
  } catch { return null; }
}
function tick() {
  for (const time of document.querySelectorAll('time[data-clock]')) {
    const at = Number(time.dataset.at);
    if (read.get(time) !== at) {
      read.set(time, at);
      // What was long on its way says less than what came at once.
      const told = at - Date.now();
      if (ahead === null || told > ahead || ahead - told > 120_000) ahead = told;
    }
    const gone = Math.max(0, Date.now() + ahead - at) * Number(time.dataset.num) / Number(time.dataset.den);
    const value = Number(time.dataset.value) + Math.floor(gone);
    const text = time.dataset.clock === 'elapsed' ? elapsed(value) : clock(value, time.dataset.zone, time.dataset.clock === 'wall');
    if (text && time.textContent !== text) time.textContent = text;
  }
}
setInterval(tick, 250);
tick();
