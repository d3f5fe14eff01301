// A button to undo goes when it would come too late.
export function endUndo() {
  for (const form of document.querySelectorAll("[data-undo]")) {
    setTimeout(() => form.remove(), Math.max(0, Date.parse(form.dataset.undo) - Date.now()));
  }
}
