(() => {
  const says = document.getElementById("says");
  let at = null;
  const tell = (cell, go = true) => {
    if (at) at.classList.remove("at");
    at = cell;
    says.textContent = cell ? cell.querySelector("title").textContent : "";
    if (cell) cell.classList.add("at");
    if (cell && go) cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  document.addEventListener("click", (event) => tell(event.target.closest("rect[data-row]")));
  let mouse = "";
  document.addEventListener("pointermove", (event) => {
    const there = `${event.clientX} ${event.clientY}`, cell = event.target.closest("rect[data-row]");
    if (cell && event.pointerType === "mouse" && there !== mouse) tell(cell, false); // it moved, not the page under it
    mouse = there;
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") tell(null); });
  const middle = (cell) => Number(cell.getAttribute("x")) + Number(cell.getAttribute("width")) / 2;
  const next = (cells, key) => {
    if (!cells.includes(at)) return cells[0];
    const row = Number(at.dataset.row);
    if (key === "ArrowRight" || key === "ArrowLeft") {
      const beside = cells[cells.indexOf(at) + (key === "ArrowRight" ? 1 : -1)];
      return beside && Number(beside.dataset.row) === row ? beside : at;
    }
    const other = cells.filter((cell) => Number(cell.dataset.row) === row + (key === "ArrowDown" ? 1 : -1));
    return other.sort((a, b) => Math.abs(middle(a) - middle(at)) - Math.abs(middle(b) - middle(at)))[0] || at;
  };
  for (const picture of document.querySelectorAll(".picture")) {
    picture.addEventListener("keydown", (event) => {
      if (!event.key.startsWith("Arrow")) return;
      event.preventDefault();
      const cells = [...picture.querySelectorAll("rect[data-row]")];
      if (cells.length) tell(next(cells, event.key));
    });
  }
})();
