"use strict";

// textual.js has set what it does when the page is loaded; some things must come first.
const begin = window.onload;

window.onload = async (event) => {
  const terminal = document.querySelector("#terminal");
  terminal.dataset.sessionWebsocketUrl = `${location.origin.replace(/^http/, "ws")}/ws`;
  // The terminal measures letters once, when it is made: by then the font must be there.
  const styles = ["", "bold ", "italic ", "italic bold "];
  await Promise.allSettled(styles.map((one) => document.fonts.load(`${one}16px "Roboto Mono"`)));
  begin(event);
  focusOnceConnected();
};

// The terminal tells the server that it has the focus: not before there is a connection.
function focusOnceConnected() {
  const {classList} = document.body;
  if (classList.contains("-loaded")) document.querySelector(".xterm-helper-textarea").focus();
  else if (!classList.contains("-closed")) requestAnimationFrame(focusOnceConnected);
}

// A click on a text selects it. That its contact put an address there must not open a site.
const openWindow = window.open.bind(window);
window.open = (address, ...rest) => {
  const within = address && new URL(address, location.href).origin === location.origin;
  return within ? openWindow(address, ...rest) : null;
};
