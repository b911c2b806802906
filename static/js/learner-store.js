// The learner's copy in this browser: rows of events, each with whose it is and whether the account has it.
// In IndexedDB, or in memory where the browser keeps nothing; other tabs are told what changed.
(() => {
  const { log } = window.hub;
  const NAME = "hub-learner";

  const open = () => new Promise((resolve) => {
    let request;
    try { request = indexedDB.open(NAME, 1); } catch { resolve(null); return; }
    request.onupgradeneeded = () => {
      request.result.createObjectStore("rows", { keyPath: "id" });
      request.result.createObjectStore("facts");
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => resolve(null);
    request.onblocked = () => resolve(null);
  });
  const all = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  // facts: `owner`, the key of the account whose copy this is, empty for nobody's yet; `cursor`, up to where
  // that account's log is known; `nobody`, the token under which nobody was signed in.
  const FACTS = { owner: "", cursor: 0, nobody: "" };

  class Store {
    rows = new Map(); // id → {id, event, owner, sent}
    facts = { ...FACTS };
    kept = true; // whether it outlives this page
    #db = null;
    #early = []; // rows that were made before the old ones were read
    #channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(NAME);
    #changed;

    // `changed` is called after every change, whichever tab made it.
    constructor(changed) {
      this.#changed = changed;
      if (this.#channel) this.#channel.onmessage = ({ data }) => this.#hear(data);
      this.ready = this.#load();
    }

    async #load() {
      this.#db = await open();
      try {
        const transaction = this.#db.transaction(["rows", "facts"]);
        const [rows, facts] = await Promise.all([
          all(transaction.objectStore("rows").getAll()), all(transaction.objectStore("facts").get("facts")),
        ]);
        for (const row of rows) if (!this.rows.has(row.id)) this.rows.set(row.id, row);
        this.facts = { ...this.facts, ...facts };
      } catch {
        this.kept = false;
      }
      const early = this.#early.splice(0);
      if (early.length && this.kept) await this.#write((store) => early.forEach((row) => store.put(row)));
    }

    #write(work) {
      return new Promise((resolve) => {
        const fail = () => { this.kept = false; resolve(false); };
        try {
          const transaction = this.#db.transaction(["rows", "facts"], "readwrite");
          transaction.oncomplete = () => resolve(true);
          transaction.onabort = fail;
          work(transaction.objectStore("rows"), transaction.objectStore("facts"));
          transaction.commit();
        } catch {
          fail();
        }
      });
    }

    #hear({ forgotten, rows = [], gone = [], facts }) {
      if (forgotten) this.rows.clear();
      for (const id of gone) this.rows.delete(id);
      for (const row of rows) this.rows.set(row.id, row);
      if (facts) this.facts = facts;
      this.#changed();
    }

    // One transaction: all of it is kept, or nothing. Resolves to whether it was.
    async change({ rows = [], gone = [], facts = null }) {
      for (const id of gone) this.rows.delete(id);
      for (const row of rows) this.rows.set(row.id, row);
      Object.assign(this.facts, facts);
      // Facts are written by whoever learns them: a tab that slept may know older ones.
      this.#channel?.postMessage({ rows, gone, facts: facts && this.facts });
      this.#changed();
      if (!this.#db) {
        this.#early.push(...rows);
        return false;
      }
      return this.#write((store, other) => {
        for (const id of gone) store.delete(id);
        for (const row of rows) store.put(row);
        if (facts) other.put({ ...this.facts }, "facts");
      });
    }

    async forget() {
      this.rows.clear();
      this.facts = { ...FACTS, nobody: this.facts.nobody };
      this.#channel?.postMessage({ forgotten: true, facts: this.facts });
      this.#changed();
      return this.#db ? this.#write((store, other) => { store.clear(); other.clear(); }) : true;
    }

    // What is shown: everything but what belongs to another account.
    get visible() {
      return [...this.rows.values()].filter((row) => !row.owner || row.owner === this.facts.owner);
    }

    // Events become rows; of two versions of one the earlier stays. Returns the rows that are new or differ.
    rowsOf(events, { owner = "", sent = false } = {}) {
      const known = new Map(events.flatMap(({ id }) => (this.rows.has(id) ? [[id, this.rows.get(id).event]] : [])));
      const merged = log.union(known, events);
      return [...new Set(events.map((event) => event.id))].flatMap((id) => {
        const [row, event] = [this.rows.get(id), merged.get(id)];
        const next = { id, event, owner: owner || row?.owner || "", sent: sent || row?.sent || false };
        const same = row && row.event === event && row.owner === next.owner && row.sent === next.sent;
        return same ? [] : [next];
      });
    }
  }

  window.hub.LearnerStore = Store;
})();
