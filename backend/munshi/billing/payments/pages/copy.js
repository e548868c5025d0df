const copy = document.getElementById("copy");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.onclick = () =>
    navigator.clipboard.writeText(document.getElementById("vpa").textContent).then(() => (copy.textContent = copy.dataset.done));
}
