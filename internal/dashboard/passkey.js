(function () {
  "use strict";
  var token = document.querySelector("input[name=token]");
  async function ask(path, body) {
    var answer = await fetch(path, { method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json", "Accept": "application/json", "Servanda-Token": token === null ? "" : token.value }, body: body });
    if (answer.ok) { return answer.status === 204 ? null : answer.json(); }
    var problem = await answer.json();
    throw new Error([problem.detail, problem.mend].filter(Boolean).join("; "));
  }
  function button(id, begin, finish, read, use, then) {
    var b = document.getElementById(id);
    if (b === null) { return; }
    var said = document.getElementById("passkey-said");
    if (!window.PublicKeyCredential || !PublicKeyCredential[read]) { said.textContent = "This browser knows no passkeys here: they need https, or localhost."; return; }
    b.hidden = false;
    b.addEventListener("click", async function () {
      said.textContent = "";
      try {
        var begun = await ask(begin, "{}");
        var made = await navigator.credentials[use]({ publicKey: PublicKeyCredential[read](begun.options) });
        await ask(finish + "?ceremony=" + encodeURIComponent(begun.ceremony), JSON.stringify(made.toJSON()));
        then(said);
      } catch (e) { said.textContent = "That did not work: " + e.message; }
    });
  }
  button("enrol", "/passkeys/begin-enrol", "/passkeys/enrol", "parseCreationOptionsFromJSON", "create", function (said) { said.textContent = "The passkey is enrolled."; });
  button("enter", "/passkeys/begin-enter", "/passkeys/enter", "parseRequestOptionsFromJSON", "get", function () { location.assign("/"); });
})();
