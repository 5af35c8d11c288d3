// What is shown once is copied by one press; without this it is selected and copied by hand.
for (const button of document.querySelectorAll("[data-copy-from]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copyFrom).value);
    button.textContent = button.dataset.done;
  });
}
