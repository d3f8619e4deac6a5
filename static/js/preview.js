// The page of an author reloads when the file on the disk has changed.
const known = document.body.dataset.stamp;

setInterval(async () => {
  try {
    const answer = await fetch("/etat", { cache: "no-store" });
    if ((await answer.json()).stamp !== known) location.reload();
  } catch {
    // the preview was stopped: the page stays as it is
  }
}, 1000);
