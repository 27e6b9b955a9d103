// Tooltips: Escape puts them away, and one that would leave the window opens upwards.
const root = document.documentElement;
addEventListener("keydown", (event) => {
  if (event.key === "Escape") root.classList.add("quiet");
});
for (const kind of ["pointerover", "focusin"]) {
  addEventListener(kind, (event) => {
    const figure = event.target.closest?.(".f");
    if (!figure) return;
    root.classList.remove("quiet");
    const tip = figure.querySelector(".tip");
    const place = figure.getBoundingClientRect();
    tip.classList.toggle("up", place.bottom + tip.offsetHeight + 12 > innerHeight && place.top > tip.offsetHeight + 12);
    tip.classList.toggle("left", place.left + tip.offsetWidth + 12 > innerWidth);
  });
}
