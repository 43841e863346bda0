// What a calendar page can do at once that it otherwise does by pages of its own, and by the nightly build:
// hides what has ended since, and shows only the municipality, topic or kind that a reader chooses.
const happenings = [...document.querySelectorAll("[data-ends], [data-kommun]")]
const result = document.querySelector(".choose__result")
const chosen = new Map()

const isOver = (item) => item.dataset.ends && new Date(item.dataset.ends) < new Date()
const isChosen = (item) => [...chosen].every(([trait, value]) => (item.dataset[trait] ?? "").split(" ").includes(value))

function show() {
  for (const item of happenings) item.hidden = isOver(item) || !isChosen(item)
  for (const list of document.querySelectorAll("ul.cards")) hideAround(list)
  const shown = happenings.filter((item) => item.matches("li") && !item.hidden).length
  if (result) result.textContent = chosen.size ? (shown ? `Visar ${shown}.` : "Inget passar. Ta bort ett val.") : ""
}

// A month with nothing left has no heading and no grid.
function hideAround(list) {
  const items = [...list.children].filter((item) => item.matches("[data-ends]"))
  if (!items.length) return
  list.hidden = items.every((item) => item.hidden)
  for (let above = list.previousElementSibling; above; above = above.previousElementSibling) {
    if (above.matches("details.month, h2")) above.hidden = list.hidden
    if (above.matches("h2")) break
  }
}

for (const link of document.querySelectorAll("a[data-choose]")) {
  link.setAttribute("role", "button")
  link.setAttribute("aria-pressed", "false")
  const press = (event) => {
    event.preventDefault()
    const { choose, value } = link.dataset
    if (chosen.get(choose) === value) chosen.delete(choose)
    else chosen.set(choose, value)
    for (const other of document.querySelectorAll("a[data-choose]"))
      other.setAttribute("aria-pressed", chosen.get(other.dataset.choose) === other.dataset.value)
    show()
  }
  link.addEventListener("click", press)
  link.addEventListener("keydown", (event) => event.key === " " && press(event))
}

show()
