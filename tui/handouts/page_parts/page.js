"use strict";
(() => {
  const root = document.documentElement;
  const steps = [...document.querySelectorAll(".step")];
  const links = [...document.querySelectorAll(".contents a")];
  const button = (name) => document.querySelector(`.bar .${name}`);
  const where = document.querySelector(".bar .where");
  const contents = document.querySelector(".contents");
  const said = document.querySelector(".said");
  const last = steps.length - 1;
  let now = 0;

  const asked = () => {
    const place = steps.findIndex((step) => `#${step.id}` === location.hash);
    return place < 0 ? 0 : place;
  };

  const show = (place) => {
    now = Math.max(0, Math.min(last, place));
    steps.forEach((step, n) => step.classList.toggle("now", n === now));
    for (const link of links) {
      if (link.hash === `#${steps[now].id}`) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    const held = contents.contains(document.activeElement) ? document.activeElement : null;
    steps[now].querySelector("figcaption").append(contents);
    if (held) held.focus();
    const link = contents.querySelector("[aria-current]").parentElement;
    const list = link.parentElement;
    list.scrollTop = link.offsetTop - (list.clientHeight - link.clientHeight) / 2;
    where.textContent = now ? `Step ${now} of ${last}` : "The beginning";
    button("back").disabled = now === 0;
    button("restart").disabled = now === 0;
    button("next").disabled = now === last;
    history.replaceState(null, "", `#${steps[now].id}`);
  };

  const tell = () => {
    const words = steps[now].querySelector("h2").textContent;
    const why = [...steps[now].querySelectorAll(".why")].map((one) => one.textContent);
    said.textContent = `${words}. ${why.join(" ")}`;
  };

  const go = (place) => {
    if (!root.classList.contains("stepping")) step(true);
    show(place);
    tell();
    scrollTo(0, 0);
  };

  const step = (alone) => {
    root.classList.toggle("stepping", alone);
    button("all").setAttribute("aria-pressed", String(!alone));
    button("all").textContent = alone ? "All steps" : "One by one";
    if (!alone) steps[now].scrollIntoView();
    else scrollTo(0, 0);
  };

  const acts = {
    next: () => go(now + 1),
    back: () => go(now - 1),
    restart: () => go(0),
    end: () => go(last),
    all: () => step(!root.classList.contains("stepping")),
  };
  const keys = {
    " ": "next", ArrowRight: "next", PageDown: "next",
    Backspace: "back", ArrowLeft: "back", PageUp: "back",
    r: "restart", R: "restart", Home: "restart", End: "end", a: "all", A: "all",
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const act = keys[event.key];
    // A button that was gone to with Tab is pressed with Space.
    if (!act || (event.key === " " && event.target.closest("button, a"))) return;
    event.preventDefault();
    acts[act]();
  });
  for (const name of ["next", "back", "restart", "all"]) {
    button(name).addEventListener("click", acts[name]);
  }
  // A click leaves the focus where it is, so that Space goes on to the next step.
  for (const one of [document.querySelector(".bar"), contents]) {
    one.addEventListener("mousedown", (event) => event.preventDefault());
  }
  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(steps.findIndex((one) => `#${one.id}` === link.hash));
    });
  }
  addEventListener("hashchange", () => go(asked()));
  root.classList.add("ready");
  show(asked());
  step(true);
})();
