// When the time is up the telephone on the table hums softly: only where somebody asked for it.
const choice = document.querySelector("[data-tone]");
const KEPT = "run-tone";

const hum = () => {
  const sound = new AudioContext();
  const [tone, loud] = [sound.createOscillator(), sound.createGain()];
  tone.frequency.value = 440;
  loud.gain.setValueAtTime(0.15, sound.currentTime);
  loud.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + 1.5);
  tone.connect(loud).connect(sound.destination);
  tone.start();
  tone.stop(sound.currentTime + 1.5);
};

// For this visit, on this telephone; the next step is another page.
choice.closest("[data-tone-choice]").hidden = false;
choice.checked = sessionStorage.getItem(KEPT) === "on";
choice.addEventListener("change", () => sessionStorage.setItem(KEPT, choice.checked ? "on" : ""));
document.addEventListener("time-is-up", () => {
  if (!choice.checked) return;
  navigator.vibrate?.(400);
  hum();
});
