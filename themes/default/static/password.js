// Adds « Afficher » beside each password, for who cannot see what they type.

for (const input of document.querySelectorAll("input[data-password]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = "Afficher";
  button.setAttribute("aria-pressed", "false");
  button.setAttribute("aria-controls", input.id);
  button.addEventListener("click", () => {
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.textContent = shown ? "Afficher" : "Masquer";
    button.setAttribute("aria-pressed", String(!shown));
  });
  // Never sent in clear sight of who looks over the shoulder, nor kept by the browser as a text.
  input.form?.addEventListener("submit", () => (input.type = "password"));
  input.after(button);
}
