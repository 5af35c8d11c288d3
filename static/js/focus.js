// After a refused form, on the page or swapped in, the summary of what to mend gets the focus.
const focus = (root) => root.querySelector?.("[data-focus]:not([data-example] *)")?.focus();

focus(document);
document.addEventListener("htmx:afterSettle", (event) => focus(event.target));
