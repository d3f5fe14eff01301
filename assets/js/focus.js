// A form that came back begins at its list of faults.
export function focusFault() {
  document.querySelector("[data-focus]")?.focus({ preventScroll: false });
}
