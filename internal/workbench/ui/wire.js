// Wire is the connection to the server: requests of our own, notifications, and everything else as a transport for the language
// client. When it is lost it is made again for as long as the page is there.
export class Wire {
  constructor(address) {
    this.address = address;
    this.count = 0;
    this.asked = new Map(); // requests that wait, by their IDs
    this.heard = new Map(); // what is done with notifications, by their methods
    this.readers = new Set(); // of the language client
    this.onUp = () => {};
    this.onDown = () => {};
    this.pause = 250;
  }

  connect() {
    const socket = new WebSocket(this.address);
    this.socket = socket;
    socket.onopen = () => { this.pause = 250; this.onUp(); };
    socket.onmessage = (e) => this.read(e.data);
    socket.onclose = () => {
      for (const { no } of this.asked.values()) no(new Error("the connection to the server was lost"));
      this.asked.clear();
      this.onDown();
      setTimeout(() => this.connect(), this.pause);
      this.pause = Math.min(this.pause * 2, 5000);
    };
  }

  read(text) {
    const m = JSON.parse(text);
    if (typeof m.id === "string" && !m.method) {
      const waiting = this.asked.get(m.id);
      this.asked.delete(m.id);
      if (waiting) m.error ? waiting.no(new Error(m.error.message)) : waiting.yes(m.result);
      return;
    }
    if (m.method?.startsWith("workbench/")) return this.heard.get(m.method)?.(m.params);
    for (const reader of this.readers) reader(text);
  }

  // ask is a request of our own; with a signal it can be called off.
  ask(method, params = {}, signal) {
    if (this.socket?.readyState !== WebSocket.OPEN) return Promise.reject(new Error("there is no connection to the server"));
    const id = "w" + ++this.count;
    const answer = new Promise((yes, no) => this.asked.set(id, { yes, no }));
    this.socket.send(JSON.stringify({ jsonrpc: "2.0", id, method: "workbench/" + method, params }));
    signal?.addEventListener("abort", () => {
      if (this.asked.has(id)) this.socket.send(JSON.stringify({ jsonrpc: "2.0", method: "$/cancelRequest", params: { id } }));
    });
    return answer;
  }

  // What a language client needs of a transport.
  send(text) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(text);
  }
  subscribe(reader) { this.readers.add(reader); }
  unsubscribe(reader) { this.readers.delete(reader); }
}
