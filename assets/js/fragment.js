// Sends a form the way the browser would and gives back the page that answers it; with `part`, only the part of it that
// the form changes, where the server knows how.
export async function submit(form, submitter, part = false) {
  const body = new URLSearchParams(new FormData(form, submitter));
  // Not `submitter.formAction`: without the attribute that is the address of the page, not of the form.
  const response = await fetch(submitter.getAttribute("formaction") ?? form.action, {
    method: "POST",
    body,
    headers: { Accept: "text/html", ...(part && { "X-Fragment": "1" }) },
  });
  if (!response.ok && response.status !== 422) throw new Error(`answered ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}
