// Clocks of an exercise that go on by themselves: <time data-clock="MS" data-at="SERVER MS" data-rate="NUM/DEN">, shown as H:MM:SS; with
// data-zone="IANA" as a time of the day there (MS is then an instant). The server's time is that of the page (data-server-now, see roundtable.js).
const two = number => String(number).padStart(2, "0");
const began = Date.now();
const server = Number(document.documentElement.dataset.serverNow || document.querySelector("[data-server-now]")?.dataset.serverNow || began);

function shown(clock, now) {
  const [over, under] = (clock.dataset.rate || "1/1").split("/").map(Number);
  const value = Number(clock.dataset.clock) + Math.max(0, now - Number(clock.dataset.at || now)) * over / (under || 1);
  if (clock.dataset.zone) {
    try {
      return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: clock.dataset.zone }).format(value);
    } catch { return clock.textContent }
  }
  const seconds = Math.floor(Math.abs(value) / 1000);
  return `${value < 0 ? "−" : ""}${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function tick() {
  const now = server + (Date.now() - began);
  for (const clock of document.querySelectorAll("[data-clock]")) {
    const text = shown(clock, now);
    if (clock.textContent !== text) clock.textContent = text;
  }
}
tick();
setInterval(tick, 500);
