// A button with data-confirm asks once in a dialog before its form is sent.
// Without JavaScript the form is sent at once, so what cannot be undone has a page of its own.
let asked = null;

const dialogFor = (button) => {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "confirm-question");
  dialog.innerHTML =
    '<form method="dialog"><h2 id="confirm-question" tabindex="-1"></h2><p></p><div class="buttons">' +
    '<button class="button button--danger" value="yes"></button>' +
    '<button class="button button--quiet" value="no" autofocus></button></div></form>';
  const { confirm, confirmDetail, confirmYes, confirmNo } = button.dataset;
  dialog.querySelector("h2").textContent = confirm;
  dialog.querySelector("p").textContent = confirmDetail || "";
  dialog.querySelector("[value=yes]").textContent = confirmYes || button.textContent.trim();
  dialog.querySelector("[value=no]").textContent = confirmNo || document.body.dataset.confirmNo;
  return dialog;
};

document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest("[data-confirm]");
    if (!button || asked === button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const dialog = dialogFor(button);
    document.body.append(dialog);
    dialog.addEventListener("close", () => {
      dialog.remove();
      button.focus();
      if (dialog.returnValue !== "yes") return;
      asked = button;
      button.click();
      asked = null;
    });
    dialog.showModal();
  },
  true,
);
