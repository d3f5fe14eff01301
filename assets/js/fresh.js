// The page that is shown, as it would be now. What it holds is taken over piece by piece, so that nobody is disturbed.

/** The page, parsed; none if it cannot be had now, and then the next notice asks again. */
export async function freshPage() {
  try {
    const answer = await fetch(location.pathname + location.search, { headers: { Accept: "text/html" } });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Has `takeOver` given the page a little (`rest`, in milliseconds) after it is wanted, so that many wishes are one, and while
 * somebody looks. What `takeOver` answers true of is wanted still.
 */
export function renewal(rest, takeOver) {
  let timer;
  let isDue = false;

  async function look() {
    if (document.hidden) return;
    isDue = false;
    const page = await freshPage();
    if (page && takeOver(page)) isDue = true;
  }

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, rest);
  };
  const resume = () => isDue && !document.hidden && soon();
  document.addEventListener("visibilitychange", resume);
  return {
    want() {
      isDue = true;
      soon();
    },
    resume,
  };
}
