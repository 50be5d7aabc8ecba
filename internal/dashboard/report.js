(function () {
  "use strict";
  var form = document.getElementById("report-form"), said = document.getElementById("report-said");
  if (form === null) { return; }
  var ledger = form.dataset.ledger, name = form.dataset.name, utf8 = new TextEncoder();
  function base64(bytes) { return btoa(String.fromCharCode.apply(null, new Uint8Array(bytes))); }
  function join(a, b) { var out = new Uint8Array(a.length + b.length); out.set(a); out.set(b, a.length); return out; }
  // The key never leaves this browser: it is made so that not even this page can read it.
  function kept(mode, use) {
    return new Promise(function (done, failed) {
      var opened = indexedDB.open("servanda", 1);
      opened.onupgradeneeded = function () { opened.result.createObjectStore("keys"); };
      opened.onerror = function () { failed(opened.error); };
      opened.onsuccess = function () {
        var asked = use(opened.result.transaction("keys", mode).objectStore("keys"));
        asked.onsuccess = function () { opened.result.close(); done(asked.result); };
        asked.onerror = function () { opened.result.close(); failed(asked.error); };
      };
    });
  }
  var place = ledger + "\n" + name;
  // vkey is a public key as signed notes have it.
  async function vkey(pair) {
    var key = join(Uint8Array.of(1), new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)));
    var sum = new Uint8Array(await crypto.subtle.digest("SHA-256", join(utf8.encode(name + "\n"), key)));
    var hash = Array.from(sum.slice(0, 4), function (b) { return b.toString(16).padStart(2, "0"); }).join("");
    return name + "+" + hash + "+" + base64(key);
  }
  function uri(key) {
    return "servanda-key:" + encodeURIComponent(key).replace(/%(24|26|2B|3A|3D|40)/g, decodeURIComponent).replace(/[!'()*]/g, function (c) { return "%" + c.charCodeAt(0).toString(16).toUpperCase(); });
  }
  function show(key) {
    document.getElementById("report-key").textContent = key;
    document.getElementById("report-has").hidden = false;
    document.getElementById("report-make").hidden = true;
  }
  async function event(pair, fields) {
    var key = await vkey(pair), claimed = new Date().toISOString().slice(0, 19) + "Z", line = JSON.stringify(fields);
    var text = "servanda-ledger-entry/v1\nledger " + ledger + "\nkind event\nid " + fields.id + "\nreporter " + key + "\nclaimed " + claimed + "\nevent " + line + "\n";
    var signature = base64(await crypto.subtle.sign("Ed25519", pair.privateKey, utf8.encode(text)));
    var head = JSON.stringify({ specversion: "1.0", id: fields.id, source: uri(key), type: "io.github.servanda-lang.ledger.event", subject: ledger, time: claimed, datacontenttype: "application/json", signature: "ed25519 " + signature });
    return head.slice(0, -1) + ',"data":' + line + "}";
  }
  async function handIn() {
    var fields = { id: "b" + Array.from(crypto.getRandomValues(new Uint8Array(8)), function (b) { return b.toString(16).padStart(2, "0"); }).join("") };
    ["when", "actor", "move", "note"].forEach(function (f) { var v = form.elements[f].value.trim(); if (v !== "") { fields[f] = v; } });
    if (fields.move === undefined) { fields.kind = "note"; }
    var body = await event(await kept("readonly", function (s) { return s.get(place); }), fields);
    var answer = await fetch("/v1/events", { method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/cloudevents+json" }, body: body });
    var told = await answer.json();
    if (!answer.ok) { throw new Error([told.detail, told.mend].filter(Boolean).join("; ")); }
    form.reset();
    document.getElementById("report-proof").value = told.receipts[0].proof || "";
    document.getElementById("report-receipt").hidden = false;
    said.textContent = "Recorded as entry " + told.receipts[0].entry + ". Keep the receipt.";
  }
  function tried(what) { return async function (e) { e.preventDefault(); said.textContent = ""; try { await what(); } catch (x) { said.textContent = "That did not work: " + x.message; } }; }
  async function make() {
    var pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    await kept("readwrite", function (s) { return s.put(pair, place); });
    show(await vkey(pair));
  }
  form.addEventListener("submit", tried(handIn));
  document.getElementById("report-make").addEventListener("click", tried(make));
  if (!window.isSecureContext || !crypto.subtle || !window.indexedDB) { said.textContent = "This browser keeps no keys here: that needs https, or localhost."; return; }
  kept("readonly", function (s) { return s.get(place); }).then(async function (pair) {
    if (pair) { show(await vkey(pair)); } else { document.getElementById("report-make").hidden = false; }
  }).catch(function (x) { said.textContent = "This browser keeps no keys here: " + x.message; });
})();
