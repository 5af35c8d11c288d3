// One telephone lies on the table: it stays lit where it can.
const stayLit = () => document.hidden || navigator.wakeLock?.request("screen").catch(() => {});
document.addEventListener("visibilitychange", stayLit);
stayLit();
